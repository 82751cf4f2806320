// SPDX-License-Identifier: GPL-3.0-or-later
// Who is signed in. The tokens live in localStorage, shared by all tabs: a refresh token may be
// used once, so one tab refreshes while the others wait and then take over what it got.
import { signal } from '@preact/signals';
import type { Token, User } from '../logic/types';
import { ApiError, call, useTokens } from './http';

interface Stored { access: string; refresh: string; expiresAt: number; user: User }

const key = 'kith.session';
const early = 30_000; // ms before its end, a token counts as ended

function load(): Stored | null {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as Stored | null;
    return stored?.access && stored.user ? stored : null;
  } catch {
    return null;
  }
}

export const session = signal<Stored | null>(load());

function store(token: Token) {
  session.value = {
    access: token.access_token,
    refresh: token.refresh_token,
    expiresAt: Date.now() + token.expires_in * 1000,
    user: token.user,
  };
  localStorage.setItem(key, JSON.stringify(session.value));
}

function drop() {
  localStorage.removeItem(key);
  session.value = null;
}

addEventListener('storage', (event) => {
  if (event.key === key || event.key === null) session.value = load();
});

export async function signIn(login: string, password: string) {
  store(await call<Token>('POST', '/api/v2/auth/login', { login, password }));
}

export async function register(fields: { username: string; email: string; password: string; full_name: string }) {
  store(await call<Token>('POST', '/api/v2/auth/register', fields));
}

/** With the token of a link. Signs nobody in; all sessions of that person end. */
export function setPassword(token: string, password: string) {
  return call('POST', '/api/v2/auth/password/reset', { token, new_password: password });
}

export async function signOut() {
  const access = await freshAccess().catch(() => null);
  drop();
  if (access) await call('POST', '/api/v2/auth/logout', {}, access).catch(() => undefined);
}

/** The access token, refreshed first when it has ended; null when the session is over. */
export async function freshAccess(): Promise<string | null> {
  const now = session.value;
  if (!now) return null;
  return now.expiresAt - early > Date.now() ? now.access : renew(now.access);
}

let renewing: Promise<string | null> | null = null;

/** A token other than the refused one. Throws when the server could not be asked. */
export function renew(refused: string): Promise<string | null> {
  renewing ??= exclusively(() => renewAlone(refused)).finally(() => (renewing = null));
  return renewing;
}

// navigator.locks exists in secure contexts only; without it the server's grace for a refresh
// token that was used twice within seconds keeps two tabs from ending the session.
const exclusively = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks ? (navigator.locks.request('kith.refresh', work) as Promise<T>) : work();

async function renewAlone(refused: string): Promise<string | null> {
  const stored = load();
  if (!stored) {
    session.value = null;
    return null;
  }
  if (stored.access !== refused) {
    session.value = stored;
    return stored.access;
  }
  try {
    const token = await call<Token>('POST', '/api/v2/auth/refresh', { refresh_token: stored.refresh });
    store(token);
    return token.access_token;
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403 || error.status === 422)) {
      drop();
      return null;
    }
    throw error;
  }
}

useTokens({ access: () => session.value?.access ?? null, renew });
