// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codePoints, isEmojiOnly, mentionAt, mentionsEveryone, parseText, snippet } from '../chat/logic/text';

const people = new Set(['ann', 'bob.smith', 'иван']);
const parse = (text: string) => parseText(text, (name) => people.has(name.toLowerCase()));
const kinds = (text: string) => parse(text).map((node) => `${node.kind}:${node.text}`);

const cases: [string, string, string[]][] = [
  ['plain text is one node', 'hello', ['text:hello']],
  ['nothing is nothing', '', []],
  ['line breaks and spaces stay', ' a\n\n  b ', ['text: a\n\n  b ']],
  ['a link is found in a sentence', 'see https://a.example/x, then', ['text:see ', 'link:https://a.example/x', 'text:, then']],
  ['a link keeps brackets it opened', 'https://a.example/x_(y) ok', ['link:https://a.example/x_(y)', 'text: ok']],
  ['a link drops a bracket around it', '(https://a.example/x)', ['text:(', 'link:https://a.example/x', 'text:)']],
  ['a query and a fragment belong to the link', 'https://a.example/?q=1&r=2#s', ['link:https://a.example/?q=1&r=2#s']],
  ['no scheme but http makes a link', 'javascript:alert(1) ftp://x data:text/html,x', ['text:javascript:alert(1) ftp://x data:text/html,x']],
  ['a link without a host is text', 'http:// and https://', ['text:http:// and https://']],
  ['a link ends before a quotation mark', 'https://a.example/"onmouseover="x', ['link:https://a.example/', 'text:"onmouseover="x']],
  ['inline code', 'run `make` now', ['text:run ', 'code:make', 'text: now']],
  ['no link inside code', '`https://a.example`', ['code:https://a.example']],
  ['no mention inside code', '`@ann`', ['code:@ann']],
  ['a lone backtick is text', 'it`s', ['text:it`s']],
  ['a block of code', 'a\n```js\nlet x;\n```\nb', ['text:a', 'block:let x;', 'text:b']],
  ['an open block is text', '```\nabc', ['text:```\nabc']],
  ['an empty block', '```\n```', ['block:']],
  ['nothing is parsed in a block', '```\n@ann `x` https://a.example\n```', ['block:@ann `x` https://a.example']],
  ['a person is mentioned', 'hi @ann!', ['text:hi ', 'mention:@ann', 'text:!']],
  ['a name with a dot at the end of a sentence', 'ask @bob.smith.', ['text:ask ', 'mention:@bob.smith', 'text:.']],
  ['a Cyrillic name', '@иван, да', ['mention:@иван', 'text:, да']],
  ['a stranger is text', '@nobody', ['text:@nobody']],
  ['an address mentions nobody', 'x@ann', ['text:x@ann']],
  ['everybody', '@channel @here', ['mention:@channel', 'text: ', 'mention:@here']],
  ['markup is text', '<img src=x onerror=alert(1)>', ['text:<img src=x onerror=alert(1)>']],
];
for (const [name, text, expected] of cases) test(name, () => assert.deepEqual(kinds(text), expected));

test('the nodes hold every character but the marks of code', () => {
  const text = 'a @ann https://a.example/b `c` <b>&amp;</b> \u202e x';
  assert.equal(parse(text).map((node) => (node.kind === 'code' ? `\`${node.text}\`` : node.text)).join(''), text);
});

test('ten thousand marks are parsed quickly', () => {
  for (const text of ['`'.repeat(10_000), '@'.repeat(10_000), 'https://'.repeat(1250), '@ann '.repeat(2000), `@${'a.'.repeat(5000)}`, '('.repeat(5000), `https://a.example/${')'.repeat(9900)}`]) {
    const begun = performance.now();
    parse(text);
    assert.ok(performance.now() - begun < 250, text.slice(0, 12));
  }
});

test('the language of a block is kept', () => {
  const node = parse('```c++\nx\n```')[0];
  assert.equal(node.kind === 'block' && node.language, 'c++');
});

test('one to three emoji are drawn large', () => {
  for (const text of ['👍', '❤️', '👨‍👩‍👧', '🎉 🎉', '👍🏽']) assert.ok(isEmojiOnly(text), text);
  for (const text of ['', 'a', '👍 ok', '🎉🎉🎉🎉', '1', '#']) assert.ok(!isEmojiOnly(text), text);
});

test('limits count code points', () => {
  assert.equal(codePoints('añ𝒳👍'), 4);
  assert.equal(codePoints('\ud83d'), 1);
  assert.equal(codePoints('\ud83da'), 2);
});

test('a snippet is one line without the marks of code', () => {
  assert.equal(snippet('a\n\n`b`  c'), 'a b c');
  assert.equal(snippet('x'.repeat(500), 10), `${'x'.repeat(10)}…`);
});

test('completion begins at an @ that begins a word', () => {
  assert.deepEqual(mentionAt('hi @An', 6), { from: 3, query: 'an' });
  assert.deepEqual(mentionAt('@', 1), { from: 0, query: '' });
  assert.equal(mentionAt('a@b', 3), null);
  assert.equal(mentionAt('@ann ', 5), null);
});

test('everybody is mentioned by @channel and @here only', () => {
  for (const text of ['@channel', 'hi @here, look', '(@Channel).', '@here.']) assert.ok(mentionsEveryone(text), text);
  for (const text of ['channel', 'x@here', '@channels', '@here-ish', '@@here']) assert.ok(!mentionsEveryone(text), text);
});
