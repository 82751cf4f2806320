// SPDX-License-Identifier: GPL-3.0-or-later
// A link with which one sets a new password, as an administrator hands it over.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Seat, Server, missing, openBrowser, password } from './support.mjs';

let server, browser, admin;
before(async () => {
  if (missing) return;
  [server, browser] = await Promise.all([Server.start({ demo: true }), openBrowser()]);
  const body = { login: 'admin@admin.ru', password: 'admin' };
  admin = await server.request('POST', 'auth/login', { body });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
const check = (name, work, options) => test(name, { skip: missing }, async () => {
  const seat = await Seat.open(browser, server, options);
  await work(seat, seat.page);
  await seat.close();
});

const linkFor = (person) => server.request('POST', `admin/users/${person.id}/password-link`, { token: admin.access_token });
const newPassword = 'another horse entirely';

async function setPassword(page, text) {
  await page.fill('[name=new_password]', text);
  await page.press('[name=new_password]', 'Enter');
}

check('a link sets the password, once, and the token leaves the address', async (seat, page) => {
  const person = await server.newPerson('forgetful', 'For Getful');
  const link = await linkFor(person);
  assert.ok(link.url.startsWith(`${server.url}/chats/ui#reset=`), link.url);
  await page.goto(link.url);
  await setPassword(page, 'short');
  assert.match(await page.locator('.fielderror').textContent(), /eight/i);
  await setPassword(page, newPassword);
  await page.getByRole('heading', { name: 'Your password is set' }).waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  assert.equal(await page.evaluate(() => location.hash), '');
  await page.fill('[name=login]', 'forgetful');
  await page.fill('[name=password]', password);
  await page.press('[name=password]', 'Enter');
  await page.locator('[name=password][aria-invalid=true]').waitFor(); // the old one
  await page.fill('[name=password]', newPassword);
  await page.press('[name=password]', 'Enter');
  await page.waitForSelector('.sidebar');
  // Pasted into the page that is open: the same tab, a used link.
  await page.evaluate((url) => (location.href = url), link.url);
  await setPassword(page, 'a third horse by now');
  assert.match(await page.locator('[role=alert]').textContent(), /not good any more/);
});

check('a password that everybody uses is refused at its field', async (seat, page) => {
  const link = await linkFor(await server.newPerson('common', 'Com Mon'));
  await page.goto(link.url);
  await setPassword(page, 'password');
  await page.locator('[name=new_password][aria-invalid=true]').waitFor();
  await setPassword(page, newPassword);
  await page.getByRole('heading', { name: 'Your password is set' }).waitFor();
});

check('in Russian', async (seat, page) => {
  await page.goto(`${server.url}/chats/ui#reset=unknown`);
  await page.getByRole('heading', { name: 'Новый пароль' }).waitFor();
  await setPassword(page, newPassword);
  assert.match(await page.locator('[role=alert]').textContent(), /больше не действует/);
}, { locale: 'ru-RU' });
