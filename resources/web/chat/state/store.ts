// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the page knows, as signals. Only state/*.ts change it.
import { batch, computed, signal, type Signal } from '@preact/signals';
import { StreamLedger } from '../logic/streams';
import { partnerOf } from '../logic/people';
import { emptyTimeline, type Timeline } from '../logic/timeline';
import type { Chat, Member, Message, Person, User } from '../logic/types';
import { session } from '../net/session';

export const me = signal<User | null>(null);
export const myId = computed(() => me.value?.id ?? session.value?.user.id ?? 0);

export const chats = signal<ReadonlyMap<number, Chat>>(new Map());
export const chatsLoaded = signal(false);
export const chatsFailed = signal(false);

export const activeId = signal<number | null>(null);
export const activeChat = computed(() => (activeId.value === null ? null : (chats.value.get(activeId.value) ?? null)));

const activityOf = (chat: Chat) => Date.parse(chat.last_message?.created_at ?? chat.created_at);

export const chatOrder = computed(() =>
  [...chats.value.values()].filter((chat) => chat.my).sort((a, b) => activityOf(b) - activityOf(a) || b.id - a.id));

export const unreadTotal = computed(() => chatOrder.value.reduce((sum, chat) => sum + (chat.my?.unread_count ?? 0), 0));

export const ledger = new StreamLedger();

// ---- People ------------------------------------------------------------------------------

const people = new Map<number, Signal<Person | undefined>>();
const byUsername = new Map<string, number>();
/** Grows when somebody is learned of whose name may be mentioned in texts drawn before. */
export const knownNames = signal(0);

export function person(id: number): Signal<Person | undefined> {
  let known = people.get(id);
  if (!known) people.set(id, (known = signal<Person | undefined>(undefined)));
  return known;
}

export const personByName = (username: string) => {
  const id = byUsername.get(username.toLowerCase());
  return id === undefined ? undefined : person(id).value;
};

export function learn(...found: (Person | null | undefined)[]) {
  for (const one of found) {
    if (!one) continue;
    const known = person(one.id);
    const before = known.peek();
    if (before && Object.entries(one).every(([key, value]) => before[key as keyof Person] === value)) continue;
    known.value = { ...before, ...one };
    const name = one.username.toLowerCase();
    if (byUsername.get(name) !== one.id) {
      byUsername.set(name, one.id);
      knownNames.value++;
    }
  }
}

export const knownPeople = () => [...people.values()].map((one) => one.value).filter((one): one is Person => !!one);

// ---- Chats -------------------------------------------------------------------------------

export function putChats(found: Chat[]) {
  batch(() => {
    const next = new Map(chats.value);
    for (const chat of found) {
      next.set(chat.id, { ...next.get(chat.id), ...chat });
      learn(...chat.members);
      if (chat.last_message) learn(chat.last_message.sender);
    }
    chats.value = next;
  });
}

export function patchChat(id: number, change: (chat: Chat) => Partial<Chat>) {
  const chat = chats.peek().get(id);
  if (!chat) return;
  const next = new Map(chats.peek());
  next.set(id, { ...chat, ...change(chat) });
  chats.value = next;
}

export const patchMy = (id: number, change: Partial<NonNullable<Chat['my']>>) =>
  patchChat(id, (chat) => ({ my: chat.my ? { ...chat.my, ...change } : null }));

export function dropChat(id: number) {
  batch(() => {
    const next = new Map(chats.peek());
    next.delete(id);
    chats.value = next;
    timelines.delete(id);
    membersOf(id).value = null;
    ledger.forget(`chat:${id}`);
    if (activeId.peek() === id) activeId.value = null;
  });
}

export function chatTitle(chat: Chat): string {
  if (chat.kind !== 'direct') return chat.name;
  const partner = partnerOf(chat, myId.value);
  const known = partner && (person(partner.id).value ?? partner);
  return known ? known.full_name || known.username : chat.name || '…';
}

// ---- What belongs to one chat ------------------------------------------------------------

const timelines = new Map<number, Signal<Timeline>>();
export function timeline(chatId: number): Signal<Timeline> {
  let found = timelines.get(chatId);
  if (!found) timelines.set(chatId, (found = signal(emptyTimeline)));
  return found;
}

/** Changes that arrive while a page of history is on its way, which may hold older forms. */
const changesInFlight = new Map<number, Message[]>();
export function noteChange(message: Message) {
  const list = changesInFlight.get(message.chat_id) ?? [];
  changesInFlight.set(message.chat_id, [...list, message]);
}
export function takeChanges(chatId: number): Message[] {
  const list = changesInFlight.get(chatId) ?? [];
  changesInFlight.delete(chatId);
  return list;
}

const memberLists = new Map<number, Signal<Member[] | null>>();
export function membersOf(chatId: number): Signal<Member[] | null> {
  let found = memberLists.get(chatId);
  if (!found) memberLists.set(chatId, (found = signal<Member[] | null>(null)));
  return found;
}

const cursors = new Map<number, Signal<ReadonlyMap<number, number>>>();
/** How far each member has read, by user id. */
export function readersOf(chatId: number): Signal<ReadonlyMap<number, number>> {
  let found = cursors.get(chatId);
  if (!found) cursors.set(chatId, (found = signal<ReadonlyMap<number, number>>(new Map())));
  return found;
}

const typing = new Map<number, Signal<readonly number[]>>();
export function typingIn(chatId: number): Signal<readonly number[]> {
  let found = typing.get(chatId);
  if (!found) typing.set(chatId, (found = signal<readonly number[]>([])));
  return found;
}

/** Messages that quotes refer to and that are not in a loaded history. */
const quoted = new Map<number, Signal<Message | null | undefined>>();
export function quotedMessage(id: number): Signal<Message | null | undefined> {
  let found = quoted.get(id);
  if (!found) quoted.set(id, (found = signal<Message | null | undefined>(undefined)));
  return found;
}

export function forgetEverything() {
  batch(() => {
    me.value = null;
    chats.value = new Map();
    chatsLoaded.value = false;
    chatsFailed.value = false;
    activeId.value = null;
  });
  for (const map of [people, byUsername, timelines, memberLists, cursors, typing, quoted, changesInFlight]) map.clear();
  ledger.clear();
}
