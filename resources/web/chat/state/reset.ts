// SPDX-License-Identifier: GPL-3.0-or-later
// A link of an administrator with which one sets a new password: /chats/ui#reset=TOKEN. The part
// behind # is never sent to a server by itself, and so is in no log.
import { signal } from '@preact/signals';

const tokenInAddress = () => /^#reset=([\w-]+)$/.exec(location.hash)?.[1] ?? null;

export const resetToken = signal<string | null>(tokenInAddress());

/** The form is done with, and the token leaves the address and the history. */
export function leaveReset() {
  history.replaceState(null, '', location.pathname);
  resetToken.value = null;
}

addEventListener('hashchange', () => (resetToken.value = tokenInAddress()));
