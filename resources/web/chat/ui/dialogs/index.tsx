// SPDX-License-Identifier: GPL-3.0-or-later
import { closeDialog, dialog } from '../../state/view';
import { AddMembers, EditChat, LeaveChat, NewChat } from './chats';
import { Browse, People } from './directory';
import { DeleteMessage, Readers } from './messages';
import { PersonCard, Profile, Status } from './people';
import { Help, Switcher } from './switcher';

export function Dialogs() {
  const now = dialog.value;
  if (!now) return null;
  const onClose = closeDialog;
  switch (now.kind) {
    case 'switcher': return <Switcher onClose={onClose} />;
    case 'help': return <Help onClose={onClose} />;
    case 'profile': return <Profile onClose={onClose} />;
    case 'status': return <Status onClose={onClose} />;
    case 'newChat': return <NewChat as={now.as} onClose={onClose} key={now.as} />;
    case 'browse': return <Browse onClose={onClose} />;
    case 'people': return <People onClose={onClose} />;
    case 'person': return <PersonCard id={now.id} onClose={onClose} key={now.id} />;
    case 'readers': return <Readers message={now.message} onClose={onClose} />;
    case 'delete': return <DeleteMessage message={now.message} onClose={onClose} />;
    case 'editChat': return <EditChat chatId={now.chatId} onClose={onClose} />;
    case 'addMembers': return <AddMembers chatId={now.chatId} onClose={onClose} />;
    case 'leave': return <LeaveChat chatId={now.chatId} onClose={onClose} />;
  }
}
