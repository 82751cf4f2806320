// SPDX-License-Identifier: GPL-3.0-or-later
// Messages on their way out. Each keeps its client_id for as long as it lives, so sending it again
// after a lost connection, a reload or a lost answer can never double it. One message of a chat is
// under way at a time: the order in which they were written is the order in which they arrive.
import { jittered } from './backoff';

export type OutState = 'queued' | 'sending' | 'failed';

export interface OutItem {
  clientId: string;
  chatId: number;
  content: string;
  replyTo: number | null;
  createdAt: number; // ms since 1970
  state: OutState;
  attempts: number;
  notBefore: number;
  sentAt: number;
  error: string;
}

const maxItems = 200;
const answerWithin = 10_000; // ms
const retryable = new Set(['rate_limited', 'unavailable', 'internal', 'offline']);

export class Outbox {
  constructor(private items: OutItem[] = [], private random: () => number = Math.random) {
    for (const item of this.items) if (item.state === 'sending') item.state = 'queued';
  }

  all(): readonly OutItem[] {
    return this.items;
  }

  ofChat(chatId: number): OutItem[] {
    return this.items.filter((item) => item.chatId === chatId);
  }

  /** False when too many wait already; the text then stays where it was written. */
  add(message: Pick<OutItem, 'clientId' | 'chatId' | 'content' | 'replyTo'>, now: number): boolean {
    if (this.items.length >= maxItems) return false;
    this.items.push({ ...message, createdAt: now, state: 'queued', attempts: 0, notBefore: 0, sentAt: 0, error: '' });
    return true;
  }

  /** Takes what may go out now and marks it as being sent. */
  take(now: number): OutItem[] {
    const taken: OutItem[] = [];
    const busy = new Set<number>();
    for (const item of this.items) {
      if (item.state === 'failed' || busy.has(item.chatId)) continue;
      busy.add(item.chatId);
      if (item.state !== 'queued' || item.notBefore > now) continue;
      item.state = 'sending';
      item.sentAt = now;
      item.attempts++;
      taken.push(item);
    }
    return taken;
  }

  /** When take() should be tried again, or null when nothing waits for a time. */
  nextTime(): number | null {
    const firsts = new Map<number, OutItem>(); // only the first of a chat can go out
    for (const item of this.items) if (item.state !== 'failed' && !firsts.has(item.chatId)) firsts.set(item.chatId, item);
    const times = [...firsts.values()].map((item) => (item.state === 'sending' ? item.sentAt + answerWithin : item.notBefore));
    return times.length ? Math.min(...times) : null;
  }

  /** The message is stored: by an ack, its own event, or history that holds it. */
  delivered(clientId: string): OutItem | null {
    const at = this.items.findIndex((item) => item.clientId === clientId);
    return at < 0 ? null : this.items.splice(at, 1)[0];
  }

  refused(clientId: string, code: string, detail: string, now: number) {
    const item = this.items.find((other) => other.clientId === clientId);
    if (!item) return;
    if (retryable.has(code)) {
      item.state = 'queued';
      item.notBefore = now + jittered(item.attempts, this.random);
    } else {
      item.state = 'failed';
      item.error = detail;
    }
  }

  /** What was under way may or may not have arrived: it goes out again with the same client_id. */
  disconnected() {
    for (const item of this.items) {
      if (item.state === 'sending') item.state = 'queued';
      item.notBefore = 0;
    }
  }

  /** Answers that are overdue although the connection seems to stand. */
  expire(now: number) {
    for (const item of this.items)
      if (item.state === 'sending' && now - item.sentAt >= answerWithin) item.state = 'queued';
  }

  retry(clientId: string) {
    const item = this.items.find((other) => other.clientId === clientId);
    if (item?.state === 'failed') Object.assign(item, { state: 'queued', attempts: 0, notBefore: 0, error: '' });
  }

  discard(clientId: string): OutItem | null {
    return this.delivered(clientId);
  }

  toJson(): string {
    return JSON.stringify(this.items);
  }

  static fromJson(text: string | null): OutItem[] {
    try {
      const items = JSON.parse(text ?? '[]') as OutItem[];
      return Array.isArray(items) ? items.filter((i) => typeof i?.clientId === 'string' && typeof i.content === 'string').slice(0, maxItems) : [];
    } catch {
      return [];
    }
  }
}
