// SPDX-License-Identifier: GPL-3.0-or-later
// The server is killed in the middle of a conversation, more than once. Nobody misses anything,
// nothing is doubled, and both see one order.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Seat, Server, missing, openBrowser } from './support.mjs';

let server, browser;
before(async () => {
  if (missing) return;
  [server, browser] = await Promise.all([Server.start(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const rounds = 3;
const perRound = 12;

async function talk(seat, name, from) {
  for (let i = from; i < from + perRound; i++) await seat.write(`${name} ${i}`);
}

test('two people talk while the server is killed and started again', { skip: missing, timeout: 150_000 }, async () => {
  const ann = await server.newPerson('ann', 'Ann Archer');
  const bob = await server.newPerson('bob', 'Bob Baker');
  const group = await server.newGroup('Bunker', [ann, bob]);
  const seats = [await (await Seat.open(browser, server)).signIn(ann), await (await Seat.open(browser, server)).signIn(bob)];
  for (const seat of seats) await seat.openChat('Bunker');

  let sent = 0;
  for (let round = 0; round < rounds; round++) {
    const talking = Promise.all([talk(seats[0], 'ann', sent), talk(seats[1], 'bob', sent)]);
    sent += perRound;
    await seats[0].page.waitForTimeout(120 + 90 * round); // somewhere in the middle of it
    await server.kill();
    await talking; // goes on writing into the dark
    await seats[0].page.locator('.connection.shown', { hasText: 'Reconnecting' }).waitFor();
    assert.ok((await seats[0].texts()).includes(`ann ${sent - 1}`), 'what is written is shown at once');
    await server.run();
    for (const seat of seats) {
      await seat.page.locator('.connection.shown').waitFor({ state: 'detached' });
      await seat.page.locator('.message.pending').first().waitFor({ state: 'detached' });
    }
  }

  const expected = ['ann', 'bob'].flatMap((name) => Array.from({ length: sent }, (_, i) => `${name} ${i}`)).sort();
  const stored = (await server.history(ann, group)).filter((message) => message.type === 'text').map((message) => message.content);
  assert.deepEqual(stored.slice().sort(), expected, 'the server has each message once');
  for (const name of ['ann', 'bob']) {
    const own = stored.filter((text) => text.startsWith(name));
    assert.deepEqual(own, Array.from({ length: sent }, (_, i) => `${name} ${i}`), 'each one’s messages are in the order of writing');
  }
  for (const seat of seats) await seat.until('the page shows what the server has', () => seat.texts(), (texts) => JSON.stringify(texts) === JSON.stringify(stored));
  for (const seat of seats) await seat.close();
});

test('what was written while the server was away survives closing the page', { skip: missing, timeout: 60_000 }, async () => {
  const ann = await server.newPerson('carol', 'Carol Cook');
  const group = await server.newGroup('Attic', [ann, await server.newPerson('dave', 'Dave Dyer')]);
  const seat = await (await Seat.open(browser, server)).signIn(ann);
  await seat.openChat('Attic');
  await seat.write('before');
  await seat.page.waitForSelector('.message:not(.pending):has-text("before")');
  await server.kill();
  await seat.write('into the dark');
  await seat.page.waitForSelector('.message.pending:has-text("into the dark")');
  await seat.page.goto('about:blank');
  await server.run();
  await seat.goto();
  await seat.openChat('Attic');
  await seat.page.waitForSelector('.message:not(.pending):has-text("into the dark")');
  const stored = (await server.history(ann, group)).map((message) => message.content);
  assert.deepEqual(stored.filter((text) => text === 'into the dark').length, 1);
  await seat.close();
});
