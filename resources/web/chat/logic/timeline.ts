// SPDX-License-Identifier: GPL-3.0-or-later
// The loaded part of a chat's history: messages by seq, each once, and which ends are reached.
// Values are never changed in place, so that the page can compare them by identity.
import { mentionsEveryone } from './text';
import type { Message } from './types';

export interface Timeline {
  items: Message[]; // by seq, rising
  atStart: boolean; // nothing older exists
  atEnd: boolean; // nothing newer exists: live messages may be appended
  loading: '' | 'first' | 'older' | 'newer';
  failed: boolean;
}

export const emptyTimeline: Timeline = { items: [], atStart: false, atEnd: false, loading: '', failed: false };

/** So many messages are drawn at most; scrolling on loads what was let go again. */
export const maxLoaded = 600;

export function merge(items: Message[], incoming: Message[]): Message[] {
  if (!incoming.length) return items;
  const byId = new Map(items.map((message) => [message.id, message]));
  for (const message of incoming) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

/** Puts a newer form of a message in; leaves the list as it is when the message is not loaded. */
export function replace(timeline: Timeline, message: Message): Timeline {
  const at = timeline.items.findIndex((item) => item.id === message.id);
  if (at < 0) return timeline;
  const items = timeline.items.slice();
  items[at] = message;
  return { ...timeline, items };
}

/** A message that was just written by somebody. While the first page is on its way, it is kept: the
 *  page may have been read before it. */
export function append(timeline: Timeline, message: Message): Timeline {
  if (timeline.items.some((item) => item.id === message.id)) return replace(timeline, message);
  if (!timeline.atEnd && timeline.loading !== 'first') return timeline;
  const last = timeline.items[timeline.items.length - 1];
  const items = !last || last.seq < message.seq ? [...timeline.items, message] : merge(timeline.items, [message]);
  return { ...timeline, items };
}

export function addOlder(timeline: Timeline, page: Message[], atStart: boolean): Timeline {
  const items = merge(timeline.items, page);
  const cut = items.length > maxLoaded;
  return { ...timeline, items: cut ? items.slice(0, maxLoaded) : items, atStart, atEnd: timeline.atEnd && !cut, loading: '' };
}

export function addNewer(timeline: Timeline, page: Message[], atEnd: boolean): Timeline {
  const items = merge(timeline.items, page);
  const cut = items.length > maxLoaded;
  return { ...timeline, items: cut ? items.slice(-maxLoaded) : items, atEnd, atStart: timeline.atStart && !cut, loading: '' };
}

export const mentions = (message: Message, userId: number) =>
  message.sender.id !== userId && !message.is_deleted && (message.mentions.includes(userId) || mentionsEveryone(message.content));

/** Others' messages after a cursor, when the loaded part reaches from the cursor to the end. */
export function unreadAfter(timeline: Timeline, seq: number, me: number): { unread: number; mentions: number } | null {
  const first = timeline.items[0];
  const covers = timeline.atEnd && (timeline.atStart || (first !== undefined && first.seq <= seq));
  if (!covers) return null;
  const unread = timeline.items.filter((m) => m.seq > seq && m.sender.id !== me && !m.is_deleted);
  return { unread: unread.length, mentions: unread.filter((m) => mentions(m, me)).length };
}
