// SPDX-License-Identifier: GPL-3.0-or-later
// A real kithd on a port and data folder of its own, a real browser, and people in it. Nothing here
// asks the network for anything but that server.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const program = join(process.env.KITH_BIN ?? 'build/dev/bin', 'kithd');
const browserPath = process.env.KITH_CHROMIUM ?? '/usr/bin/chromium';
const startWithin = 20_000; // ms
export const password = 'correct horse battery';

export const missing = !existsSync(program) ? `${program} is not built` : !existsSync(browserPath) ? `${browserPath} is not installed` : false;

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A server that can be killed and started again on the same data and port. */
export class Server {
  #process = null;
  #log = '';

  static async start({ demo = false } = {}) {
    const server = new Server();
    server.data = mkdtempSync(join(tmpdir(), 'kith-e2e-'));
    server.port = await freePort();
    server.demo = demo;
    server.url = `http://127.0.0.1:${server.port}`;
    await server.run();
    return server;
  }

  async run() {
    const settings = ['server.environment=local', `demo.people=${this.demo}`, 'limits.profile=off'];
    const args = ['serve', '--data', this.data, '--port', String(this.port), ...settings.flatMap((one) => ['--set', one])];
    this.#process = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const pipe of [this.#process.stdout, this.#process.stderr]) pipe.on('data', (text) => (this.#log = (this.#log + text).slice(-8000)));
    const deadline = Date.now() + startWithin;
    while (Date.now() < deadline) {
      if (this.#process.exitCode !== null) break;
      const answer = await fetch(`${this.url}/health`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`kithd did not start: ${this.#log}`);
  }

  async end(signal) {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  kill() {
    return this.end('SIGKILL');
  }

  async stop() {
    await this.end('SIGKILL');
    rmSync(this.data, { recursive: true, force: true });
  }

  async request(method, path, { token, body } = {}) {
    const response = await fetch(`${this.url}/api/v2/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Registers somebody over the API; answers what is needed to act for them. */
  async newPerson(username, fullName) {
    const body = { username, email: `${username}@example.org`, password, full_name: fullName };
    const { access_token: token, user } = await this.request('POST', 'auth/register', { body });
    return { ...user, token };
  }

  /** A group of these people, made by the first. */
  async newGroup(name, [owner, ...others]) {
    return this.request('POST', 'chats', { token: owner.token, body: { kind: 'group', name, members: others.map((one) => one.id) } });
  }

  post(person, chat, content, more = {}) {
    return this.request('POST', `chats/${chat.id}/messages`, { token: person.token, body: { content, ...more } });
  }

  /** Every message of a chat, oldest first. */
  async history(person, chat) {
    const found = [];
    let before;
    do {
      const page = await this.request('GET', `chats/${chat.id}/messages?limit=100${before ? `&before=${before}` : ''}`, { token: person.token });
      found.push(...page.items);
      before = page.next ? page.items.at(-1).id : undefined;
    } while (before);
    return found.reverse();
  }
}

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const openBrowser = () => chromium.launch({ executablePath: browserPath, args: flags });

/** One person at one browser. Fails the test on script errors, policy violations and requests to
 *  other hosts. */
export class Seat {
  troubles = [];

  static async open(browser, server, options = {}) {
    const seat = new Seat();
    seat.server = server;
    seat.context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1200, height: 800 }, ...options });
    seat.page = await seat.context.newPage();
    seat.page.setDefaultTimeout(15_000);
    seat.page.on('pageerror', (error) => seat.troubles.push(`script error: ${error.stack}`));
    seat.page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) seat.troubles.push(message.text());
    });
    seat.page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith('http') && host !== `127.0.0.1:${server.port}`) seat.troubles.push(`asked ${request.url()}`);
    });
    seat.page.on('dialog', (dialog) => {
      seat.troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    return seat;
  }

  async close() {
    await this.context.close();
    assert.deepEqual(this.troubles, []);
  }

  goto(path = '/chats/ui') {
    return this.page.goto(this.server.url + path);
  }

  async signIn(person, secret = password) {
    await this.goto();
    await this.page.fill('[name=login]', person.username);
    await this.page.fill('[name=password]', secret);
    await this.page.press('[name=password]', 'Enter');
    await this.page.waitForSelector('.sidebar');
    return this;
  }

  async openChat(name) {
    await this.page.click(`.chatrow:has-text("${name}")`);
    await this.page.waitForSelector('.composer textarea');
  }

  get composer() {
    return this.page.locator('.composer textarea');
  }

  async write(text) {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  row(text) {
    return this.page.locator('.message', { has: this.page.locator('.content', { hasText: text }) }).last();
  }

  async menuOf(text, item) {
    const row = this.row(text);
    await row.hover();
    await row.getByRole('button', { name: 'More', exact: true }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Texts of all messages on the screen, oldest first; those on their way out included. */
  texts() {
    return this.page.locator('.message .content').allTextContents();
  }

  async sees(text, options) {
    await this.row(text).waitFor(options);
  }

  /** Waits until the page says what the function wants, and fails with what it said last. */
  async until(what, read, wanted) {
    const deadline = Date.now() + 20_000;
    let last;
    while (Date.now() < deadline) {
      last = await read();
      if (wanted(last)) return last;
      await this.page.waitForTimeout(40);
    }
    throw new assert.AssertionError({ message: `${what}: ${JSON.stringify(last)}` });
  }
}
