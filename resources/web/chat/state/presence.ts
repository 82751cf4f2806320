// SPDX-License-Identifier: GPL-3.0-or-later
// Whose presence the page asks for: members of the open chat and people on the screen. Partners of
// direct chats are told of without asking.
import { sendFrame } from '../net/socket';
import { limits } from '../limits';

const groups = new Map<string, number[]>();
let timer = 0;

export function watch(group: string, ids: number[]) {
  groups.set(group, ids);
  clearTimeout(timer);
  timer = window.setTimeout(rewatch, 150);
}

export function unwatch(group: string) {
  groups.delete(group);
}

export function rewatch() {
  const ids = [...new Set([...groups.values()].flat())].slice(0, limits.watchedUsers);
  if (ids.length) sendFrame({ type: 'watch', user_ids: ids });
}
