// SPDX-License-Identifier: GPL-3.0-or-later
// One message, and one that is still on its way.
import { useEffect } from 'preact/hooks';
import { isEmojiOnly, snippet } from '../logic/text';
import { mentions } from '../logic/timeline';
import { displayName } from '../logic/people';
import type { OutItem } from '../logic/outbox';
import type { Message, Reaction } from '../logic/types';
import { react, showMessage } from '../state/actions';
import { loadQuoted } from '../state/loading';
import { discard, retry } from '../state/outgoing';
import { chats, me, myId, person, quotedMessage, readersOf, timeline } from '../state/store';
import { link } from '../net/socket';
import { draftOf, open, replyTo, setDraft, startEditing } from '../state/view';
import { toast } from '../state/toasts';
import { clockTime, fullTime, joinNames, t } from '../i18n';
import { EmojiPicker } from './emoji';
import { Icon } from './icons';
import { Avatar, IconButton, MenuItem, Popup, StatusMark, memo, usePopup } from './parts';
import { RichText } from './richtext';

interface RowProps { message: Message; together: boolean; seenBy: string; rowKey: string }

export const MessageRow = memo(function MessageRow({ message, together, seenBy, rowKey }: RowProps) {
  const picker = usePopup();
  const menu = usePopup();
  const mentioned = mentions(message, myId.value);
  const busy = picker.isOpen || menu.isOpen;
  if (message.type === 'system') return <p class="system" data-seq={message.seq} data-key={rowKey}>{message.content}</p>;
  return (
    <article class={`message ${together ? 'together' : ''} ${mentioned ? 'mentioned' : ''} ${busy ? 'busy' : ''}`} tabIndex={-1}
      aria-label={t('messageBy', { name: displayName(message.sender) })} data-message={message.id} data-seq={message.seq} data-key={rowKey}>
      <Gutter message={message} together={together} />
      <div class="body">
        {!together && <Author message={message} />}
        {message.reply_to !== null && <Quote chatId={message.chat_id} id={message.reply_to} />}
        <Content message={message} />
        {message.reactions.length > 0 && (
          <div class="reactions">
            {message.reactions.map((one) => <ReactionPill message={message} reaction={one} key={one.emoji} />)}
            <button type="button" class="reaction add" aria-label={t('addReaction')} onClick={picker.open}><Icon name="smile" size={16} /></button>
          </div>
        )}
      </div>
      <Marks message={message} seenBy={seenBy} />
      {!message.is_deleted && (
        <div class="tools" role="group" aria-label={t('actions')}>
          <IconButton icon="smile" label={t('addReaction')} expanded={picker.isOpen} onClick={picker.open} />
          <IconButton icon="reply" label={t('reply')} onClick={() => replyTo(message)} />
          <IconButton icon="more" label={t('more')} expanded={menu.isOpen} onClick={menu.open} />
        </div>
      )}
      {picker.anchor && <EmojiPicker anchor={picker.anchor} onPick={(emoji) => void react(message, emoji)} onClose={picker.close} />}
      {menu.anchor && <MessageMenu message={message} anchor={menu.anchor} onClose={menu.close} />}
    </article>
  );
});

function Gutter({ message, together }: { message: Message; together: boolean }) {
  if (together) return <time class="gutter" dateTime={message.created_at} title={fullTime(message.created_at)}>{clockTime(message.created_at)}</time>;
  return (
    <button type="button" class="gutter" tabIndex={-1} aria-hidden="true" onClick={() => open({ kind: 'person', id: message.sender.id })}>
      <Avatar user={message.sender} />
    </button>
  );
}

function Author({ message }: { message: Message }) {
  const known = person(message.sender.id).value ?? message.sender;
  return (
    <header>
      <button type="button" class="author" onClick={() => open({ kind: 'person', id: message.sender.id })}>{displayName(known)}</button>
      <StatusMark userId={message.sender.id} />
      <time dateTime={message.created_at} title={fullTime(message.created_at)}>{clockTime(message.created_at)}</time>
    </header>
  );
}

function Content({ message }: { message: Message }) {
  if (message.is_deleted) return <div class="content gone">{t('deletedMessage')}</div>;
  return (
    <div class={`content ${isEmojiOnly(message.content) ? 'large' : ''}`} dir="auto">
      <RichText content={message.content} />
      {message.edited_at && <span class="edited" title={t('editedAt', { when: fullTime(message.edited_at) })}> ({t('edited')})</span>}
    </div>
  );
}

function Quote({ chatId, id }: { chatId: number; id: number }) {
  const loaded = timeline(chatId).value.items.find((message) => message.id === id);
  const fetched = quotedMessage(id).value;
  useEffect(() => {
    if (!loaded) void loadQuoted(id);
  }, [id, !loaded]);
  const original = loaded ?? fetched;
  if (!original || original.is_deleted) return <div class="quote gone">{original ? t('deletedMessage') : t('originalGone')}</div>;
  return (
    <button type="button" class="quote" onClick={() => void showMessage(chatId, id)}>
      <strong>{displayName(original.sender)}</strong><span dir="auto">{snippet(original.content)}</span>
    </button>
  );
}

function ReactionPill({ message, reaction }: { message: Message; reaction: Reaction }) {
  const mine = reaction.user_ids.includes(myId.value);
  const names = reaction.user_ids.map((id) => (id === myId.value ? t('you') : displayName(person(id).value)));
  const others = reaction.count - names.length;
  const who = others > 0 ? t('andOthers', { names: names.join(', '), n: others }) : joinNames(names);
  const label = t('reactedWith', { names: who, emoji: reaction.emoji });
  return (
    <button type="button" class={`reaction ${mine ? 'mine' : ''}`} aria-pressed={mine} aria-label={label} title={label} onClick={() => void react(message, reaction.emoji)}>
      <span>{reaction.emoji}</span>{reaction.count}
    </button>
  );
}

/** In a direct chat one or two ticks, elsewhere the faces of those whose reading ends here. */
function Marks({ message, seenBy }: { message: Message; seenBy: string }) {
  const chat = chats.value.get(message.chat_id);
  const mine = message.sender.id === myId.value;
  if (chat?.kind === 'direct') {
    if (!mine || message.is_deleted) return <span class="marks" />;
    const read = [...readersOf(message.chat_id).value].some(([id, seq]) => id !== myId.value && seq >= message.seq);
    return <span class={`marks ${read ? 'read' : ''}`} title={t(read ? 'readMark' : 'sent')}><Icon name={read ? 'checks' : 'check'} size={15} /></span>;
  }
  const ids = seenBy ? seenBy.split(',').map(Number) : [];
  const shown = ids.slice(0, 4).map((id) => person(id).value).filter((one) => one !== undefined);
  if (!shown.length) return <span class="marks" />;
  return (
    <button type="button" class="marks faces" aria-label={t('seenBy', { n: ids.length })} title={joinNames(shown.map(displayName))}
      onClick={() => open({ kind: 'readers', message })}>
      {shown.map((one) => <Avatar user={one} size="s" key={one.id} />)}{ids.length > shown.length && <small>+{ids.length - shown.length}</small>}
    </button>
  );
}

function MessageMenu({ message, anchor, onClose }: { message: Message; anchor: HTMLElement; onClose(): void }) {
  const mine = message.sender.id === myId.value;
  const role = chats.value.get(message.chat_id)?.my?.role;
  const mayDelete = mine || (role !== undefined && role !== 'member') || (me.value?.role ?? 'user') !== 'user';
  const choose = (action: () => void) => () => {
    onClose();
    action();
  };
  const copy = () => void navigator.clipboard?.writeText(message.content).then(() => toast(t('copied')), () => undefined);
  return (
    <Popup anchor={anchor} label={t('actions')} onClose={onClose}>
      <MenuItem icon="reply" label={t('reply')} onClick={choose(() => replyTo(message))} />
      {mine && <MenuItem icon="edit" label={t('edit')} onClick={choose(() => startEditing(message))} />}
      {navigator.clipboard && <MenuItem icon="copy" label={t('copy')} onClick={choose(copy)} />}
      <MenuItem icon="eye" label={t('whoRead')} onClick={choose(() => open({ kind: 'readers', message }))} />
      {mayDelete && <MenuItem icon="trash" danger label={t('delete')} onClick={choose(() => open({ kind: 'delete', message }))} />}
    </Popup>
  );
}

export function PendingRow({ item, together }: { item: OutItem; together: boolean }) {
  const user = me.value;
  const failed = item.state === 'failed';
  const online = link.value === 'online';
  const putBack = () => {
    const back = discard(item.clientId);
    if (back && !draftOf(back.chatId).peek().text) setDraft(back.chatId, { text: back.content });
  };
  return (
    <article class={`message pending ${together ? 'together' : ''} ${failed ? 'failed' : ''}`} data-key={item.clientId} data-pending={item.state}>
      <span class="gutter">{!together && user && <Avatar user={user} />}</span>
      <div class="body">
        {!together && user && <header><span class="author">{displayName(user)}</span></header>}
        {item.replyTo !== null && <Quote chatId={item.chatId} id={item.replyTo} />}
        <div class={`content ${isEmojiOnly(item.content) ? 'large' : ''}`} dir="auto"><RichText content={item.content} /></div>
        {failed && (
          <p class="failure" role="alert">
            <Icon name="alert" size={15} /><span>{t('notSent')} {item.error}</span>
            <button type="button" class="linklike" onClick={() => retry(item.clientId)}>{t('resend')}</button>
            <button type="button" class="linklike" onClick={putBack}>{t('discard')}</button>
          </p>
        )}
      </div>
      <span class="marks" title={t(online ? 'sending' : 'waiting')}>{!failed && <Icon name="clock" size={14} />}</span>
    </article>
  );
}
