// SPDX-License-Identifier: GPL-3.0-or-later
// Two people in one group: each sees at once what the other does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Seat, Server, missing, openBrowser } from './support.mjs';

let server, browser, ann, bob, group, annSeat, bobSeat;
before(async () => {
  if (missing) return;
  [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  [ann, bob] = [await server.newPerson('ann', 'Ann Archer'), await server.newPerson('bob', 'Bob Baker')];
  group = await server.newGroup('The kitchen', [ann, bob]);
  annSeat = await (await Seat.open(browser, server)).signIn(ann);
  bobSeat = await (await Seat.open(browser, server)).signIn(bob);
  await annSeat.openChat('The kitchen');
  await bobSeat.openChat('The kitchen');
});
after(async () => {
  await annSeat?.close();
  await bobSeat?.close();
  await browser?.close();
  await server?.stop();
});
const check = (name, work) => test(name, { skip: missing }, work);

check('a message arrives, and its sender sees that it was stored', async () => {
  await annSeat.write('Soup is ready');
  await bobSeat.sees('Soup is ready');
  await annSeat.page.waitForSelector('.message:not(.pending):has-text("Soup is ready")');
  assert.equal((await annSeat.texts()).filter((text) => text === 'Soup is ready').length, 1);
});

check('typing is shown while it lasts', async () => {
  await bobSeat.composer.pressSequentially('Wait for');
  await annSeat.page.locator('.typingline', { hasText: 'Bob Baker is typing' }).waitFor();
  await bobSeat.write('Wait for me');
  await annSeat.sees('Wait for me');
  await annSeat.until('nobody types any more', () => annSeat.page.locator('.typingline').textContent(), (text) => text === '');
});

check('a reply quotes, and its quote leads back', async () => {
  await bobSeat.menuOf('Soup is ready', 'Reply');
  await bobSeat.page.locator('.context', { hasText: 'Replying to Ann Archer' }).waitFor();
  await bobSeat.write('Which one?');
  const quote = annSeat.row('Which one?').locator('.quote');
  await quote.waitFor();
  assert.match(await quote.textContent(), /Ann Archer.*Soup is ready/);
  await quote.click();
  await annSeat.page.waitForSelector('.message.flash:has-text("Soup is ready")');
});

check('a reaction is counted, and taken back', async () => {
  const row = annSeat.row('Which one?');
  await row.hover();
  await row.getByRole('button', { name: 'Add a reaction' }).first().click();
  await annSeat.page.locator('.emojipicker button', { hasText: '🎉' }).first().click();
  const pill = bobSeat.row('Which one?').locator('.reaction:not(.add)');
  await pill.waitFor();
  assert.match(await pill.getAttribute('aria-label'), /Ann Archer reacted with 🎉/);
  await pill.click();
  await annSeat.until('two reactions', () => row.locator('.reaction.mine').textContent(), (text) => text === '🎉2');
  await row.locator('.reaction.mine').click();
  await bobSeat.until('one reaction', () => pill.textContent(), (text) => text === '🎉1');
});

check('@ completes a name, and the mentioned one is told', async () => {
  await bobSeat.page.evaluate(() => history.replaceState(null, '', location.pathname));
  await bobSeat.goto();
  await bobSeat.page.waitForSelector('.chatrow');
  await annSeat.composer.pressSequentially('Help, @bo');
  await annSeat.page.locator('.completion [aria-selected=true]', { hasText: 'Bob Baker' }).waitFor();
  await annSeat.composer.press('Tab');
  assert.equal(await annSeat.composer.inputValue(), 'Help, @bob ');
  await annSeat.composer.press('Enter');
  const row = bobSeat.page.locator('.chatrow', { hasText: 'The kitchen' });
  await row.locator('.badge.at').waitFor();
  assert.equal(await row.locator('.badge:not(.at)').textContent(), '1');
  assert.equal(await bobSeat.page.title(), '(1) Kith');
  await bobSeat.openChat('The kitchen');
  await bobSeat.page.locator('.divider', { hasText: 'New' }).waitFor();
  await bobSeat.page.locator('.message.mentioned', { hasText: '@bob' }).waitFor();
  await bobSeat.until('all is read', () => bobSeat.page.title(), (title) => title === 'Kith');
  await row.locator('.badge').first().waitFor({ state: 'detached' });
});

check('who has read is shown to the writer', async () => {
  await annSeat.write('Seen by somebody?');
  await bobSeat.sees('Seen by somebody?');
  await annSeat.row('Seen by somebody?').locator('.faces').waitFor();
  await annSeat.row('Seen by somebody?').locator('.faces').click();
  await annSeat.page.locator('dialog', { hasText: 'Bob Baker' }).waitFor();
  await annSeat.page.keyboard.press('Escape');
});

check('an edit is seen and marked', async () => {
  await annSeat.write('Diner at sevn');
  await bobSeat.sees('Diner at sevn');
  await annSeat.composer.press('ArrowUp');
  assert.equal(await annSeat.composer.inputValue(), 'Diner at sevn');
  await annSeat.write('Dinner at seven');
  await bobSeat.sees('Dinner at seven');
  assert.match(await bobSeat.row('Dinner at seven').textContent(), /edited/);
  assert.ok(!(await bobSeat.texts()).some((text) => text.includes('sevn')));
});

check('a deleted message leaves a mark and no text', async () => {
  await annSeat.write('I take that back');
  await bobSeat.sees('I take that back');
  await annSeat.menuOf('I take that back', 'Delete');
  await annSeat.page.locator('dialog button', { hasText: 'Delete' }).click();
  await bobSeat.row('This message was deleted.').waitFor();
  assert.ok(!(await bobSeat.texts()).includes('I take that back'));
});

check('a new direct chat appears at the other’s, and both see who is there', async () => {
  await annSeat.page.getByRole('button', { name: 'People', exact: true }).click();
  await annSeat.page.locator('dialog li', { hasText: 'Bob Baker' }).getByRole('button', { name: 'Write' }).click();
  await annSeat.page.locator('.chattitle', { hasText: 'Bob Baker' }).waitFor();
  await annSeat.write('Psst');
  await bobSeat.page.locator('.chatrow', { hasText: 'Psst' }).waitFor();
  await bobSeat.page.locator('.chatrow', { hasText: 'Psst' }).locator('.dot.on').waitFor();
  await bobSeat.openChat('Psst');
  await annSeat.page.locator('.marks.read').last().waitFor();
});

check('a status is seen by the others', async () => {
  await annSeat.page.click('.mebutton');
  await annSeat.page.getByRole('menuitem', { name: 'Set a status' }).click();
  await annSeat.page.locator('dialog .chips button', { hasText: 'At lunch' }).click();
  await annSeat.page.locator('dialog button[type=submit]').click();
  await bobSeat.page.locator('.chathead', { hasText: 'At lunch' }).waitFor();
});

check('a public channel is found, joined and left', async () => {
  await annSeat.page.getByRole('button', { name: 'New chat' }).click();
  await annSeat.page.getByRole('menuitem', { name: 'Channel' }).click();
  await annSeat.page.fill('dialog [name=name]', 'gardening');
  await annSeat.page.locator('dialog button[type=submit]').click();
  await annSeat.page.locator('.chattitle', { hasText: 'gardening' }).waitFor();
  await bobSeat.page.getByRole('button', { name: 'Channels' }).click();
  await bobSeat.page.locator('dialog li', { hasText: 'gardening' }).getByRole('button', { name: 'Join' }).click();
  await bobSeat.page.locator('.chattitle', { hasText: 'gardening' }).waitFor();
  await annSeat.page.locator('.chattitle', { hasText: '2 members' }).waitFor();
  await bobSeat.write('Tomatoes!');
  await annSeat.sees('Tomatoes!');
  await bobSeat.page.locator('.chathead').getByRole('button', { name: 'Members', exact: true }).click();
  await bobSeat.page.locator('.panel .memberlist', { hasText: 'owner' }).waitFor();
  await bobSeat.page.locator('.panel').getByRole('button', { name: 'Leave' }).click();
  await bobSeat.page.locator('dialog button', { hasText: 'Leave' }).click();
  await bobSeat.page.locator('.chatrow', { hasText: 'gardening' }).waitFor({ state: 'detached' });
  await annSeat.page.locator('.chattitle', { hasText: '1 member' }).waitFor();
});

check('drafts stay with their chats', async () => {
  await annSeat.openChat('The kitchen');
  await annSeat.composer.fill('half a thou');
  await annSeat.openChat('gardening');
  assert.equal(await annSeat.composer.inputValue(), '');
  await annSeat.page.locator('.chatrow', { hasText: 'Draft:' }).click();
  assert.equal(await annSeat.composer.inputValue(), 'half a thou');
  await annSeat.composer.fill('');
});
