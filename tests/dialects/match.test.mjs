// SPDX-License-Identifier: GPL-3.0-or-later
// The judge of the transcripts is judged: what must match, and what must not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverage } from './coverage.mjs';
import { differs, fill } from './match.mjs';

const same = [
  [{ a: 1, b: null }, { b: null, a: 1 }],
  ['<int>', 7],
  ['<string|null>', null],
  ['<time>', '2025-01-02T03:04:05'],
  ['<time>', '2025-01-02T03:04:05.123000'],
  ['<ztime>', '2025-01-02T03:04:05.123000Z'],
  ['<otime>', '2025-01-02T03:04:05+00:00'],
  ['<hex24>', '4b6974680100000000000007'],
  ['<uuid>', '4b697468-0000-4000-8100-000000000007'],
  ['<cuid>', 'ckith10000000000000000007'],
  [['<...>', { id: '<int>' }], [{ id: 1 }, { id: 2 }]],
  [['<...>', '<int>'], []],
  [['<unordered>', 'a', 'b'], ['b', 'a']],
  [{ a: 1, '...': '<any>' }, { a: 1, z: 2 }],
];
const other = [
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: null }, {}],
  [{ a: 1 }, { a: '1' }],
  [{ a: '1' }, { a: 1 }],
  ['<int>', 1.5],
  ['<int>', '1'],
  ['<int>', null],
  ['<string>', null],
  ['<time>', '2025-01-02T03:04:05Z'],
  ['<time>', '2025-01-02T03:04:05.123'],
  ['<ztime>', '2025-01-02T03:04:05'],
  ['<hex24>', '4B6974680100000000000007'],
  ['<uuid>', '4b697468-0000-1000-8100-000000000007'],
  [[], {}],
  [{}, []],
  [[1], [1, 2]],
  [[1, 2], [2, 1]],
  [['<...>', { id: '<int>' }], [{ id: 1 }, { id: null }]],
  [['<unordered>', 'a', 'a'], ['a', 'b']],
  ['<object>', []],
  [null, {}],
  [false, null],
];

for (const [expected, actual] of same) test(`${JSON.stringify(expected)} is ${JSON.stringify(actual)}`, () => assert.equal(differs(expected, actual, {}), null));
for (const [expected, actual] of other) test(`${JSON.stringify(expected)} is not ${JSON.stringify(actual)}`, () => assert.notEqual(differs(expected, actual, {}), null));

test('names are kept only of what matches as a whole', () => {
  const names = {};
  assert.notEqual(differs({ a: '<int one>', b: 2 }, { a: 1, b: 3 }, names), null);
  assert.deepEqual(names, {});
  assert.equal(differs({ a: '<int one>', b: 2 }, { a: 1, b: 2 }, names), null);
  assert.deepEqual(names, { one: 1 });
});
test('names fill texts and values', () => {
  assert.equal(fill('{"id": "${=id}", "path": "/x/${id}"}', { id: 5 }), '{"id": 5, "path": "/x/5"}');
  assert.throws(() => fill('${gone}', {}));
});
test('an unknown type is a mistake and not a match', () => assert.throws(() => differs('<number>', 1, {})));
test('a row that no step exercises is found', () => {
  const cases = [{ steps: [{ kind: 'request', method: 'GET', target: '/a/${id}?x=1' }, { kind: 'send', text: '{"type": "ping"}' }] }];
  const rows = 'GET /a/{id}\nPOST /a/{id}\nsend ping\nhear pong\n- GET /files: later\n';
  assert.deepEqual(coverage(rows, [{ cases }]), ['POST /a/{id}', 'hear pong']);
});
