// SPDX-License-Identifier: GPL-3.0-or-later
// What the page asks the server for. Snapshots set the positions of the streams: events that a
// snapshot holds already are recognised by their seq and not applied twice.
import { batch } from '@preact/signals';
import { rank } from '../logic/people';
import { addNewer, addOlder, emptyTimeline, merge, replace, type Timeline } from '../logic/timeline';
import type { Chat, Member, Message, Page, User } from '../logic/types';
import { ApiError, api } from '../net/http';
import { signOut } from '../net/session';
import { closeOutbox, delivered } from './outgoing';
import {
  chats, chatsFailed, chatsLoaded, dropChat, forgetEverything, learn, ledger, membersOf, myId, putChats,
  quotedMessage, readersOf, takeChanges, timeline,
} from './store';
import { complain, toast } from './toasts';
import { forgetDrafts } from './view';
import { t } from '../i18n';
import { goOff } from './live';
import { watch } from './presence';
import { limits } from '../limits';

const pageSize = limits.pageDefault;
const maxPage = limits.pageMax;
const maxChats = 1000;
const maxMembers = 500; // drawn and watched

/** What was written and not sent outlives a session that ended by itself, not a sign-out. */
export async function leaveSession(how: 'ended' | 'chosen') {
  goOff();
  closeOutbox(how === 'chosen' ? 'discard' : 'keep');
  if (how === 'chosen') forgetDrafts();
  else toast(t('sessionEnded'), true);
  await signOut();
  forgetEverything();
}

let chatsLoading: Promise<void> | null = null;

/** 'whole' also drops chats that the server does not list any more. */
export function loadChats(kind: 'more' | 'whole' = 'more'): Promise<void> {
  chatsLoading ??= readChats(kind).finally(() => (chatsLoading = null));
  return chatsLoading;
}

async function readChats(kind: 'more' | 'whole') {
  try {
    const found: Chat[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<Chat> = await api.get<Page<Chat>>('chats', { limit: maxPage, cursor });
      found.push(...page.items);
      cursor = page.next;
    } while (cursor && found.length < maxChats);
    batch(() => {
      takeSnapshot(found);
      if (kind === 'whole' && !cursor) dropOthers(found);
      chatsLoaded.value = true;
      chatsFailed.value = false;
    });
  } catch {
    chatsFailed.value = true;
  }
}

/** Sets the position of streams that have none. Where there is one, a history may be loaded that
 *  still needs the events between it and this snapshot. */
function takeSnapshot(found: Chat[]) {
  putChats(found.filter((chat) => chat.last_seq >= (ledger.positionOf(`chat:${chat.id}`) ?? 0)));
  for (const chat of found) startStream(chat);
}

function startStream(chat: Chat) {
  const name = `chat:${chat.id}`;
  if (chat.my && ledger.positionOf(name) === undefined) ledger.start(name, chat.last_seq);
}

function dropOthers(found: Chat[]) {
  const listed = new Set(found.map((chat) => chat.id));
  for (const id of chats.peek().keys()) if (!listed.has(id)) dropChat(id);
}

export async function loadChat(chatId: number): Promise<Chat | null> {
  try {
    const chat = await api.get<Chat>(`chats/${chatId}`);
    if (chat.my) takeSnapshot([chat]);
    return chat;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) dropChat(chatId);
    return null;
  }
}

// ---- History -----------------------------------------------------------------------------

function history(chatId: number, place: { before?: number; after?: number; around?: number; limit?: number }) {
  return api.get<Page<Message>>(`chats/${chatId}/messages`, { limit: pageSize, ...place });
}

function learnFrom(messages: Message[]) {
  learn(...messages.map((message) => message.sender));
  const mine = messages.filter((message) => message.sender.id === myId.peek());
  for (const message of mine) delivered(message.client_id);
}

/** Puts a page into the history, and on top of it what changed while the page was on its way. */
function take(chatId: number, found: Message[], next: () => Timeline) {
  batch(() => {
    learnFrom(found);
    timeline(chatId).value = takeChanges(chatId).reduce(replace, next());
  });
}

/** By the newest message that is known, not by the page: it may be older than a live event. */
function reachesEnd(chatId: number, items: Message[]): boolean {
  const newest = chats.peek().get(chatId)?.last_message;
  return !newest || items.some((message) => message.seq >= newest.seq);
}

async function load(chatId: number, kind: 'first' | 'older' | 'newer', work: () => Promise<void>) {
  const state = timeline(chatId);
  if (state.peek().loading) return;
  state.value = { ...state.peek(), loading: kind, failed: false };
  try {
    await work();
  } catch (error) {
    state.value = { ...state.peek(), loading: '', failed: true };
    if (kind !== 'first') complain(error);
  }
}

/** The newest page, or a larger one when more than that is unread. */
export function openTimeline(chatId: number): Promise<void> {
  const state = timeline(chatId);
  if (state.peek().items.length || state.peek().atStart) return Promise.resolve();
  return load(chatId, 'first', async () => {
    const unread = chats.peek().get(chatId)?.my?.unread_count ?? 0;
    const page = await history(chatId, { limit: Math.min(maxPage, Math.max(pageSize, unread + 10)) });
    take(chatId, page.items, () => {
      const items = merge(page.items.slice().sort((a, b) => a.seq - b.seq), state.peek().items);
      return { ...emptyTimeline, items, atStart: !page.next, atEnd: true };
    });
  });
}

export function reloadTimeline(chatId: number): Promise<void> {
  const state = timeline(chatId);
  if (!state.peek().items.length) return Promise.resolve();
  state.value = { ...emptyTimeline };
  return openTimeline(chatId);
}

export function loadOlder(chatId: number): Promise<void> {
  const state = timeline(chatId);
  const first = state.peek().items[0];
  if (!first || state.peek().atStart) return Promise.resolve();
  return load(chatId, 'older', async () => {
    const page = await history(chatId, { before: first.id });
    take(chatId, page.items, () => addOlder(state.peek(), page.items, !page.next));
  });
}

export function loadNewer(chatId: number): Promise<void> {
  const state = timeline(chatId);
  const last = state.peek().items[state.peek().items.length - 1];
  if (!last || state.peek().atEnd) return Promise.resolve();
  return load(chatId, 'newer', async () => {
    const page = await history(chatId, { after: last.id });
    take(chatId, page.items, () => addNewer(state.peek(), page.items, reachesEnd(chatId, page.items)));
  });
}

/** Loads the history around a message when it is not loaded; false when it does not exist. */
export async function loadAround(chatId: number, messageId: number): Promise<boolean> {
  const state = timeline(chatId);
  if (state.peek().items.some((message) => message.id === messageId)) return true;
  try {
    const page = await history(chatId, { around: messageId });
    const items = merge([], page.items);
    if (!items.some((message) => message.id === messageId)) return false;
    take(chatId, items, () => ({ ...emptyTimeline, items, atEnd: reachesEnd(chatId, items) }));
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}

export async function loadLatest(chatId: number) {
  if (timeline(chatId).peek().atEnd) return;
  await reloadTimeline(chatId);
}

export async function loadQuoted(messageId: number) {
  const state = quotedMessage(messageId);
  if (state.peek() !== undefined) return;
  state.value = null;
  try {
    const message = await api.get<Message>(`messages/${messageId}`);
    learn(message.sender);
    state.value = message;
  } catch {
    // A quote of what cannot be read says so; it is asked for again with the next page.
  }
}

// ---- People of a chat --------------------------------------------------------------------

export async function loadMembers(chatId: number) {
  try {
    const list: Member[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<Member> = await api.get<Page<Member>>(`chats/${chatId}/members`, { limit: maxPage, cursor });
      list.push(...page.items);
      cursor = page.next;
    } while (cursor && list.length < maxMembers);
    batch(() => {
      learn(...list.map((member) => member.user));
      membersOf(chatId).value = list;
    });
    watch('members', list.map((member) => member.user.id));
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) complain(error);
  }
}

export async function loadReaders(chatId: number) {
  try {
    const next = new Map(readersOf(chatId).peek());
    let cursor: string | null = null;
    do {
      const page: Page<{ user_id: number; last_read_seq: number }> = await api.get(`chats/${chatId}/readers`, { limit: maxPage, cursor });
      for (const reader of page.items) next.set(reader.user_id, Math.max(next.get(reader.user_id) ?? 0, reader.last_read_seq));
      cursor = page.next ?? null;
    } while (cursor && next.size < maxMembers);
    readersOf(chatId).value = next;
  } catch {
    // Marks of who has read are a courtesy: without them the page works as well.
  }
}

const shortestSearch = 2; // of the server, in code points
const searchKept = 30_000; // ms: searching is limited to some thirty a minute
const searches = new Map<string, { at: number; users: User[] }>();

/** People whose names hold the words; one letter alone is looked for among the first page. */
export async function searchPeople(words: string, limit = 50): Promise<User[]> {
  const asked = Array.from(words.trim());
  const q = asked.length < shortestSearch ? '' : asked.join('');
  const key = `${myId.peek()} ${limit} ${q}`;
  const kept = searches.get(key);
  let users = kept && Date.now() - kept.at < searchKept ? kept.users : null;
  if (!users) {
    users = (await api.get<Page<User>>('users', { search: q, limit })).items;
    if (searches.size > 100) searches.clear();
    searches.set(key, { at: Date.now(), users });
    learn(...users);
  }
  return q || !asked.length ? users : users.filter((user) => rank(asked.join(''), user.username, user.full_name) > 0);
}
