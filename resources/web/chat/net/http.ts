// SPDX-License-Identifier: GPL-3.0-or-later
// Requests of the native API: JSON in and out, problems as errors with a code and fields.

export class ApiError extends Error {
  constructor(
    readonly status: number, // 0 when no answer came
    readonly code: string,
    readonly detail: string,
    readonly fields: Record<string, string> = {},
    readonly retryAfter = 0, // seconds
  ) {
    super(detail);
  }
}

const prefix = '/api/v2/';
const answerWithin = 20_000; // ms

interface Tokens {
  access(): string | null;
  /** A new access token after this one was refused, or null when the session is over. */
  renew(refused: string): Promise<string | null>;
}

let tokens: Tokens | null = null;

export function useTokens(source: Tokens) {
  tokens = source;
}

async function problemOf(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => null);
  const fields: Record<string, string> = {};
  for (const error of Array.isArray(body?.errors) ? body.errors : [])
    if (typeof error?.field === 'string') fields[error.field] ??= String(error.message ?? '');
  const retry = Number(response.headers.get('Retry-After') ?? 0);
  return new ApiError(
    response.status,
    String(body?.code ?? 'internal'),
    String(body?.detail ?? body?.title ?? response.statusText),
    fields,
    Number.isFinite(retry) ? retry : 0,
  );
}

/** One request without a token: signing in, refreshing, health. */
export async function call<T>(method: string, url: string, body?: unknown, access?: string | null): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (access) headers.Authorization = `Bearer ${access}`;
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(answerWithin),
    });
  } catch {
    throw new ApiError(0, 'offline', '');
  }
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const access = tokens?.access() ?? null;
  try {
    return await call<T>(method, prefix + path, body, access);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || !access) throw error;
    const renewed = await tokens!.renew(access);
    if (!renewed) throw error;
    return call<T>(method, prefix + path, body, renewed);
  }
}

type Query = Record<string, string | number | null | undefined>;

export function query(path: string, parameters: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

export const api = {
  get: <T>(path: string, parameters: Query = {}) => request<T>('GET', query(path, parameters)),
  post: <T>(path: string, body: unknown = {}) => request<T>('POST', path, body),
  put: <T>(path: string, body?: unknown) => request<T>('PUT', path, body),
  patch: <T>(path: string, body: unknown) => request<T>('PATCH', path, body),
  delete: <T>(path: string) => request<T>('DELETE', path),
};
