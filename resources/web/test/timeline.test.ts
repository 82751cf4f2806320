// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hueOf, initials, rank } from '../chat/logic/people';
import { addNewer, addOlder, append, emptyTimeline, maxLoaded, replace, unreadAfter, type Timeline } from '../chat/logic/timeline';
import type { Message } from '../chat/logic/types';

const message = (seq: number, change: Partial<Message> = {}): Message => ({
  id: 1000 + seq, chat_id: 1, seq, sender: { id: 2, username: 'x', full_name: '', avatar_url: null }, content: `m${seq}`, type: 'text',
  reply_to: null, client_id: null, created_at: '2026-01-01T00:00:00.000Z', edited_at: null, is_deleted: false, reactions: [], mentions: [], attachments: [], ...change,
});
const at = (seqs: number[], change: Partial<Timeline> = {}): Timeline => ({ ...emptyTimeline, items: seqs.map((seq) => message(seq)), atEnd: true, ...change });
const seqs = (timeline: Timeline) => timeline.items.map((item) => item.seq);

test('a live message is put at the end, once', () => {
  const once = append(at([1, 2]), message(3));
  assert.deepEqual(seqs(once), [1, 2, 3]);
  assert.deepEqual(seqs(append(once, message(3))), [1, 2, 3]);
});

test('a message that comes late finds its place by seq', () => assert.deepEqual(seqs(append(at([1, 4]), message(2))), [1, 2, 4]));

test('while older history is shown, a live message does not leave a hole behind it', () =>
  assert.deepEqual(seqs(append(at([1, 2], { atEnd: false }), message(9))), [1, 2]));

test('a message that comes while the first page is on its way is kept', () =>
  assert.deepEqual(seqs(append(at([], { atEnd: false, loading: 'first' }), message(9))), [9]));

test('an edit replaces, and of an unloaded message changes nothing', () => {
  const timeline = at([1, 2]);
  assert.equal(replace(timeline, message(2, { content: 'new' })).items[1].content, 'new');
  assert.equal(replace(timeline, message(7)), timeline);
});

test('pages join without doubling', () => {
  assert.deepEqual(seqs(addOlder(at([5, 6]), [message(5), message(4), message(3)], false)), [3, 4, 5, 6]);
  assert.deepEqual(seqs(addNewer(at([5, 6], { atEnd: false }), [message(6), message(7)], true)), [5, 6, 7]);
});

test('scrolling far back lets the newest go, and says so', () => {
  const page = Array.from({ length: maxLoaded }, (_, i) => message(i + 1));
  const timeline = addOlder(at([maxLoaded + 1, maxLoaded + 2]), page, false);
  assert.equal(timeline.items.length, maxLoaded);
  assert.equal(timeline.atEnd, false);
  assert.equal(timeline.items[0].seq, 1);
});

test('unread is others’ messages after the cursor, when that much is loaded', () => {
  const timeline = at([3, 4, 5, 6]);
  timeline.items[1] = message(4, { sender: { id: 9, username: 'me', full_name: '', avatar_url: null } });
  timeline.items[2] = message(5, { mentions: [9] });
  assert.deepEqual(unreadAfter(timeline, 3, 9), { unread: 2, mentions: 1 });
  assert.equal(unreadAfter(timeline, 1, 9), null);
  assert.deepEqual(unreadAfter({ ...timeline, atStart: true }, 1, 9), { unread: 3, mentions: 1 });
});

test('initials of all kinds of names', () => {
  for (const [name, expected] of [['Ann Lee', 'AL'], ['анна петрова', 'АП'], ['leo.k', 'LK'], ['𝒳y', '𝒳'], ['', '?'], ['  ', '?'], ['Jean-Luc van Dam', 'JD']])
    assert.equal(initials(name), expected, name);
});

test('a colour is one of twelve for every id', () => {
  for (let id = -50; id < 5000; id++) assert.ok(hueOf(id) >= 0 && hueOf(id) < 12);
});

test('names that begin with the words come first', () => {
  assert.ok(rank('an', 'Anna') > rank('an', 'Marc Antony'));
  assert.ok(rank('an', 'Marc Antony') > rank('an', 'Ivan'));
  assert.equal(rank('zz', 'Anna'), 0);
});
