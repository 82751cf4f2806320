// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from 'preact/hooks';
import type { Chat, User } from '../../logic/types';
import { ApiError } from '../../net/http';
import { addMembers, changeChat, createChat, leaveChat, talkTo } from '../../state/actions';
import { chatTitle, chats, membersOf, myId } from '../../state/store';
import { closeDialog } from '../../state/view';
import { t } from '../../i18n';
import { displayName } from '../../logic/people';
import { Avatar, Empty, Field, Modal, Skeleton } from '../parts';
import { Form, PeoplePicker, usePeople, useSubmit } from './form';
import { limits } from '../../limits';

const wrong = (field: string, message: string) => new ApiError(422, 'invalid_input', message, { [field]: message });

interface Props { onClose(): void }

export const NewChat = ({ as, onClose }: Props & { as: Chat['kind'] }) =>
  as === 'direct' ? <NewDirect onClose={onClose} /> : <NewGroup as={as} onClose={onClose} />;

function NewDirect({ onClose }: Props) {
  const [words, setWords] = useState('');
  const found = usePeople(words)?.filter((user) => user.id !== myId.value);
  const pick = (user: User) => {
    closeDialog();
    void talkTo(user.id);
  };
  return (
    <Modal title={t('newDirectLead')} onClose={onClose}>
      <div class="dialogbody">
        <input type="search" class="filter" autofocus placeholder={t('searchPeople')} aria-label={t('searchPeople')} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        <ul class="results tall">
          {!found && <Skeleton rows={6} />}
          {found?.length === 0 && <Empty icon="search" title={t('nothingFound')} />}
          {found?.map((user) => (
            <li key={user.id}>
              <button type="button" class="personrow" onClick={() => pick(user)}>
                <Avatar user={user} presence /><span><strong>{displayName(user)}</strong><small>{[`@${user.username}`, user.title].filter(Boolean).join(' · ')}</small></span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}

function NewGroup({ as, onClose }: Props & { as: 'group' | 'channel' }) {
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const [isPublic, setPublic] = useState(true);
  const [members, setMembers] = useState<User[]>([]);
  const form = useSubmit(async () => {
    if (!name.trim()) throw wrong('name', t('needName'));
    if (as === 'group' && !members.length) throw wrong('members', t('needMembers'));
    await createChat({ kind: as, name: name.trim(), topic: topic.trim(), is_public: as === 'channel' && isPublic, members: members.map((user) => user.id) });
  }, onClose);
  return (
    <Modal title={t(as === 'group' ? 'kindGroup' : 'kindChannel')} onClose={onClose}>
      <Form form={form} action={t('create')} onCancel={onClose}>
        <Field label={t(as === 'group' ? 'groupName' : 'channelName')} name="name" value={name} onInput={setName} error={form.errors.name} maxLength={limits.nameChars} autofocus />
        {as === 'channel' && <Field label={t('topic')} hint={t('optional')} name="topic" value={topic} onInput={setTopic} error={form.errors.topic} maxLength={limits.topicChars} />}
        {as === 'channel' && <label class="checkbox"><input type="checkbox" checked={isPublic} onChange={(event) => setPublic(event.currentTarget.checked)} />{t('publicChannel')}</label>}
        <PeoplePicker chosen={members} onChange={setMembers} without={new Set([myId.value])} />
        {form.errors.members && <p class="fielderror" role="alert">{form.errors.members}</p>}
      </Form>
    </Modal>
  );
}

export function EditChat({ chatId, onClose }: Props & { chatId: number }) {
  const chat = chats.peek().get(chatId);
  const [name, setName] = useState(chat?.name ?? '');
  const [topic, setTopic] = useState(chat?.topic ?? '');
  const [isPublic, setPublic] = useState(chat?.is_public ?? false);
  const form = useSubmit(async () => {
    if (!name.trim()) throw wrong('name', t('needName'));
    const visible = chat?.kind === 'channel' && isPublic !== chat.is_public ? { is_public: isPublic } : {};
    await changeChat(chatId, { name: name.trim(), topic: topic.trim(), ...visible });
  }, onClose);
  return (
    <Modal title={t('rename')} onClose={onClose}>
      <Form form={form} action={t('save')} onCancel={onClose}>
        <Field label={t(chat?.kind === 'channel' ? 'channelName' : 'groupName')} name="name" value={name} onInput={setName} error={form.errors.name} maxLength={limits.nameChars} autofocus />
        <Field label={t('topic')} hint={t('optional')} name="topic" value={topic} onInput={setTopic} error={form.errors.topic} maxLength={limits.topicChars} />
        {chat?.kind === 'channel' && <label class="checkbox"><input type="checkbox" checked={isPublic} onChange={(event) => setPublic(event.currentTarget.checked)} />{t('publicChannel')}</label>}
      </Form>
    </Modal>
  );
}

export function AddMembers({ chatId, onClose }: Props & { chatId: number }) {
  const [chosen, setChosen] = useState<User[]>([]);
  const members = new Set(membersOf(chatId).value?.map((member) => member.user.id) ?? []);
  const form = useSubmit(async () => {
    if (!chosen.length) throw wrong('members', t('needMembers'));
    await addMembers(chatId, chosen.map((user) => user.id));
  }, onClose);
  return (
    <Modal title={t('addMembers')} onClose={onClose}>
      <Form form={form} action={t('add')} onCancel={onClose}>
        <PeoplePicker chosen={chosen} onChange={setChosen} without={members} />
        {form.errors.members && <p class="fielderror" role="alert">{form.errors.members}</p>}
      </Form>
    </Modal>
  );
}

export function LeaveChat({ chatId, onClose }: Props & { chatId: number }) {
  const chat = chats.peek().get(chatId);
  const form = useSubmit(() => leaveChat(chatId), onClose);
  const title = t('leaveTitle', { name: chat ? chatTitle(chat) : '' });
  return (
    <Modal title={title} onClose={onClose} class="small">
      <Form form={form} action={t('leave')} onCancel={onClose} danger><p class="lead">{t('leaveLead')}</p></Form>
    </Modal>
  );
}
