// SPDX-License-Identifier: GPL-3.0-or-later
// The list of messages: keeps its place while older ones are put in above, follows the end while
// it stands there, and says how far it was read.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OutItem } from '../logic/outbox';
import type { Chat, Message } from '../logic/types';
import { markRead, showLatest } from '../state/actions';
import { loadNewer, loadOlder, openTimeline } from '../state/loading';
import { waitingIn } from '../state/outgoing';
import { chatTitle, chats, myId, person, readersOf, timeline } from '../state/store';
import { jump } from '../state/view';
import { dayName, sameDay, t } from '../i18n';
import { Icon } from './icons';
import { MessageRow, PendingRow } from './message';
import { Empty, Skeleton } from './parts';

const nearEnd = 60; // px
const nearPage = 600;
const togetherWithin = 5 * 60_000; // ms between messages of one person drawn as one

export function MessageList({ chatId }: { chatId: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const place = useRef<Place>({ stick: true, anchor: null, offset: 0, shown: false });
  const [divider, setDivider] = useState<number | null>(() => dividerOf(chats.peek().get(chatId)));
  const [away, setAway] = useState(false);
  const state = timeline(chatId).value;
  const waiting = waitingIn(chatId);
  const my = chats.value.get(chatId)?.my;
  const target = jump.value;

  const look = () => {
    const box = scroller.current;
    if (!box) return;
    remember(box, place.current);
    setAway(!place.current.stick || !timeline(chatId).peek().atEnd);
    if (box.scrollTop < nearPage && place.current.shown) void loadOlder(chatId);
    if (box.scrollHeight - box.scrollTop - box.clientHeight < nearPage) void loadNewer(chatId);
    if (document.hasFocus()) readSeen(box, chatId);
  };

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !state.items.length) return;
    settle(box, place.current, divider !== null);
    look();
  });

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !target || Date.now() - target.at > 3000) return;
    if (target.to === 'end') toEnd(box, place.current);
    else toMessage(box, place.current, target.to);
  }, [target, state.items]);

  useEffect(() => {
    const box = scroller.current!;
    const resized = new ResizeObserver(() => place.current.shown && settle(box, place.current, false));
    resized.observe(box);
    resized.observe(rows.current!); // a quote that is loaded, a reaction, a failure: rows grow
    addEventListener('focus', look);
    return () => {
      resized.disconnect();
      removeEventListener('focus', look);
    };
  }, []);

  useEffect(() => {
    // What comes while nobody looks is marked as new when they are back.
    if (divider === null && my && my.unread_count > 0 && !document.hasFocus()) setDivider(my.last_read_seq);
  }, [my?.unread_count]);

  const behind = away ? (my?.unread_count ?? 0) : 0;
  return (
    <div class="messagesframe">
      <div class="messages" ref={scroller} onScroll={look} role="log" aria-label={t('chats')} tabIndex={0}>
        <div class="rows" ref={rows}>
          {state.failed && !state.items.length ? <LoadFailed chatId={chatId} />
            : !state.items.length && !state.atEnd ? <Skeleton rows={6} class="messagebones" />
            : <>
                {state.atStart ? <Beginning chatId={chatId} empty={!state.items.length && !waiting.length} /> : <Older loading={state.loading === 'older'} />}
                <Rows items={state.items} waiting={waiting} divider={divider} chatId={chatId} atEnd={state.atEnd} />
              </>}
        </div>
      </div>
      {away && state.items.length > 0 && (
        <button type="button" class="tolatest" onClick={() => void showLatest(chatId)}>
          <Icon name="down" size={16} />{behind ? t('newBelow', { n: behind }) : t('toLatest')}
        </button>
      )}
    </div>
  );
}

// ---- Where the list stands ---------------------------------------------------------------

interface Place { stick: boolean; anchor: string | null; offset: number; shown: boolean }

const dividerOf = (chat: Chat | undefined) => (chat?.my && chat.my.unread_count > 0 ? chat.my.last_read_seq : null);

const rowsOf = (box: HTMLElement) => box.querySelectorAll<HTMLElement>('[data-key]');

function remember(box: HTMLElement, place: Place) {
  place.stick = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
  const top = box.getBoundingClientRect().top;
  for (const row of rowsOf(box)) {
    const rect = row.getBoundingClientRect();
    if (rect.bottom <= top) continue;
    place.anchor = row.dataset.key!;
    place.offset = rect.top - top;
    return;
  }
}

/** After drawing: first to what is new, later at the end or where the reader was. */
function settle(box: HTMLElement, place: Place, hasDivider: boolean) {
  if (!place.shown) {
    place.shown = true;
    const line = hasDivider ? box.querySelector<HTMLElement>('.divider') : null;
    if (line) box.scrollTop += line.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
    else box.scrollTop = box.scrollHeight;
    return;
  }
  if (place.stick) {
    box.scrollTop = box.scrollHeight;
    return;
  }
  const row = place.anchor && box.querySelector<HTMLElement>(`[data-key="${CSS.escape(place.anchor)}"]`);
  if (row) box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - place.offset;
}

function toEnd(box: HTMLElement, place: Place) {
  box.scrollTop = box.scrollHeight;
  place.stick = true;
}

function toMessage(box: HTMLElement, place: Place, id: number) {
  const row = box.querySelector<HTMLElement>(`[data-message="${id}"]`);
  if (!row) return;
  row.scrollIntoView({ block: 'center' });
  remember(box, place);
  row.classList.remove('flash');
  void row.offsetWidth; // starts the animation again
  row.classList.add('flash');
}

function readSeen(box: HTMLElement, chatId: number) {
  const bottom = box.getBoundingClientRect().bottom + 8;
  let seen = 0;
  for (const row of box.querySelectorAll<HTMLElement>('[data-seq]')) {
    if (row.getBoundingClientRect().bottom > bottom) break;
    seen = Number(row.dataset.seq);
  }
  if (seen) markRead(chatId, seen);
}

// ---- Rows --------------------------------------------------------------------------------

const LoadFailed = ({ chatId }: { chatId: number }) => (
  <Empty icon="alert" title={t('loadFailed')}>
    <button type="button" class="quiet" onClick={() => void openTimeline(chatId)}>{t('retry')}</button>
  </Empty>
);

const Older = ({ loading }: { loading: boolean }) => <div class="olderloading">{loading && <Skeleton rows={2} class="messagebones" />}</div>;

function Beginning({ chatId, empty }: { chatId: number; empty: boolean }) {
  const chat = chats.value.get(chatId);
  if (!chat) return null;
  return (
    <div class="beginning">
      <strong>{t(chat.kind === 'direct' ? 'startOfDirect' : 'startOfChat', { name: chatTitle(chat) })}</strong>
      {empty && <p>{t('emptyChat')}</p>}
    </div>
  );
}

interface RowsProps { items: Message[]; waiting: OutItem[]; divider: number | null; chatId: number; atEnd: boolean }

function Rows({ items, waiting, divider, chatId, atEnd }: RowsProps) {
  const seen = seenMarks(items, chatId, atEnd);
  const firstNew = divider === null ? undefined : items.find((message) => message.seq > divider && message.sender.id !== myId.value);
  const rows = [];
  let before: Message | undefined;
  for (const message of items) {
    const newDay = !before || !sameDay(before.created_at, message.created_at);
    const isFirstNew = message === firstNew;
    if (newDay) rows.push(<div class="day" key={`day${message.id}`}><span>{dayName(message.created_at)}</span></div>);
    if (isFirstNew) rows.push(<div class="divider" role="separator" key="divider"><span>{t('newMessages')}</span></div>);
    const together = !newDay && !isFirstNew && follows(before, message);
    rows.push(<MessageRow message={message} together={together} seenBy={seen.get(message.id) ?? ''} key={keyOf(message)} rowKey={keyOf(message)} />);
    before = message;
  }
  const last = items[items.length - 1];
  waiting.forEach((item, i) => {
    const together = i > 0 || (last?.sender.id === myId.value && item.createdAt - Date.parse(last.created_at) < togetherWithin && item.replyTo === null);
    rows.push(<PendingRow item={item} together={together} key={`${myId.value}:${item.clientId}`} />);
  });
  return <>{rows}</>;
}

/** The same for the message that waits and the one that was stored: drawn on in one element. */
const keyOf = (message: Message) => (message.client_id ? `${message.sender.id}:${message.client_id}` : `m${message.id}`);

const follows = (before: Message | undefined, message: Message) =>
  before !== undefined && before.sender.id === message.sender.id && before.type !== 'system' && message.type !== 'system' &&
  message.reply_to === null && Date.parse(message.created_at) - Date.parse(before.created_at) < togetherWithin;

/** By message, the people whose reading ends there: ids joined by commas, so that rows compare. */
function seenMarks(items: Message[], chatId: number, atEnd: boolean): Map<number, string> {
  const marks = new Map<number, string>();
  if (!atEnd) return marks;
  for (const [userId, seq] of readersOf(chatId).value) {
    if (userId === myId.value || !person(userId).value) continue;
    const at = lastAtOrBefore(items, seq);
    if (at) marks.set(at.id, marks.has(at.id) ? `${marks.get(at.id)},${userId}` : String(userId));
  }
  return marks;
}

function lastAtOrBefore(items: Message[], seq: number): Message | undefined {
  for (let i = items.length - 1; i >= 0; i--) if (items[i].seq <= seq) return items[i];
  return undefined;
}
