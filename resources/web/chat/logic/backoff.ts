// SPDX-License-Identifier: GPL-3.0-or-later
const first = 400; // ms
const longest = 15_000;

/** Jittered, so that a thousand pages do not come back in the same instant after a restart. */
export function jittered(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longest, first * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling * (0.25 + 0.75 * random()));
}
