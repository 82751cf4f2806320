// SPDX-License-Identifier: GPL-3.0-or-later
// What is open on the screen: dialogs, side panel, theme, drafts. Nothing here reaches the server.
import { effect, signal } from '@preact/signals';
import type { Message } from '../logic/types';

export type Dialog =
  | { kind: 'switcher' } | { kind: 'help' } | { kind: 'profile' } | { kind: 'status' }
  | { kind: 'newChat'; as: 'direct' | 'group' | 'channel' } | { kind: 'browse' } | { kind: 'people' }
  | { kind: 'person'; id: number } | { kind: 'readers'; message: Message } | { kind: 'delete'; message: Message }
  | { kind: 'editChat'; chatId: number } | { kind: 'addMembers'; chatId: number } | { kind: 'leave'; chatId: number };

export const dialog = signal<Dialog | null>(null);
export const panelOpen = signal(false);

export const open = (next: Dialog) => {
  dialog.value = next;
};
export const closeDialog = () => {
  dialog.value = null;
};

// ---- Theme -------------------------------------------------------------------------------

export type Theme = 'auto' | 'light' | 'dark';
const themes: Theme[] = ['auto', 'light', 'dark'];
const themeKey = 'kith.theme';

export const theme = signal<Theme>(themes.find((one) => one === localStorage.getItem(themeKey)) ?? 'auto');
effect(() => {
  document.documentElement.dataset.theme = theme.value;
  localStorage.setItem(themeKey, theme.value);
});

// ---- Drafts ------------------------------------------------------------------------------

export interface Draft { text: string; replyTo: Message | null; editing: Message | null; before: string }
const noDraft: Draft = { text: '', replyTo: null, editing: null, before: '' };
const draftKey = (chatId: number) => `kith.draft.${chatId}`;
const drafts = new Map<number, ReturnType<typeof signal<Draft>>>();

export function draftOf(chatId: number) {
  let draft = drafts.get(chatId);
  if (!draft) drafts.set(chatId, (draft = signal<Draft>({ ...noDraft, text: localStorage.getItem(draftKey(chatId)) ?? '' })));
  return draft as { value: Draft; peek(): Draft };
}

export function setDraft(chatId: number, change: Partial<Draft>) {
  const draft = draftOf(chatId);
  draft.value = { ...draft.peek(), ...change };
  const { text, editing, before } = draft.peek();
  const kept = editing ? before : text; // a text being corrected is no draft
  if (kept) localStorage.setItem(draftKey(chatId), kept);
  else localStorage.removeItem(draftKey(chatId));
}

export function clearDraft(chatId: number) {
  setDraft(chatId, noDraft);
}

export function startEditing(message: Message) {
  const draft = draftOf(message.chat_id).peek();
  const before = draft.editing ? draft.before : draft.text;
  setDraft(message.chat_id, { editing: message, text: message.content, replyTo: null, before });
  focusComposer.value++;
}

export function stopEditing(chatId: number) {
  setDraft(chatId, { editing: null, text: draftOf(chatId).peek().before, before: '' });
}

export function replyTo(message: Message) {
  if (draftOf(message.chat_id).peek().editing) stopEditing(message.chat_id);
  setDraft(message.chat_id, { replyTo: message });
  focusComposer.value++;
}

export function forgetDrafts() {
  drafts.clear();
  for (const key of Object.keys(localStorage)) if (key.startsWith('kith.draft.')) localStorage.removeItem(key);
}

/** Asks the composer to take the focus. */
export const focusComposer = signal(0);
/** Asks the list of messages to show one, or its end. */
export const jump = signal<{ to: number | 'end'; at: number } | null>(null);
export const jumpTo = (to: number | 'end') => {
  jump.value = { to, at: Date.now() };
};
