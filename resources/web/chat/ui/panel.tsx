// SPDX-License-Identifier: GPL-3.0-or-later
// Beside a group or channel: what it is about and who is in it.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { displayName, rank } from '../logic/people';
import type { Chat, Member, Role } from '../logic/types';
import { changeRole, removeMember } from '../state/actions';
import { loadMembers } from '../state/loading';
import { activeChat, chatTitle, membersOf, myId, person } from '../state/store';
import { open, panelOpen } from '../state/view';
import { t } from '../i18n';
import { Icon } from './icons';
import { Avatar, ChatAvatar, IconButton, MenuItem, Popup, Skeleton, StatusMark, usePopup } from './parts';
import { Presence } from './conversation';

const order: Record<Role, number> = { owner: 0, admin: 1, member: 2 };
export const roleName = (role: Role) => t(role === 'owner' ? 'roleOwner' : role === 'admin' ? 'roleAdmin' : 'roleMember');

export function Panel() {
  const chat = activeChat.value;
  if (!panelOpen.value || !chat || chat.kind === 'direct') return null;
  const mayChange = chat.my?.role === 'owner' || chat.my?.role === 'admin';
  return (
    <aside class="panel" aria-label={t('members')}>
      <header>
        <h2>{t('members')}</h2>
        <IconButton icon="close" label={t('close')} onClick={() => (panelOpen.value = false)} />
      </header>
      <div class="panelbody">
        <div class="about">
          <ChatAvatar chat={chat} size="l" />
          <strong>{chatTitle(chat)}</strong>
          {chat.topic && <p>{chat.topic}</p>}
        </div>
        <div class="panelactions">
          {mayChange && <button type="button" class="quiet" onClick={() => open({ kind: 'addMembers', chatId: chat.id })}><Icon name="plus" size={16} />{t('addMembers')}</button>}
          {mayChange && <button type="button" class="quiet" onClick={() => open({ kind: 'editChat', chatId: chat.id })}><Icon name="edit" size={16} />{t('rename')}</button>}
          <button type="button" class="quiet danger" onClick={() => open({ kind: 'leave', chatId: chat.id })}><Icon name="leave" size={16} />{t('leave')}</button>
        </div>
        <MemberList chat={chat} key={chat.id} />
      </div>
    </aside>
  );
}

function MemberList({ chat }: { chat: Chat }) {
  const [words, setWords] = useState('');
  const members = membersOf(chat.id).value;
  useEffect(() => {
    if (!members) void loadMembers(chat.id);
  }, [chat.id, members === null]);
  const sorted = useMemo(() => members?.slice().sort((a, b) => order[a.role] - order[b.role] || displayName(a.user).localeCompare(displayName(b.user))), [members]);
  if (!sorted) return <Skeleton rows={5} />;
  const shown = sorted.filter((member) => rank(words, member.user.username, member.user.full_name) > 0);
  return (
    <>
      {sorted.length > 8 && <input class="filter" type="search" placeholder={t('searchPeople')} aria-label={t('searchPeople')} value={words} onInput={(event) => setWords(event.currentTarget.value)} />}
      <ul class="memberlist">{shown.map((member) => <MemberRow chat={chat} member={member} key={member.user.id} />)}</ul>
    </>
  );
}

function MemberRow({ chat, member }: { chat: Chat; member: Member }) {
  const menu = usePopup();
  const { user, role } = member;
  const mine = chat.my?.role;
  const isMe = user.id === myId.value;
  const mayManage = !isMe && (mine === 'owner' || (mine === 'admin' && role === 'member'));
  const name = displayName(person(user.id).value ?? user);
  const choose = (action: () => void) => () => {
    menu.close();
    action();
  };
  return (
    <li>
      <button type="button" class="personrow" onClick={() => open({ kind: 'person', id: user.id })}>
        <Avatar user={user} presence />
        <span><strong>{name}{isMe && <small> · {t('you')}</small>} <StatusMark userId={user.id} /></strong><small><Presence userId={user.id} /></small></span>
        {role !== 'member' && <em class={`role ${role}`}>{roleName(role)}</em>}
      </button>
      {mayManage && <IconButton icon="more" label={t('memberActions', { name })} expanded={menu.isOpen} onClick={menu.open} />}
      {menu.anchor && (
        <Popup anchor={menu.anchor} label={t('memberActions', { name })} onClose={menu.close}>
          {mine === 'owner' && role === 'member' && <MenuItem icon="people" label={t('makeAdmin')} onClick={choose(() => void changeRole(chat.id, user.id, 'admin'))} />}
          {mine === 'owner' && role === 'admin' && <MenuItem icon="user" label={t('makeMember')} onClick={choose(() => void changeRole(chat.id, user.id, 'member'))} />}
          {mine === 'owner' && <MenuItem icon="gear" label={t('makeOwner')} onClick={choose(() => void changeRole(chat.id, user.id, 'owner'))} />}
          <MenuItem icon="leave" danger label={t('remove')} onClick={choose(() => void removeMember(chat.id, user.id))} />
        </Popup>
      )}
    </li>
  );
}
