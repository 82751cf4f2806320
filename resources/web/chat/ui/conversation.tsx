// SPDX-License-Identifier: GPL-3.0-or-later
// The open chat: its head, its messages and the place to write.
import { displayName, liveStatus, partnerOf } from '../logic/people';
import type { Chat } from '../logic/types';
import { openChat } from '../state/actions';
import { activeChat, chatTitle, chatsLoaded, myId, person, typingIn } from '../state/store';
import { open, panelOpen } from '../state/view';
import { shortTime, t } from '../i18n';
import { Composer } from './composer';
import { MessageList } from './messages';
import { ChatAvatar, IconButton } from './parts';
import { Mark } from './mark';
import { Dots, commandKey } from './sidebar';

export function Conversation() {
  const chat = activeChat.value;
  if (!chat) return <Nothing />;
  return (
    <main class="conversation" aria-label={chatTitle(chat)}>
      <Head chat={chat} />
      <MessageList chatId={chat.id} key={`list${chat.id}`} />
      <TypingLine chatId={chat.id} />
      {chat.is_archived ? <p class="archived">{t('archivedChat')}</p> : <Composer chat={chat} key={`composer${chat.id}`} />}
    </main>
  );
}

function Nothing() {
  const [before, after] = t('pickChatLead').split('{key}');
  return (
    <main class="conversation nothing">
      {chatsLoaded.value && (
        <div>
          <Mark size={64} />
          <h1>{t('pickChat')}</h1>
          <p>{before}<kbd>{commandKey}</kbd>{after}</p>
        </div>
      )}
    </main>
  );
}

function Head({ chat }: { chat: Chat }) {
  const partner = partnerOf(chat, myId.value);
  const showMore = () => {
    if (partner) open({ kind: 'person', id: partner.id });
    else panelOpen.value = !panelOpen.value;
  };
  return (
    <header class="chathead">
      <IconButton icon="back" label={t('back')} class="backbutton" onClick={() => openChat(null)} />
      <button type="button" class="chattitle" onClick={showMore}>
        <ChatAvatar chat={chat} />
        <span>
          <h1>{chatTitle(chat)}</h1>
          <small>{partner ? <Presence userId={partner.id} /> : [t('memberCount', { n: chat.member_count }), chat.topic].filter(Boolean).join(' · ')}</small>
        </span>
      </button>
      {!partner && <IconButton icon="people" label={t('members')} expanded={panelOpen.value} onClick={() => (panelOpen.value = !panelOpen.value)} />}
    </header>
  );
}

export function Presence({ userId }: { userId: number }) {
  const known = person(userId).value;
  const status = liveStatus(known?.status);
  const seen = known?.is_online ? t('online') : known?.last_seen ? t('lastSeen', { when: shortTime(known.last_seen) }) : t('offline');
  return <>{[seen, status && `${status.emoji} ${status.text}`.trim()].filter(Boolean).join(' · ')}</>;
}

function TypingLine({ chatId }: { chatId: number }) {
  const names = typingIn(chatId).value.map((id) => displayName(person(id).value));
  return (
    <div class="typingline" aria-live="polite">
      {names.length > 0 && <><Dots /><span>{typingText(names)}</span></>}
    </div>
  );
}

function typingText(names: string[]): string {
  if (names.length === 1) return t('isTyping', { a: names[0] });
  if (names.length === 2) return t('areTyping2', { a: names[0], b: names[1] });
  return t('areTypingMany');
}

