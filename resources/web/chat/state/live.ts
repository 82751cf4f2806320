// SPDX-License-Identifier: GPL-3.0-or-later
// From frames of the socket to state: every change of a chat, whoever caused it, comes in here.
import { batch } from '@preact/signals';
import { append, mentions, replace } from '../logic/timeline';
import type { Chat, Frame, Message } from '../logic/types';
import { api } from '../net/http';
import { signOut } from '../net/session';
import { connect, disconnect, link, sendFrame } from '../net/socket';
import { t } from '../i18n';
import { loadChat, loadChats, reloadTimeline } from './loading';
import { closeOutbox, delivered, flush, flushReads, linkLost, refused } from './outgoing';
import {
  activeId, chats, chatsLoaded, dropChat, forgetEverything, learn, ledger, me, membersOf, myId, noteChange, patchChat, patchMy, person,
  quotedMessage, readersOf, timeline, typingIn,
} from './store';
import { toast } from './toasts';
import { rewatch } from './presence';
import { forgetDrafts } from './view';

const typingLasts = 6000; // ms
const typingTimers = new Map<string, number>();
let holeTimer = 0;

export function goLive() {
  connect({ frame, down: linkLost, signedOut: () => void leaveSession('ended') });
  clearInterval(holeTimer);
  holeTimer = window.setInterval(fillHoles, 1000);
}

export function goOff() {
  clearInterval(holeTimer);
  waiting = [];
  disconnect();
}

/** What was written and not sent outlives a session that ended by itself, not a sign-out. */
export async function leaveSession(how: 'ended' | 'chosen') {
  goOff();
  closeOutbox(how === 'chosen' ? 'discard' : 'keep');
  if (how === 'chosen') forgetDrafts();
  else toast(t('sessionEnded'), true);
  await signOut();
  forgetEverything();
}

/** Events that came before the list of chats, whose positions decide whether they are new. */
let waiting: Frame[] = [];

function frame(incoming: Frame) {
  if (incoming.stream === undefined || incoming.seq === undefined) return batch(() => apply(incoming));
  if (!chatsLoaded.peek()) return void waiting.push(incoming);
  batch(() => {
    for (const event of ledger.accept(incoming)) apply(event);
  });
  fillHoles();
}

function releaseWaiting() {
  const held = waiting;
  waiting = [];
  held.forEach(frame);
}

function fillHoles() {
  if (link.peek() !== 'online') return;
  const now = Date.now();
  const holes = ledger.resumeHoles(now);
  if (Object.keys(holes).length) sendFrame({ type: 'resume', streams: holes });
  for (const lost of ledger.giveUp(now)) void reread(lost.stream);
}

/** What a stream's missing events would have told is read from the server as it now is. */
async function reread(stream: string) {
  if (!stream.startsWith('chat:')) return loadChats('whole');
  const chatId = Number(stream.slice(5));
  membersOf(chatId).value = null;
  await loadChat(chatId);
  await reloadTimeline(chatId);
}

function apply(event: Frame) {
  switch (event.type) {
    case 'ready': return ready(event);
    case 'resumed': return resumed(event);
    case 'ack': return acknowledged(event);
    case 'error': return failed(event);
    case 'message_created': return created(event.chat_id!, event.message!);
    case 'message_updated':
    case 'message_deleted':
    case 'reaction_added':
    case 'reaction_removed': return updated(event.chat_id!, event.message);
    case 'member_added':
    case 'member_removed':
    case 'member_updated': return membership(event);
    case 'chat_updated': return chatUpdated(event.chat_id!, event.chat!);
    case 'user_updated': return userUpdated(event);
    case 'read': return read(event.chat_id!, event.user_id!, event.seq!);
    case 'typing': return typing(event.chat_id!, event.user_id!, event.on === true);
    case 'presence': return presence(event);
  }
}

function ready(event: Frame) {
  me.value = event.user!;
  learn(event.user!);
  const first = ledger.positionOf('user') === undefined;
  if (first) ledger.start('user', event.streams?.user ?? 0);
  if (chatsLoaded.peek()) resumeFrom(event);
  else void loadChats().then(() => chatsLoaded.peek() && (releaseWaiting(), resumeFrom(event)));
  rewatch();
  flushReads();
  flush();
}

/** Asks for what came between the snapshots that the page holds and this connection. */
function resumeFrom(event: Frame) {
  const ends = event.streams ?? {};
  const unknown = Object.keys(ends).some((name) => name.startsWith('chat:') && ledger.positionOf(name) === undefined);
  if (unknown) void loadChats();
  const positions = ledger.resumeAll(Date.now());
  // A stream that ends before our place is named too: the answer says where it now stands.
  const elsewhere = Object.fromEntries(Object.entries(positions).filter(([name, seq]) => ends[name] !== seq));
  if (Object.keys(elsewhere).length) sendFrame({ type: 'resume', streams: elsewhere });
}

function resumed(event: Frame) {
  for (const [name, answer] of Object.entries(event.streams ?? {})) {
    const lost = ledger.resumed(name, answer);
    if (lost) void reread(lost.stream);
  }
}

function acknowledged(event: Frame) {
  if (event.message) created(event.message.chat_id, event.message);
  else delivered(event.client_id);
}

function failed(event: Frame) {
  if (event.client_id) refused(event.client_id, event.code ?? 'internal', event.detail ?? '');
}

export function created(chatId: number, message: Message) {
  const chat = chats.peek().get(chatId);
  learn(message.sender);
  if (message.sender.id === myId.peek()) delivered(message.client_id);
  else typing(chatId, message.sender.id, false);
  timeline(chatId).value = append(timeline(chatId).peek(), message);
  if (!chat) return void loadChat(chatId);
  // The snapshot that brought this chat, or the ack of a message of mine, may have counted it.
  const counted = chat.last_message !== null && chat.last_message.seq >= message.seq;
  if (!counted) count(chat, message);
}

function count(chat: Chat, message: Message) {
  const mine = message.sender.id === myId.peek();
  const my = chat.my && { ...chat.my };
  if (my && mine) Object.assign(my, { last_read_seq: Math.max(my.last_read_seq, message.seq), unread_count: 0, mention_count: 0 });
  else if (my && message.seq > my.last_read_seq && !message.is_deleted) {
    my.unread_count++;
    if (mentions(message, myId.peek())) my.mention_count++;
  }
  patchChat(chat.id, () => ({ last_message: message, last_seq: Math.max(chat.last_seq, message.seq), my }));
}

export function updated(chatId: number, message: Message | null | undefined) {
  if (!message) return;
  if (timeline(chatId).peek().loading) noteChange(message);
  timeline(chatId).value = replace(timeline(chatId).peek(), message);
  if (quotedMessage(message.id).peek()) quotedMessage(message.id).value = message;
  patchChat(chatId, (chat) => (chat.last_message?.id === message.id ? { last_message: message } : {}));
}

function membership(event: Frame) {
  const chatId = event.chat_id!;
  const aboutMe = event.stream === 'user' || event.user_id === myId.peek();
  if (aboutMe && event.type === 'member_removed') {
    const chat = chats.peek().get(chatId);
    if (chat && activeId.peek() === chatId) toast(t('leftChat', { name: chat.name }));
    return dropChat(chatId);
  }
  if (aboutMe && event.type === 'member_added' && !chats.peek().get(chatId)?.my) void loadChat(chatId);
  if (event.stream === 'user') return;
  if (event.member) learn(event.member.user);
  const list = membersOf(chatId);
  const current = list.peek();
  if (current) {
    const others = current.filter((member) => member.user.id !== event.user_id);
    list.value = event.type === 'member_removed' || !event.member ? others : [...others, event.member];
  }
  if (event.type !== 'member_updated')
    patchChat(chatId, (chat) => ({ member_count: Math.max(0, chat.member_count + (event.type === 'member_added' ? 1 : -1)) }));
  if (aboutMe && event.member) patchMy(chatId, { role: event.member.role });
}

/** Events say the same to everybody: my own side and the last message stay as they are. */
function chatUpdated(chatId: number, chat: Chat) {
  patchChat(chatId, (known) => ({ ...chat, my: known.my, last_message: known.last_message }));
}

function userUpdated(event: Frame) {
  if (event.user!.id === myId.peek()) me.value = event.user!;
  learn(event.user!);
}

function read(chatId: number, userId: number, seq: number) {
  const cursors = readersOf(chatId);
  if ((cursors.peek().get(userId) ?? 0) < seq) cursors.value = new Map(cursors.peek()).set(userId, seq);
  if (userId !== myId.peek()) return;
  const chat = chats.peek().get(chatId);
  if (!chat?.my || chat.my.last_read_seq >= seq) return;
  const all = !chat.last_message || chat.last_message.seq <= seq;
  patchMy(chatId, all ? { last_read_seq: seq, unread_count: 0, mention_count: 0 } : { last_read_seq: seq });
  if (!all) void loadChat(chatId); // read a part of it on another device
}

function typing(chatId: number, userId: number, on: boolean) {
  if (userId === myId.peek()) return;
  const key = `${chatId}:${userId}`;
  const list = typingIn(chatId);
  clearTimeout(typingTimers.get(key));
  typingTimers.delete(key);
  const others = list.peek().filter((id) => id !== userId);
  if (on) {
    typingTimers.set(key, window.setTimeout(() => typing(chatId, userId, false), typingLasts));
    if (others.length === list.peek().length) list.value = [...others, userId];
    if (!person(userId).peek()) void api.get<any>(`users/${userId}`).then(learn, () => undefined);
  } else if (others.length !== list.peek().length) {
    list.value = others;
  }
}

function presence(event: Frame) {
  const known = person(event.user_id!);
  const change = { is_online: event.is_online === true, last_seen: event.last_seen ?? known.peek()?.last_seen ?? null };
  // A status that did not change is not told; one that was cleared comes as empty texts.
  if (known.peek()) known.value = { ...known.peek()!, ...change, ...(event.status ? { status: event.status } : {}) };
}
