// SPDX-License-Identifier: GPL-3.0-or-later
// The people of the server and its public channels.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Chat, Page } from '../../logic/types';
import { api } from '../../net/http';
import { joinChat, openChat, talkTo } from '../../state/actions';
import { chats, myId } from '../../state/store';
import { unwatch, watch } from '../../state/presence';
import { complain } from '../../state/toasts';
import { closeDialog, open } from '../../state/view';
import { t } from '../../i18n';
import { displayName } from '../../logic/people';
import { Avatar, ChatAvatar, Empty, Modal, Skeleton, StatusMark } from '../parts';
import { Presence } from '../conversation';
import { usePeople } from './form';
import { limits } from '../../limits';

interface Props { onClose(): void }

export function People({ onClose }: Props) {
  const [words, setWords] = useState('');
  const found = usePeople(words);
  useEffect(() => {
    if (found) watch('directory', found.map((user) => user.id));
  }, [found]);
  useEffect(() => () => unwatch('directory'), []);
  const write = (id: number) => {
    closeDialog();
    void talkTo(id);
  };
  return (
    <Modal title={t('people')} onClose={onClose} class="wide">
      <div class="dialogbody">
        <input type="search" class="filter" autofocus placeholder={t('searchPeople')} aria-label={t('searchPeople')} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        <ul class="results tall">
          {!found && <Skeleton rows={6} />}
          {found?.length === 0 && <Empty icon="search" title={t('nothingFound')} />}
          {found?.map((user) => (
            <li key={user.id}>
              <button type="button" class="personrow" onClick={() => open({ kind: 'person', id: user.id })}>
                <Avatar user={user} presence />
                <span>
                  <strong>{displayName(user)} <StatusMark userId={user.id} /></strong>
                  <small>{[user.title, user.team].filter(Boolean).join(' · ') || `@${user.username}`}</small>
                </span>
                <small class="seen"><Presence userId={user.id} /></small>
              </button>
              {user.id !== myId.value && <button type="button" class="quiet" onClick={() => write(user.id)}>{t('write')}</button>}
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}

export function Browse({ onClose }: Props) {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<Chat[] | null>(null);
  const [joining, setJoining] = useState(0);
  const asked = useRef('');
  useEffect(() => {
    const query = words.trim();
    asked.current = query;
    const timer = setTimeout(() => {
      api.get<Page<Chat>>('chats/public', { q: query, limit: limits.pageMax })
        .then((page) => asked.current === query && setFound(page.items), (error) => { setFound([]); complain(error); });
    }, query ? 200 : 0);
    return () => clearTimeout(timer);
  }, [words]);
  const enter = async (chat: Chat) => {
    setJoining(chat.id);
    try {
      if (chats.peek().get(chat.id)?.my) openChat(chat.id);
      else await joinChat(chat.id);
      closeDialog();
    } catch (error) {
      complain(error);
      setJoining(0);
    }
  };
  return (
    <Modal title={t('browseLead')} onClose={onClose} class="wide">
      <div class="dialogbody">
        <input type="search" class="filter" autofocus placeholder={t('searchChannels')} aria-label={t('searchChannels')} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        <ul class="results tall">
          {!found && <Skeleton rows={5} />}
          {found?.length === 0 && <Empty icon="hash" title={t(words.trim() ? 'nothingFound' : 'noChannels')} />}
          {found?.map((chat) => {
            const isIn = !!chats.value.get(chat.id)?.my;
            return (
              <li key={chat.id}>
                <span class="personrow">
                  <ChatAvatar chat={chat} />
                  <span><strong>{chat.name}</strong><small>{[t('memberCount', { n: chat.member_count }), chat.topic].filter(Boolean).join(' · ')}</small></span>
                </span>
                <button type="button" class={isIn ? 'quiet' : 'primary slim'} disabled={joining === chat.id} onClick={() => void enter(chat)}>{t(isIn ? 'joined' : 'join')}</button>
              </li>
            );
          })}
        </ul>
      </div>
    </Modal>
  );
}
