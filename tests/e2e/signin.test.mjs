// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Seat, Server, missing, openBrowser, password } from './support.mjs';

let server, browser;
before(async () => {
  if (missing) return;
  [server, browser] = await Promise.all([Server.start(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
const check = (name, work) => test(name, { skip: missing }, async () => {
  const seat = await Seat.open(browser, server);
  await work(seat, seat.page);
  await seat.close();
});

const errorAt = async (page, field) => {
  const input = page.locator(`[name=${field}][aria-invalid=true]`);
  await input.waitFor();
  return page.locator(`#${await input.getAttribute('aria-describedby')}`).textContent();
};

check('empty fields are named where they are, and the first takes the focus', async (seat, page) => {
  await seat.goto();
  await page.click('button[type=submit]');
  assert.match(await errorAt(page, 'login'), /username or e-mail/i);
  assert.match(await errorAt(page, 'password'), /password/i);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'login');
});

check('a wrong password is said at the password', async (seat, page) => {
  await server.newPerson('wrongly', 'Wrongly Typed');
  await seat.goto();
  await page.fill('[name=login]', 'wrongly');
  await page.fill('[name=password]', 'not that one');
  await page.press('[name=password]', 'Enter');
  assert.match(await errorAt(page, 'password'), /do not belong together/);
  await page.fill('[name=password]', password);
  await page.press('[name=password]', 'Enter');
  await page.waitForSelector('.sidebar');
});

check('registering says what is wrong at each field, then signs in', async (seat, page) => {
  await server.newPerson('taken', 'Was Here First');
  await seat.goto();
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.click('button[type=submit]');
  for (const field of ['username', 'email', 'password']) assert.ok(await errorAt(page, field), field);
  await page.fill('[name=username]', 'taken');
  await page.fill('[name=email]', 'new@example.org');
  await page.fill('[name=password]', password);
  await page.click('button[type=submit]');
  assert.ok(await errorAt(page, 'username'));
  await page.fill('[name=username]', 'newcomer');
  await page.fill('[name=full_name]', 'New Comer');
  await page.click('button[type=submit]');
  await page.waitForSelector('.sidebar');
  assert.match(await page.locator('.mebutton').textContent(), /New Comer/);
});

check('signing in outlives a reload and ends with signing out', async (seat, page) => {
  await seat.signIn(await server.newPerson('reloader', 'Re Loader'));
  await page.reload();
  await page.waitForSelector('.sidebar');
  await page.click('.mebutton');
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForSelector('.auth');
  await page.reload();
  await page.waitForSelector('.auth');
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key !== 'kith.theme')), []);
});

check('an access token that ended is renewed without a word', async (seat, page) => {
  await seat.signIn(await server.newPerson('renewer', 'Re Newer'));
  await page.evaluate(() => {
    const stored = JSON.parse(localStorage.getItem('kith.session'));
    localStorage.setItem('kith.session', JSON.stringify({ ...stored, access: `${stored.access}x`, expiresAt: Date.now() + 600_000 }));
  });
  await page.reload();
  await page.waitForSelector('.sidebar');
  await page.waitForSelector('.chatlist:not(.skeleton), .sidebar .empty');
  const stored = await page.evaluate(() => JSON.parse(localStorage.getItem('kith.session')));
  assert.ok(stored && !stored.access.endsWith('x'));
});
