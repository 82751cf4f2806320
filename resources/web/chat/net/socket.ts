// SPDX-License-Identifier: GPL-3.0-or-later
// The one socket: signs in by its first frame, notices silence, comes back with jittered backoff.
// It knows nothing of chats; what to resume and what to send is the business of state/live.ts.
import { signal } from '@preact/signals';
import { jittered } from '../logic/backoff';
import type { Frame } from '../logic/types';
import { freshAccess, renew } from './session';
import { closeCodes } from '../limits';

export type Link = 'off' | 'connecting' | 'online' | 'waiting';
export const link = signal<Link>('off');

interface Listener {
  frame(frame: Frame): void;
  down(): void;
  signedOut(): void;
}

const pingEvery = 20_000; // ms
const pongWithin = 10_000;
const readyWithin = 10_000;

let listener: Listener | null = null;
let socket: WebSocket | null = null;
let attempt = 0;
let retryTimer = 0;
let silenceTimer = 0;
let generation = 0; // answers of an abandoned attempt are ignored

export function connect(to: Listener) {
  listener = to;
  attempt = 0;
  void open();
}

export function disconnect() {
  generation++;
  listener = null;
  clearTimeout(retryTimer);
  clearTimeout(silenceTimer);
  socket?.close(closeCodes.normal);
  socket = null;
  link.value = 'off';
}

export function sendFrame(frame: Record<string, unknown>): boolean {
  if (link.value !== 'online' || socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(frame));
  return true;
}

/** Does not wait for the backoff: the network is back, or somebody asks. */
export function retryNow() {
  if (link.value !== 'waiting') return;
  clearTimeout(retryTimer);
  void open();
}

async function open() {
  const mine = ++generation;
  link.value = 'connecting';
  let access: string | null;
  try {
    access = await freshAccess();
  } catch {
    if (mine === generation) retryLater();
    return;
  }
  if (mine !== generation) return;
  if (!access) return listener?.signedOut();
  const ws = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v2/ws`);
  socket = ws;
  expectWithin(readyWithin);
  ws.onopen = () => ws.send(JSON.stringify({ type: 'auth', token: access }));
  ws.onmessage = (event) => {
    if (ws === socket) receive(event.data);
  };
  ws.onclose = (event) => {
    if (ws === socket) void closed(event.code, access);
  };
}

function receive(data: unknown) {
  expectWithin(pingEvery);
  let frame: Frame;
  try {
    frame = JSON.parse(String(data)) as Frame;
  } catch {
    return;
  }
  if (frame.type === 'pong') return;
  if (frame.type === 'ready') {
    attempt = 0;
    link.value = 'online';
  }
  listener?.frame(frame);
}

/** Silence first asks, and when that is not answered either, gives the connection up. */
function expectWithin(time: number) {
  clearTimeout(silenceTimer);
  silenceTimer = window.setTimeout(() => {
    if (time === pingEvery && sendFrame({ type: 'ping' })) return expectWithin(pongWithin);
    const dead = socket;
    socket = null;
    dead?.close();
    down();
  }, time);
}

async function closed(code: number, access: string) {
  socket = null;
  if (code === closeCodes.unauthenticated) {
    const mine = generation;
    const renewed = await renew(access).catch(() => access);
    if (mine !== generation) return;
    if (!renewed) return listener?.signedOut();
  }
  if (code === closeCodes.tooMany) attempt = Math.max(attempt, 4);
  down();
}

function down() {
  clearTimeout(silenceTimer);
  if (!listener) return;
  listener.down();
  retryLater();
}

function retryLater() {
  link.value = 'waiting';
  clearTimeout(retryTimer);
  retryTimer = window.setTimeout(() => void open(), jittered(attempt++));
}

addEventListener('online', retryNow);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') retryNow();
});
