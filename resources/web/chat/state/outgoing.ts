// SPDX-License-Identifier: GPL-3.0-or-later
// The outbox, kept in localStorage, and the socket it empties into.
import { signal } from '@preact/signals';
import { Outbox, type OutItem } from '../logic/outbox';
import { sendFrame } from '../net/socket';

let outbox = new Outbox();
let owner = 0;
let timer = 0;

/** Grows with every change of the outbox; reading it subscribes a view. */
const revision = signal(0);

const key = () => `kith.outbox.${owner}`;

export function openOutbox(userId: number) {
  owner = userId;
  outbox = new Outbox(Outbox.fromJson(localStorage.getItem(key())));
  changed();
}

export function closeOutbox(what: 'keep' | 'discard' = 'keep') {
  clearTimeout(timer);
  if (what === 'discard' && owner) localStorage.removeItem(key());
  owner = 0;
  unsaidReads.clear();
  outbox = new Outbox();
  revision.value++;
}

export function waitingIn(chatId: number): OutItem[] {
  void revision.value;
  return outbox.ofChat(chatId).map((item) => ({ ...item }));
}

export function waitingCount(): number {
  void revision.value;
  return outbox.all().length;
}

export function enqueue(chatId: number, content: string, replyTo: number | null): boolean {
  const added = outbox.add({ clientId: newClientId(), chatId, content, replyTo }, Date.now());
  if (added) flush();
  return added;
}

export function flush() {
  const now = Date.now();
  outbox.expire(now);
  for (const item of outbox.take(now)) {
    const sent = sendFrame({
      type: 'send',
      chat_id: item.chatId,
      content: item.content,
      client_id: item.clientId,
      ...(item.replyTo === null ? {} : { reply_to: item.replyTo }),
    });
    if (!sent) outbox.disconnected();
  }
  changed();
}

export function delivered(clientId: string | null | undefined): boolean {
  if (!clientId || !outbox.delivered(clientId)) return false;
  flush();
  return true;
}

export function refused(clientId: string, code: string, detail: string) {
  outbox.refused(clientId, code, detail, Date.now());
  flush();
}

// ---- Read cursors ------------------------------------------------------------------------

const readEvery = 300; // ms: a busy chat would otherwise be a frame a message
const unsaidReads = new Map<number, number>();
let readTimer = 0;

export function tellRead(chatId: number, seq: number) {
  unsaidReads.set(chatId, Math.max(seq, unsaidReads.get(chatId) ?? 0));
  if (!readTimer) readTimer = window.setTimeout(flushReads, readEvery);
}

/** What could not be said is kept for the next connection. */
export function flushReads() {
  clearTimeout(readTimer);
  readTimer = 0;
  for (const [chatId, seq] of unsaidReads)
    if (sendFrame({ type: 'read', chat_id: chatId, seq })) unsaidReads.delete(chatId);
}

// ---- The connection ----------------------------------------------------------------------

export function linkLost() {
  outbox.disconnected();
  changed();
}

export function retry(clientId: string) {
  outbox.retry(clientId);
  flush();
}

export function discard(clientId: string): OutItem | null {
  const item = outbox.discard(clientId);
  flush();
  return item;
}

function changed() {
  clearTimeout(timer);
  if (owner) {
    if (outbox.all().length) localStorage.setItem(key(), outbox.toJson());
    else localStorage.removeItem(key());
    const next = outbox.nextTime();
    if (next !== null) timer = window.setTimeout(flush, Math.max(250, next - Date.now()));
  }
  revision.value++;
}

function newClientId(): string {
  // crypto.randomUUID exists in secure contexts only.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
