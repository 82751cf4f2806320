// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Seat, Server, missing, openBrowser } from './support.mjs';

const total = 300;
let server, browser, ann, bob, chat;
before(async () => {
  if (missing) return;
  [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  [ann, bob] = [await server.newPerson('ann', 'Ann Archer'), await server.newPerson('bob', 'Bob Baker')];
  chat = await server.newGroup('Archive', [ann, bob]);
  for (let i = 1; i <= total; i++) await server.post(i % 3 ? bob : ann, chat, `line ${i}`);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const firstSeen = (seat) => seat.page.evaluate(() => {
  const box = document.querySelector('.messages').getBoundingClientRect();
  const row = [...document.querySelectorAll('.message')].find((one) => one.getBoundingClientRect().bottom > box.top + 2);
  return { text: row.querySelector('.content').textContent, top: Math.round(row.getBoundingClientRect().top - box.top) };
});

test('scrolling back reaches the first of 300 messages, each once and in order', { skip: missing, timeout: 90_000 }, async () => {
  const seat = await (await Seat.open(browser, server)).signIn(ann);
  await seat.openChat('Archive');
  await seat.sees(`line ${total}`);
  await seat.page.hover('.messages');
  await seat.until('the beginning is reached', async () => {
    await seat.page.mouse.wheel(0, -2500);
    return seat.page.locator('.beginning').count();
  }, (count) => count === 1);
  assert.deepEqual((await seat.texts()).slice(-total), Array.from({ length: total }, (_, i) => `line ${i + 1}`));

  await seat.page.getByRole('button', { name: 'Jump to latest' }).click();
  await seat.until('the end is shown', () => seat.page.evaluate(() => {
    const box = document.querySelector('.messages');
    return box.scrollHeight - box.scrollTop - box.clientHeight;
  }), (gap) => gap < 5);
  await seat.close();
});

test('what one reads does not move when older messages are put in above', { skip: missing }, async () => {
  const seat = await (await Seat.open(browser, server)).signIn(ann);
  await seat.openChat('Archive');
  await seat.sees(`line ${total}`);
  // Answers are held back, so that the place is known before the page comes.
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await seat.page.route('**/messages?*before=*', async (route) => {
    await held;
    await route.continue();
  });
  await seat.page.evaluate(() => (document.querySelector('.messages').scrollTop = 300));
  await seat.page.waitForTimeout(100);
  const rows = await seat.page.locator('.message').count();
  const before = await firstSeen(seat);
  release();
  await seat.until('older messages are there', () => seat.page.locator('.message').count(), (count) => count > rows);
  const later = await firstSeen(seat);
  assert.equal(later.text, before.text);
  assert.ok(Math.abs(later.top - before.top) <= 2, `${later.top} is not ${before.top}`);
  await seat.close();
});

test('a quote of a message far above leads there and back', { skip: missing }, async () => {
  const [first] = await server.history(ann, chat).then((all) => all.filter((message) => message.content === 'line 20'));
  await server.post(bob, chat, 'remember this?', { reply_to: first.id });
  const seat = await (await Seat.open(browser, server)).signIn(ann);
  await seat.openChat('Archive');
  const quote = seat.row('remember this?').locator('.quote');
  await seat.until('the quote is loaded', () => quote.textContent(), (text) => text.includes('line 20'));
  await quote.click();
  await seat.page.waitForSelector('.message.flash:has-text("line 20")');
  await server.post(bob, chat, 'meanwhile below');
  await seat.page.locator('.tolatest', { hasText: '1 new message' }).waitFor();
  await seat.page.click('.tolatest');
  await seat.sees('meanwhile below');
  await seat.close();
});
