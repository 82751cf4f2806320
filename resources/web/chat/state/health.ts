// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from '@preact/signals';
import { call } from '../net/http';

/** Whether this server runs on demo data, which is said on every screen. */
export const demo = signal(false);

export async function askHealth() {
  const health = await call<{ demo?: boolean }>('GET', '/health').catch(() => null);
  demo.value = health?.demo === true;
}
