// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jittered } from '../chat/logic/backoff';
import { Outbox } from '../chat/logic/outbox';

const none = () => 1; // no jitter
const add = (outbox: Outbox, clientId: string, chatId = 1) => outbox.add({ clientId, chatId, content: clientId, replyTo: null }, 0);
const ids = (items: { clientId: string }[]) => items.map((item) => item.clientId);

test('messages of a chat go out one after another, in the order of writing', () => {
  const outbox = new Outbox();
  ['a', 'b', 'c'].forEach((id) => add(outbox, id));
  assert.deepEqual(ids(outbox.take(0)), ['a']);
  assert.deepEqual(outbox.take(1), []);
  outbox.delivered('a');
  assert.deepEqual(ids(outbox.take(2)), ['b']);
});

test('chats do not wait for one another', () => {
  const outbox = new Outbox();
  add(outbox, 'a', 1);
  add(outbox, 'b', 2);
  assert.deepEqual(ids(outbox.take(0)), ['a', 'b']);
});

test('a lost connection sends the same client_id again', () => {
  const outbox = new Outbox();
  add(outbox, 'a');
  outbox.take(0);
  outbox.disconnected();
  assert.deepEqual(ids(outbox.take(1)), ['a']);
});

test('an answer that is overdue is asked for again', () => {
  const outbox = new Outbox();
  add(outbox, 'a');
  outbox.take(0);
  outbox.expire(5000);
  assert.deepEqual(outbox.take(5000), []);
  outbox.expire(10_000);
  assert.deepEqual(ids(outbox.take(10_000)), ['a']);
});

test('an ack and the event of the same message remove it once', () => {
  const outbox = new Outbox();
  add(outbox, 'a');
  assert.equal(outbox.delivered('a')?.clientId, 'a');
  assert.equal(outbox.delivered('a'), null);
});

test('a busy server is tried again later, and keeps the order', () => {
  const outbox = new Outbox([], none);
  add(outbox, 'a');
  add(outbox, 'b');
  outbox.take(0);
  outbox.refused('a', 'rate_limited', '', 0);
  assert.deepEqual(outbox.take(1), []);
  assert.deepEqual(ids(outbox.take(outbox.nextTime()!)), ['a']);
});

test('a refusal stays with its reason until somebody decides, and lets the next one pass', () => {
  const outbox = new Outbox();
  add(outbox, 'a');
  add(outbox, 'b');
  outbox.take(0);
  outbox.refused('a', 'forbidden', 'No.', 0);
  assert.deepEqual(ids(outbox.take(1)), ['b']);
  assert.equal(outbox.ofChat(1)[0].error, 'No.');
  outbox.delivered('b');
  outbox.retry('a');
  assert.deepEqual(ids(outbox.take(2)), ['a']);
});

test('a reload keeps what was not answered', () => {
  const outbox = new Outbox();
  add(outbox, 'a');
  outbox.take(0);
  const again = new Outbox(Outbox.fromJson(outbox.toJson()));
  assert.deepEqual(ids(again.take(1)), ['a']);
});

test('a spoilt store is an empty one', () => {
  for (const text of [null, '', '{', '[1]', '{"a":1}', '[{"clientId":5}]']) assert.deepEqual(Outbox.fromJson(text), []);
});

test('it is bounded', () => {
  const outbox = new Outbox();
  for (let i = 0; i < 200; i++) assert.ok(add(outbox, `m${i}`));
  assert.equal(add(outbox, 'one too many'), false);
});

test('backoff grows to its longest and never to nothing', () => {
  assert.equal(jittered(0, () => 1), 400);
  assert.equal(jittered(30, () => 1), 15_000);
  assert.ok(jittered(0, () => 0) >= 100);
});
