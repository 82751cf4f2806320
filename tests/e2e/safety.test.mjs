// SPDX-License-Identifier: GPL-3.0-or-later
// What people write is shown as they wrote it, wherever it is shown, and never becomes markup.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Seat, Server, missing, openBrowser } from './support.mjs';

const corpus = [
  '<script>document.title="owned"</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '"><iframe src="javascript:alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  'javascript:alert(1)',
  'https://example.org/"onmouseover="alert(1)',
  'https://example.org/<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '`<img src=x onerror=alert(1)>`',
  '@<img src=x onerror=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '&lt;b&gt; &amp; &#x3c;',
  '<style>*{display:none}</style>',
  '<base href="https://evil.example/">',
  '<math><mi xlink:href="data:x,<script>alert(1)</script>">',
  '\u202Egnp.exe \u2066x\u2069',
  'a\u0001b',
  '</textarea><script>alert(1)</script>',
  '{"__html":"<img src=x onerror=alert(1)>"}',
];
const shown = (text) => text.replace(/`([^`]+)`/g, '$1');

let server, browser, ann, bob;
before(async () => {
  if (missing) return;
  [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  ann = await server.newPerson('ann', 'Ann <img src=x onerror=alert(1)>');
  bob = await server.newPerson('bob', '"><script>alert(2)</script>');
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('hostile texts are shown as text', { skip: missing, timeout: 60_000 }, async () => {
  const chat = await server.newGroup('<img src=x onerror=alert(3)>', [ann, bob]);
  for (const text of corpus) await server.post(bob, chat, text);
  const seat = await (await Seat.open(browser, server)).signIn(ann);
  await seat.page.click('.chatrow:has-text("onerror=alert(3)")');
  await seat.until('every text is shown', () => seat.texts(), (texts) => texts.length >= corpus.length);
  assert.deepEqual((await seat.texts()).slice(-corpus.length), corpus.map(shown));
  assert.equal(await seat.page.locator('.messages img, .messages iframe, .messages script, .messages style, .messages base, .messages math').count(), 0);
  const links = await seat.page.locator('.content a').evaluateAll((all) => all.map((one) => ({ href: one.href, rel: one.rel })));
  assert.ok(links.length >= 2);
  for (const link of links) {
    assert.match(link.href, /^https?:/);
    assert.match(link.rel, /noopener/);
  }
  // The same names and texts in every other place that shows them.
  await seat.page.locator('.chathead').getByRole('button', { name: 'Members', exact: true }).click();
  await seat.page.locator('.panel .memberlist').waitFor();
  await seat.page.keyboard.press('Control+k');
  await seat.page.locator('.switcher [role=option]').first().waitFor();
  await seat.page.keyboard.press('Escape');
  await seat.page.getByRole('button', { name: 'People', exact: true }).click();
  await seat.page.locator('dialog li').first().waitFor();
  assert.notEqual(await seat.page.title(), 'owned');
  await seat.close(); // fails on any dialog, script error or policy violation
});

test('the page asks nothing of other hosts and its policy allows no inline code', { skip: missing }, async () => {
  const seat = await Seat.open(browser, server);
  for (const path of ['/', '/chats/ui', '/docs', '/redoc']) {
    const response = await seat.goto(path);
    const policy = response.headers()['content-security-policy'] ?? '';
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /unsafe/, path);
  }
  await seat.close();
});
