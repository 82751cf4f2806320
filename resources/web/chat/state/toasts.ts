// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from '@preact/signals';
import { t } from '../i18n';
import { ApiError } from '../net/http';

export interface Toast { id: number; text: string; bad: boolean }
export const toasts = signal<Toast[]>([]);
let last = 0;

export function toast(text: string, bad = false) {
  const id = ++last;
  toasts.value = [...toasts.value.slice(-3), { id, text, bad }];
  setTimeout(() => (toasts.value = toasts.value.filter((one) => one.id !== id)), bad ? 7000 : 4000);
}

export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return t('errorUnknown');
  if (error.status === 0) return t('errorOffline');
  if (error.code === 'rate_limited') return t('errorTooFast');
  if (error.code === 'forbidden') return t('errorForbidden');
  if (error.code === 'unavailable') return t('errorUnavailable');
  return error.detail || t('errorUnknown');
}

/** For actions with no field to show an error at. */
export const complain = (error: unknown) => toast(explain(error), true);
