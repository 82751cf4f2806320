// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: to any chat or person by a few letters. And the list of shortcuts.
import { useEffect, useRef, useState } from 'preact/hooks';
import { displayName, partnerOf, rank } from '../../logic/people';
import type { Chat, User } from '../../logic/types';
import { openChat, talkTo } from '../../state/actions';
import { chatOrder, chatTitle, myId } from '../../state/store';
import { closeDialog } from '../../state/view';
import { t } from '../../i18n';
import { Avatar, ChatAvatar, Empty, Modal } from '../parts';
import { Icon } from '../icons';
import { usePeople } from './form';

type Choice = { chat: Chat; user?: undefined } | { user: User; chat?: undefined };
const most = 9;

function choices(words: string, people: User[] | null): Choice[] {
  const chats = chatOrder.value
    .map((chat) => ({ chat, score: rank(words, chatTitle(chat), partnerOf(chat, myId.value)?.username ?? '') }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ chat }): Choice => ({ chat }));
  const partners = new Set(chatOrder.value.map((chat) => partnerOf(chat, myId.value)?.id));
  const others = words.trim() ? (people ?? []).filter((user) => !partners.has(user.id) && user.id !== myId.value) : [];
  return [...chats, ...others.map((user): Choice => ({ user }))].slice(0, most);
}

export function Switcher({ onClose }: { onClose(): void }) {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = choices(words, usePeople(words));
  const at = Math.min(chosen, Math.max(0, list.length - 1));
  useEffect(() => input.current?.focus(), []);
  const go = (choice: Choice | undefined) => {
    if (!choice) return;
    closeDialog();
    if (choice.chat) openChat(choice.chat.id);
    else void talkTo(choice.user.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && list.length) setChosen((at + step + list.length) % list.length);
    else if (event.key === 'Enter') go(list[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal title={t('jumpTo')} onClose={onClose} class="switcher" bare>
      <div class="switcherinput">
        <Icon name="search" />
        <input ref={input} type="text" role="combobox" aria-expanded="true" aria-controls="choices" aria-activedescendant={list.length ? `choice${at}` : undefined}
          aria-label={t('jumpTo')} placeholder={t('switcherHint')} value={words} onKeyDown={onKeyDown}
          onInput={(event) => { setWords(event.currentTarget.value); setChosen(0); }} />
      </div>
      <ul id="choices" role="listbox" class="results">
        {list.length === 0 && <Empty icon="search" title={t('nothingFound')} />}
        {list.map((choice, i) => (
          <li id={`choice${i}`} role="option" aria-selected={i === at} class="choice" key={choice.chat ? `c${choice.chat.id}` : `u${choice.user.id}`}
            onMouseMove={() => setChosen(i)} onClick={() => go(choice)}>
            {choice.chat ? <ChatAvatar chat={choice.chat} /> : <Avatar user={choice.user} presence />}
            <strong>{choice.chat ? chatTitle(choice.chat) : displayName(choice.user)}</strong>
            <small>{choice.user ? `@${choice.user.username}` : t(choice.chat.kind === 'direct' ? 'kindDirect' : choice.chat.kind === 'group' ? 'kindGroup' : 'kindChannel')}</small>
            {choice.chat && choice.chat.my!.unread_count > 0 && <span class="badge">{choice.chat.my!.unread_count}</span>}
          </li>
        ))}
      </ul>
    </Modal>
  );
}

export function Help({ onClose }: { onClose(): void }) {
  const rows: [string[], string][] = [
    [['Ctrl', 'K'], t('helpSwitch')],
    [['Alt', '↑ ↓'], t('helpChats')],
    [['Enter'], t('helpSend')],
    [['Shift', 'Enter'], t('helpNewline')],
    [['↑'], t('helpEdit')],
    [['Esc'], t('helpEsc')],
    [['?'], t('helpHelp')],
  ];
  return (
    <Modal title={t('helpTitle')} onClose={onClose} class="small">
      <dl class="keys">
        {rows.map(([keys, text]) => <div key={text}><dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt><dd>{text}</dd></div>)}
      </dl>
      <p class="faded keysnote">{t('helpFormat')}</p>
    </Modal>
  );
}
