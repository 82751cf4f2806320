// SPDX-License-Identifier: GPL-3.0-or-later
// Texts in the language of the browser, English or Russian; dates as that language writes them.
import { en, type Key, type Text } from './en';
import { ru } from './ru';

export type { Key } from './en';
export const language = navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
const texts: Record<Key, Text> = language === 'ru' ? ru : en;
// English of the browser's own region: 24 hours where people count so.
const locale = language === 'ru' ? 'ru' : navigator.language.toLowerCase().startsWith('en') ? navigator.language : 'en-GB';
const plural = new Intl.PluralRules(locale);

export function t(key: Key, values: Record<string, string | number> = {}): string {
  const found = texts[key];
  const text = typeof found === 'string' ? found : (found[plural.select(Number(values.n ?? 0))] ?? found.other ?? '');
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const longDayYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });

const startOfDay = (time: Date) => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
const daysAgo = (time: Date) => Math.round((startOfDay(new Date()) - startOfDay(time)) / 86_400_000);

export const sameDay = (a: string, b: string) => startOfDay(new Date(a)) === startOfDay(new Date(b));
export const clockTime = (time: string) => clock.format(new Date(time));
export const fullTime = (time: string) => full.format(new Date(time));

/** For lists: the clock today, then the day of the week, then the date. */
export function shortTime(text: string): string {
  const time = new Date(text);
  const days = daysAgo(time);
  if (days <= 0) return clock.format(time);
  return days < 7 ? weekday.format(time) : dayMonth.format(time);
}

export function dayName(text: string): string {
  const time = new Date(text);
  const days = daysAgo(time);
  if (days === 0) return t('today');
  if (days === 1) return t('yesterday');
  return time.getFullYear() === new Date().getFullYear() ? longDay.format(time) : longDayYear.format(time);
}

export const joinNames = (names: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
