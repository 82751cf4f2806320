// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StreamLedger } from '../chat/logic/streams';
import type { Frame } from '../chat/logic/types';

const frame = (seq: number, stream = 'chat:1'): Frame => ({ type: 'message_created', stream, seq });
const seqs = (frames: Frame[]) => frames.map((one) => one.seq);
const started = (seq: number) => {
  const ledger = new StreamLedger();
  ledger.start('chat:1', seq);
  return ledger;
};

test('events in order are applied one by one', () => {
  const ledger = started(5);
  assert.deepEqual(seqs(ledger.accept(frame(6))), [6]);
  assert.deepEqual(seqs(ledger.accept(frame(7))), [7]);
  assert.equal(ledger.positionOf('chat:1'), 7);
});

test('what the snapshot holds is not applied again', () => {
  const ledger = started(5);
  for (const seq of [1, 4, 5]) assert.deepEqual(ledger.accept(frame(seq)), []);
  ledger.accept(frame(6));
  assert.deepEqual(ledger.accept(frame(6)), []);
});

test('an event beyond a hole waits until the hole is filled', () => {
  const ledger = started(5);
  assert.deepEqual(ledger.accept(frame(8)), []);
  assert.deepEqual(ledger.accept(frame(7)), []);
  assert.deepEqual(ledger.resumeHoles(1000), { 'chat:1': 5 });
  assert.deepEqual(seqs(ledger.accept(frame(6))), [6, 7, 8]);
  assert.deepEqual(ledger.resumeHoles(2000), {});
});

test('a hole is asked for once, and again when no answer comes', () => {
  const ledger = started(5);
  ledger.accept(frame(8));
  assert.deepEqual(ledger.resumeHoles(1000), { 'chat:1': 5 });
  assert.deepEqual(ledger.resumeHoles(1500), {});
  assert.deepEqual(ledger.resumeHoles(6000), { 'chat:1': 5 });
});

test('a hole that nobody fills ends in a new snapshot, not in asking for ever', () => {
  const ledger = started(5);
  ledger.accept(frame(8));
  for (const now of [1000, 6000, 11_000]) {
    ledger.resumeHoles(now);
    assert.equal(ledger.resumed('chat:1', { recovered: true, seq: 8 }), null);
  }
  assert.deepEqual(ledger.resumeHoles(16_000), {});
  assert.deepEqual(ledger.giveUp(16_000), [{ stream: 'chat:1', seq: 8 }]);
  assert.deepEqual(seqs(ledger.accept(frame(9))), [9]);
});

test('replay before, between or after live events applies each once, in order', () => {
  // Missed: 6..9. Live: 10, 11. The order of arrival is any mixture that keeps each part's order.
  const mixtures = [[6, 7, 8, 9, 10, 11], [10, 6, 7, 11, 8, 9], [10, 11, 6, 7, 8, 9], [6, 10, 7, 8, 11, 9], [6, 7, 6, 7, 8, 10, 9, 11, 10]];
  for (const mixture of mixtures) {
    const ledger = started(5);
    ledger.resumeAll(0);
    const applied = mixture.flatMap((seq) => seqs(ledger.accept(frame(seq))));
    assert.deepEqual(applied, [6, 7, 8, 9, 10, 11], String(mixture));
  }
});

test('a resume names every stream with its position', () => {
  const ledger = started(5);
  ledger.start('user', 0);
  ledger.accept(frame(6));
  assert.deepEqual(ledger.resumeAll(0), { 'chat:1': 6, user: 0 });
});

test('purged history is a loss that is told, and the stream goes on behind it', () => {
  const ledger = started(5);
  ledger.accept(frame(70));
  assert.deepEqual(ledger.resumed('chat:1', { recovered: false, seq: 69 }), { stream: 'chat:1', seq: 69 });
  assert.deepEqual(seqs(ledger.accept(frame(70))), [70]);
});

test('streams do not disturb one another', () => {
  const ledger = started(5);
  ledger.start('chat:2', 100);
  assert.deepEqual(ledger.accept(frame(9)), []);
  assert.deepEqual(seqs(ledger.accept(frame(101, 'chat:2'))), [101]);
});

test('a snapshot never sets a position back', () => {
  const ledger = started(9);
  ledger.start('chat:1', 4);
  assert.equal(ledger.positionOf('chat:1'), 9);
});

test('a forgotten stream begins anew', () => {
  const ledger = started(9);
  ledger.forget('chat:1');
  assert.deepEqual(seqs(ledger.accept(frame(3))), [3]);
});

test('random loss, doubling and disorder end in every event once and in order', () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let round = 0; round < 300; round++) {
    const ledger = started(0);
    const applied: number[] = [];
    const take = (seq: number) => applied.push(...(seqs(ledger.accept(frame(seq))) as number[]));
    const end = 40;
    for (let seq = 1; seq <= end; seq++) {
      if (random() < 0.2) continue; // lost
      take(seq);
      if (random() < 0.2) take(1 + Math.floor(random() * seq)); // again
    }
    // What a reconnect does: everything after the position, as often as it takes.
    for (let seq = ledger.resumeAll(0)['chat:1'] + 1; seq <= end; seq++) take(seq);
    assert.deepEqual(applied, Array.from({ length: end }, (_, i) => i + 1));
  }
});

test('a server that was set back to a backup is followed back', () => {
  const ledger = started(90);
  assert.deepEqual(ledger.resumed('chat:1', { recovered: false, seq: 40 }), { stream: 'chat:1', seq: 40 });
  assert.deepEqual(seqs(ledger.accept(frame(41))), [41]);
});
