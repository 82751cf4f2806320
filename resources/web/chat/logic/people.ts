// SPDX-License-Identifier: GPL-3.0-or-later
import type { Chat, Person, UserBrief, UserStatus } from './types';

export const displayName = (person: UserBrief | undefined) => person?.full_name || person?.username || '…';

export function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/u).filter(Boolean);
  if (!words.length) return '?';
  const first = Array.from(words[0])[0];
  const last = words.length > 1 ? Array.from(words[words.length - 1])[0] : '';
  return (first + last).toLocaleUpperCase();
}

/** One of twelve hues, the same for a person on every page and device. */
export const hueOf = (id: number) => Math.abs(Math.imul(id ^ 0x9e37, 0x85ebca6b) >>> 8) % 12;

export const partnerOf = (chat: Chat, me: number) =>
  chat.kind === 'direct' ? (chat.members.find((member) => member.id !== me) ?? chat.members[0]) : undefined;

export const liveStatus = (status: UserStatus | null | undefined, now = Date.now()) =>
  status && (status.text || status.emoji) && (!status.expires_at || Date.parse(status.expires_at) > now) ? status : null;

/** Best first: names that begin with the words, then names that hold them. */
export function rank(query: string, ...names: string[]): number {
  const wanted = query.trim().toLocaleLowerCase();
  if (!wanted) return 1;
  let best = 0;
  for (const name of names) {
    const text = name.toLocaleLowerCase();
    const at = text.indexOf(wanted);
    if (at === 0) best = Math.max(best, 3);
    else if (at > 0) best = Math.max(best, /[\s._@-]/.test(text[at - 1]) ? 2 : 1);
  }
  return best;
}

export const isPerson = (person: Person | undefined): person is Person => person !== undefined;
