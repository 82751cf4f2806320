// SPDX-License-Identifier: GPL-3.0-or-later
// What people do on the page.
import { batch } from '@preact/signals';
import { unreadAfter } from '../logic/timeline';
import type { Chat, Message, ReadState, Role, User, UserStatus } from '../logic/types';
import { api } from '../net/http';
import { sendFrame } from '../net/socket';
import { t } from '../i18n';
import { updated } from './live';
import { loadAround, loadChat, loadLatest, loadMembers, loadReaders, openTimeline } from './loading';
import { enqueue, tellRead } from './outgoing';
import { activeId, chatOrder, chats, dropChat, learn, ledger, me, myId, patchMy, putChats, timeline } from './store';
import { complain, toast } from './toasts';
import { clearDraft, dialog, draftOf, focusComposer, jumpTo, panelOpen } from './view';

// ---- Moving about ------------------------------------------------------------------------

export function openChat(chatId: number | null) {
  if (chatId === activeId.peek()) {
    focusComposer.value++;
    return;
  }
  stopTyping();
  batch(() => {
    activeId.value = chatId;
    dialog.value = null;
    if (innerWidth < 1100) panelOpen.value = false;
  });
  const hash = chatId === null ? '' : `#/c/${chatId}`;
  if (location.hash !== hash) history.pushState(null, '', hash || location.pathname);
  if (chatId === null) return;
  void openTimeline(chatId);
  void loadMembers(chatId); // also for what is not told live, such as titles and teams
  void loadReaders(chatId);
  focusComposer.value++;
}

export function openFromAddress() {
  const match = /^#\/c\/(\d+)$/.exec(location.hash);
  const chatId = match ? Number(match[1]) : null;
  if (chatId === null || chats.peek().has(chatId)) openChat(chatId);
}

export function stepChat(step: 1 | -1) {
  const order = chatOrder.peek();
  if (!order.length) return;
  const at = order.findIndex((chat) => chat.id === activeId.peek());
  openChat(order[at < 0 ? 0 : (at + step + order.length) % order.length].id);
}

export async function showMessage(chatId: number, messageId: number) {
  if (await loadAround(chatId, messageId)) jumpTo(messageId);
  else toast(t('messageGone'), true);
}

export async function showLatest(chatId: number) {
  await loadLatest(chatId);
  jumpTo('end');
}

// ---- Messages ----------------------------------------------------------------------------

export async function submitDraft(chatId: number) {
  const { text, replyTo, editing } = draftOf(chatId).peek();
  if (!text.trim()) return;
  stopTyping();
  if (editing) return saveEdit(editing, text);
  if (!enqueue(chatId, text, replyTo?.id ?? null)) return toast(t('tooManyWaiting'), true);
  clearDraft(chatId);
  await showLatest(chatId);
}

async function saveEdit(message: Message, content: string) {
  const before = draftOf(message.chat_id).peek().before;
  if (content === message.content) return setBack(message.chat_id, before);
  try {
    updated(message.chat_id, await api.patch<Message>(`messages/${message.id}`, { content }));
    setBack(message.chat_id, before);
  } catch (error) {
    complain(error);
  }
}

function setBack(chatId: number, text: string) {
  clearDraft(chatId);
  if (text) draftOf(chatId).value = { ...draftOf(chatId).peek(), text };
}

export async function deleteMessage(message: Message) {
  try {
    await api.delete(`messages/${message.id}`);
    updated(message.chat_id, { ...message, content: '', is_deleted: true, reactions: [], mentions: [] });
  } catch (error) {
    complain(error);
  }
}

export async function react(message: Message, emoji: string) {
  const on = !message.reactions.find((one) => one.emoji === emoji)?.user_ids.includes(myId.peek());
  const path = `messages/${message.id}/reactions/${encodeURIComponent(emoji)}`;
  try {
    updated(message.chat_id, await (on ? api.put<Message>(path) : api.delete<Message>(path)));
  } catch (error) {
    complain(error);
  }
}

// ---- Reading and typing ------------------------------------------------------------------

export function markRead(chatId: number, seq: number) {
  const chat = chats.peek().get(chatId);
  if (!chat?.my || seq <= chat.my.last_read_seq) return;
  const left = unreadAfter(timeline(chatId).peek(), seq, myId.peek());
  if (!left) return void readByRequest(chatId, seq);
  patchMy(chatId, { last_read_seq: seq, unread_count: left.unread, mention_count: left.mentions });
  tellRead(chatId, seq);
}

/** When not all that is unread is loaded, the server counts what is left. */
async function readByRequest(chatId: number, seq: number) {
  if (asking.has(chatId)) return;
  asking.add(chatId);
  try {
    const state = await api.post<ReadState>(`chats/${chatId}/read`, { seq });
    patchMy(chatId, { last_read_seq: state.last_read_seq, unread_count: state.unread_count, mention_count: state.mention_count });
  } catch {
    // The next reading says it again.
  } finally {
    asking.delete(chatId);
  }
}
const asking = new Set<number>();

const typingEvery = 3000; // ms
const typingRests = 5000;
let typingChat = 0;
let typingSaid = 0;
let typingTimer = 0;

export function noteTyping(chatId: number) {
  const now = Date.now();
  if (typingChat !== chatId || now - typingSaid > typingEvery) {
    typingChat = chatId;
    typingSaid = now;
    sendFrame({ type: 'typing', chat_id: chatId, on: true });
  }
  clearTimeout(typingTimer);
  typingTimer = window.setTimeout(stopTyping, typingRests);
}

export function stopTyping() {
  clearTimeout(typingTimer);
  if (typingChat) sendFrame({ type: 'typing', chat_id: typingChat, on: false });
  typingChat = 0;
}

// ---- Chats and members -------------------------------------------------------------------

export interface NewChat { kind: Chat['kind']; name?: string; topic?: string; is_public?: boolean; members: number[] }

export async function createChat(fields: NewChat) {
  enter(await api.post<Chat>('chats', fields));
}

export async function talkTo(userId: number) {
  const known = chatOrder.peek().find((chat) => chat.kind === 'direct' && chat.members.some((one) => one.id === userId));
  if (known && userId !== myId.peek()) return openChat(known.id);
  await createChat({ kind: 'direct', members: [userId] }).catch(complain);
}

export async function joinChat(chatId: number) {
  await api.post(`chats/${chatId}/join`);
  const chat = await loadChat(chatId);
  if (chat?.my) openChat(chatId);
}

function enter(chat: Chat) {
  putChats([chat]);
  if (ledger.positionOf(`chat:${chat.id}`) === undefined) ledger.start(`chat:${chat.id}`, chat.last_seq);
  openChat(chat.id);
}

export async function leaveChat(chatId: number) {
  await api.post(`chats/${chatId}/leave`);
  dropChat(chatId);
  openChat(null);
}

export async function changeChat(chatId: number, change: { name?: string; topic?: string; is_public?: boolean }) {
  const chat = await api.patch<Chat>(`chats/${chatId}`, change);
  putChats([{ ...chat, my: chat.my ?? chats.peek().get(chatId)!.my, last_message: chats.peek().get(chatId)!.last_message }]);
}

export async function addMembers(chatId: number, ids: number[]) {
  for (const user_id of ids) await api.post(`chats/${chatId}/members`, { user_id });
  await loadMembers(chatId);
}

export async function changeRole(chatId: number, userId: number, role: Role) {
  try {
    await api.patch(`chats/${chatId}/members/${userId}`, { role });
  } catch (error) {
    complain(error);
  }
  await loadMembers(chatId);
  if (role === 'owner') await loadChat(chatId);
}

export async function removeMember(chatId: number, userId: number) {
  try {
    await api.delete(`chats/${chatId}/members/${userId}`);
  } catch (error) {
    complain(error);
  }
  await loadMembers(chatId);
}

// ---- Me ----------------------------------------------------------------------------------

function becameMe(user: User) {
  me.value = user;
  learn(user);
}

export async function saveProfile(change: Partial<Pick<User, 'full_name' | 'title' | 'team' | 'about'>>) {
  becameMe(await api.patch<User>('users/me', change));
}

export async function saveStatus(status: UserStatus) {
  const answer = await api.put<User | undefined>('users/me/status', status);
  const empty = !status.text && !status.emoji;
  becameMe(answer && 'username' in answer ? answer : { ...me.peek()!, status: empty ? null : status });
}

