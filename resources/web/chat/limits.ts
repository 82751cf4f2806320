// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/page-limits from shared/limits.h and shared/closecodes.h: edit those.

// Texts in code points
export const limits = {
  contentChars: 10000,
  usernameMax: 50,
  nameChars: 100,
  topicChars: 250,
  aboutChars: 1000,
  statusChars: 100,
  pageDefault: 50,
  pageMax: 100,
  watchedUsers: 500,
} as const;

export const closeCodes = {
  normal: 1000,
  unauthenticated: 4401,
  tooMany: 4429,
} as const;
