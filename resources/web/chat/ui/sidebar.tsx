// SPDX-License-Identifier: GPL-3.0-or-later
import { snippet } from '../logic/text';
import { displayName, liveStatus, partnerOf } from '../logic/people';
import type { Chat } from '../logic/types';
import { openChat } from '../state/actions';
import { leaveSession } from '../state/live';
import { loadChats } from '../state/loading';
import { activeId, chatOrder, chatTitle, chatsFailed, chatsLoaded, me, myId, typingIn } from '../state/store';
import { draftOf, open, theme, type Theme } from '../state/view';
import { clockTime, fullTime, shortTime, t } from '../i18n';
import { Icon } from './icons';
import { Avatar, ChatAvatar, Empty, IconButton, MenuItem, Popup, Skeleton, StatusMark, memo, usePopup } from './parts';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
export const commandKey = isMac ? '⌘K' : 'Ctrl K';

export function Sidebar() {
  return (
    <aside class="sidebar" aria-label={t('chats')}>
      <SidebarHead />
      <button type="button" class="jump" onClick={() => open({ kind: 'switcher' })}>
        <Icon name="search" size={18} /><span>{t('jumpTo')}</span><kbd>{commandKey}</kbd>
      </button>
      <nav class="places" aria-label={t('menu')}>
        <button type="button" onClick={() => open({ kind: 'browse' })}><Icon name="hash" size={18} />{t('browse')}</button>
        <button type="button" onClick={() => open({ kind: 'people' })}><Icon name="people" size={18} />{t('people')}</button>
      </nav>
      <ChatList />
    </aside>
  );
}

function SidebarHead() {
  const menu = usePopup();
  const newMenu = usePopup();
  const user = me.value;
  const status = liveStatus(user?.status);
  const choose = (action: () => void) => () => {
    menu.close();
    newMenu.close();
    action();
  };
  return (
    <header class="sidehead">
      <button type="button" class="mebutton" aria-label={t('menu')} aria-haspopup="menu" aria-expanded={menu.isOpen} onClick={menu.open}>
        {user && <Avatar user={user} presence />}
        <span class="metext">
          <strong>{user ? displayName(user) : ' '}</strong>
          <small>{status ? `${status.emoji} ${status.text}`.trim() : user ? `@${user.username}` : ' '}</small>
        </span>
      </button>
      <IconButton icon="plus" label={t('newChat')} class="raised" expanded={newMenu.isOpen} onClick={newMenu.open} />
      {newMenu.anchor && (
        <Popup anchor={newMenu.anchor} label={t('newChat')} onClose={newMenu.close}>
          <MenuItem icon="user" label={t('kindDirect')} onClick={choose(() => open({ kind: 'newChat', as: 'direct' }))} />
          <MenuItem icon="people" label={t('kindGroup')} onClick={choose(() => open({ kind: 'newChat', as: 'group' }))} />
          <MenuItem icon="hash" label={t('kindChannel')} onClick={choose(() => open({ kind: 'newChat', as: 'channel' }))} />
        </Popup>
      )}
      {menu.anchor && (
        <Popup anchor={menu.anchor} label={t('menu')} onClose={menu.close}>
          <MenuItem icon="smile" label={t('setStatus')} onClick={choose(() => open({ kind: 'status' }))} />
          <MenuItem icon="user" label={t('profile')} onClick={choose(() => open({ kind: 'profile' }))} />
          <MenuItem icon="keyboard" label={t('shortcuts')} onClick={choose(() => open({ kind: 'help' }))} />
          <div class="menugroup" role="group" aria-label={t('theme')}>
            <span><Icon name="sun" size={18} />{t('theme')}</span>
            {([['auto', 'themeAuto'], ['light', 'themeLight'], ['dark', 'themeDark']] as const).map(([name, label]) => (
              <MenuItem key={name} label={t(label)} checked={theme.value === name} onClick={() => (theme.value = name as Theme)} />
            ))}
          </div>
          <MenuItem icon="leave" label={t('signOut')} onClick={choose(() => void leaveSession('chosen'))} />
        </Popup>
      )}
    </header>
  );
}

function ChatList() {
  if (chatsFailed.value && !chatsLoaded.value)
    return (
      <Empty icon="alert" title={t('loadFailed')}>
        <button type="button" class="quiet" onClick={() => void loadChats()}>{t('retry')}</button>
      </Empty>
    );
  if (!chatsLoaded.value) return <Skeleton rows={7} class="chatlist" />;
  const order = chatOrder.value;
  if (!order.length)
    return (
      <Empty icon="smile" title={t('noChats')}>
        <p>{t('noChatsLead')}</p>
        <button type="button" class="quiet" onClick={() => open({ kind: 'people' })}>{t('findPeople')}</button>
        <button type="button" class="quiet" onClick={() => open({ kind: 'browse' })}>{t('browseChannels')}</button>
      </Empty>
    );
  return <ul class="chatlist">{order.map((chat) => <ChatRow chat={chat} active={chat.id === activeId.value} key={chat.id} />)}</ul>;
}

const ChatRow = memo(function ChatRow({ chat, active }: { chat: Chat; active: boolean }) {
  const my = chat.my!;
  const partner = partnerOf(chat, myId.value);
  const unread = my.unread_count;
  const last = chat.last_message;
  return (
    <li>
      <button type="button" class={`chatrow ${active ? 'active' : ''} ${unread ? 'unread' : ''} ${my.muted ? 'muted' : ''}`}
        aria-current={active ? 'true' : undefined} data-chat={chat.id} onClick={() => openChat(chat.id)}>
        <ChatAvatar chat={chat} />
        <span class="rowtext">
          <span class="rowtop">
            <strong>{chatTitle(chat)}</strong>
            {partner && <StatusMark userId={partner.id} />}
            {last && <time dateTime={last.created_at} title={fullTime(last.created_at)} aria-label={clockTime(last.created_at)}>{shortTime(last.created_at)}</time>}
          </span>
          <span class="rowbottom">
            <RowSnippet chat={chat} active={active} />
            {my.mention_count > 0 && <span class="badge at" aria-label={t('mentionsOfYou', { n: my.mention_count })}>@</span>}
            {unread > 0 && <span class="badge" aria-label={t('unread', { n: unread })}>{unread > 99 ? '99+' : unread}</span>}
          </span>
        </span>
      </button>
    </li>
  );
});

function RowSnippet({ chat, active }: { chat: Chat; active: boolean }) {
  const typing = typingIn(chat.id).value.length > 0;
  const draft = draftOf(chat.id).value;
  const last = chat.last_message;
  if (typing) return <span class="snippet typing"><Dots /></span>;
  if (!active && draft.text && !draft.editing) return <span class="snippet"><em>{t('draft')}:</em> {snippet(draft.text, 80)}</span>;
  if (!last) return <span class="snippet">{chat.topic || ' '}</span>;
  if (last.is_deleted) return <span class="snippet faded">{t('deletedMessage')}</span>;
  const who = last.sender.id === myId.value ? `${t('you')}: ` : chat.kind === 'direct' ? '' : `${displayName(last.sender).split(' ')[0]}: `;
  return <span class="snippet">{who}{snippet(last.content, 80)}</span>;
}

export const Dots = () => <span class="dots" aria-hidden="true"><i /><i /><i /></span>;
