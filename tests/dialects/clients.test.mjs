// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that people have: python-socketio, curl and a browser, beside socket.io-client and ws,
// which play the transcripts.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { io } from 'socket.io-client';
import { Server, missing } from './server.mjs';

const python = process.env.KITH_PYTHON ?? '/usr/bin/python3';
const browserPath = process.env.KITH_CHROMIUM ?? '/usr/bin/chromium';
const patience = 20_000; // ms, for what is expected to come
const run = promisify(execFile);
let server;
let page; // of a site of its own
before(async () => {
  if (missing) return;
  page = createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end('<!doctype html><title>a client</title>'));
  await new Promise((resolve) => page.listen(0, '127.0.0.1', resolve));
  page.url = `http://127.0.0.1:${page.address().port}`;
  server = await Server.start(['server.environment=production', 'server.public_url=http://127.0.0.1', 'chat.default_channels=', 'dialects.chatsocket_passwordless=true', `server.cors_origins=${page.url}`]);
});
after(async () => {
  page?.close();
  await server?.stop();
});

const signIn = async (name) => {
  const answer = await fetch(`${server.url}/api/auth/login?email=${name}@example.org&name=${name}`, { method: 'POST' });
  assert.equal(answer.status, 200);
  return (await answer.json()).access_token;
};
const ask = async (token, method, path, body) => {
  const answer = await fetch(server.url + path, { method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });
  assert.equal(answer.status, 200);
  return answer.json();
};

class Python {
  #lines;
  constructor(token, transport) {
    this.process = spawn(python, [join(import.meta.dirname ?? '.', 'client.py'), server.url, token, transport], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }
  say(name, argument) {
    this.process.stdin.write(`${JSON.stringify([name, argument])}\n`);
  }
  /** The next event of that name; those before it are passed by. */
  async until(name) {
    const timer = setTimeout(() => this.process.kill('SIGKILL'), patience);
    try {
      for (;;) {
        const { value, done } = await this.#lines.next();
        if (done) throw new Error(`it ended before ${name}`);
        const [what, ...rest] = JSON.parse(value);
        if (what === name) return rest;
      }
    } finally {
      clearTimeout(timer);
    }
  }
  async end() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.stdin.end();
    const timer = setTimeout(() => this.process.kill('SIGKILL'), patience);
    await ended;
    clearTimeout(timer);
  }
}

describe('python-socketio', { skip: missing }, () => {
  for (const transport of ['polling', 'websocket', 'polling,websocket'])
    test(`talks over ${transport}, and comes back when the server does`, async () => {
      const [me, other] = transport === 'polling' ? ['ann', 'ben'] : transport === 'websocket' ? ['cat', 'dan'] : ['eve', 'fay'];
      const token = await signIn(me);
      const otherToken = await signIn(other);
      const { conversation_id: chat } = await ask(otherToken, 'POST', '/api/conversations/start', { to_email: `${me}@example.org` });
      const client = new Python(token, transport);
      try {
        assert.deepEqual(await client.until('connect'), [transport === 'polling' ? 'polling' : 'websocket']);
        client.say('send_message', { to_email: `${other}@example.org`, message: 'from Python ä 🌱' });
        const [sent] = await client.until('new_message');
        assert.equal(sent.message, 'from Python ä 🌱');
        assert.equal(sent.conversation_id, chat);
        assert.deepEqual(await client.until('ack'), []);
        await ask(otherToken, 'POST', '/api/messages/send', { to_email: `${me}@example.org`, message: 'answer' });
        assert.equal((await client.until('message_notification'))[0].message, 'answer');
        await server.restart();
        await client.until('disconnect');
        await client.until('connect');
        client.say('mark_as_read', { conversation_id: chat });
        assert.deepEqual(await client.until('marked_as_read'), [{ conversation_id: chat, user_email: `${me}@example.org` }]);
      } finally {
        await client.end();
      }
    });

  test('is told why it is refused', async () => {
    const client = new Python('junk', 'polling');
    assert.deepEqual(await client.until('connect_error'), [{ message: 'Connection rejected by server' }]);
    await client.end();
  });
});

describe('socket.io-client with auth.recover', { skip: missing }, () => {
  const connected = (socket) => new Promise((resolve) => socket.once('connect', resolve));
  const until = async (what, ready) => {
    const deadline = Date.now() + patience;
    while (!ready()) {
      assert.ok(Date.now() < deadline, what);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  for (const [how, transports, cut] of [
    ['its connection is cut', ['websocket'], async (socket) => socket.io.engine.close()],
    ['its polling breaks', ['polling'], async (socket) => socket.io.engine.close()],
    ['the server is killed', ['websocket'], () => server.kill()],
  ])
    test(`hears what it missed, once and in order, when ${how}`, async () => {
      const name = `rec${transports[0]}${how.length}`;
      const token = await signIn(name);
      const other = await signIn(`${name}2`);
      const third = await signIn(`${name}3`);
      const send = (who, message) => ask(who, 'POST', '/api/messages/send', { to_email: `${name}@example.org`, message });
      const socket = io(server.url, { transports, auth: { token, recover: true }, forceNew: true, reconnectionDelay: 400, reconnectionDelayMax: 400, randomizationFactor: 0 });
      const heard = [];
      socket.on('new_message', ({ message }) => heard.push(message));
      try {
        await connected(socket);
        assert.equal(socket.recovered, false);
        await send(other, 'one');
        await send(third, 'two');
        await until('both are heard', () => heard.length === 2);
        const again = connected(socket);
        await cut(socket);
        if (how.includes('server')) await server.run();
        await send(other, 'three');
        await send(third, 'four');
        await send(other, 'five');
        await again;
        assert.equal(socket.recovered, true);
        await send(other, 'six');
        await until('all are heard', () => heard.length >= 6);
        assert.deepEqual(heard.filter((one) => one !== 'two' && one !== 'four'), ['one', 'three', 'five', 'six']);
        assert.deepEqual(heard.filter((one) => one === 'two' || one === 'four'), ['two', 'four']);
      } finally {
        socket.close();
      }
    });

  test('begins anew where what it remembers is nothing', async () => {
    const token = await signIn('noah');
    const socket = io(server.url, { transports: ['websocket'], auth: { token, recover: true, pid: 'x', offset: 'junk' }, forceNew: true, reconnection: false });
    await connected(socket);
    assert.equal(socket.recovered, false);
    socket.close();
  });
});

describe('curl', { skip: missing }, () => {
  const curl = async (...args) => (await run('curl', ['-sS', '--max-time', '20', ...args])).stdout;

  test('signs in by a form, sends, and reads', async () => {
    await signIn('gus');
    const { access_token: token } = JSON.parse(await curl(`${server.url}/api/auth/login`, '--data-urlencode', 'email=hal@example.org', '--data-urlencode', 'name=Hal'));
    const auth = ['-H', `Authorization: Bearer ${token}`];
    const sent = JSON.parse(await curl(`${server.url}/api/messages/send`, ...auth, '-H', 'Content-Type: application/json', '-d', '{"to_email": "gus@example.org", "message": "by curl"}'));
    const [read] = JSON.parse(await curl(`${server.url}/api/conversations/${sent.conversation_id}/messages`, ...auth));
    assert.equal(read.message, 'by curl');
  });

  test('speaks Socket.IO by hand', async () => {
    const token = await signIn('ida');
    const url = `${server.url}/socket.io/?EIO=4&transport=polling`;
    const opened = await curl(url);
    assert.match(opened, /^0\{"sid":"[\w-]+","upgrades":\["websocket"\],"pingTimeout":20000,"pingInterval":25000,"maxPayload":1000000\}$/);
    const session = `${url}&sid=${JSON.parse(opened.slice(1)).sid}`;
    assert.equal(await curl(session, '-d', `40${JSON.stringify({ token })}`), 'ok');
    assert.match(await curl(session), /^40\{"sid":"[\w-]{20}"\}$/);
    assert.equal(await curl(session, '-d', '427["get_online_users"]'), 'ok');
    assert.equal(await curl(session), '42["online_users",{"users":["ida@example.org"]}]\u001e437[]');
  });
});

describe('a browser, on a page of another site', { skip: missing || (existsSync(browserPath) ? false : 'Chromium is not installed') }, () => {
  let browser;
  let tab;
  before(async () => {
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
    tab = await browser.newPage();
    await tab.goto(page.url);
  });
  after(() => browser?.close());

  test('has its own WebSocket speak Socket.IO, while fetch() polls', async () => {
    const token = await signIn('jan');
    await signIn('kim');
    const heard = await tab.evaluate(
      async ({ url, token }) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
        const frames = [];
        const until = (start) =>
          new Promise((resolve, reject) => {
            const look = () => frames.some((one) => one.startsWith(start)) && resolve(frames.find((one) => one.startsWith(start)));
            socket.addEventListener('message', look);
            socket.addEventListener('close', () => reject(new Error(`closed: ${frames}`)));
            look();
          });
        socket.addEventListener('message', ({ data }) => frames.push(data));
        await until('0{');
        socket.send(`40${JSON.stringify({ token })}`);
        await until('40{');
        const session = `${url}/socket.io/?EIO=4&transport=polling`;
        const sid = JSON.parse((await (await fetch(session)).text()).slice(1)).sid;
        await fetch(`${session}&sid=${sid}`, { method: 'POST', body: `40${JSON.stringify({ token })}` });
        const polled = [await (await fetch(`${session}&sid=${sid}`)).text()];
        socket.send(`421${JSON.stringify(['send_message', { to_email: 'kim@example.org', message: 'from a page' }])}`);
        const ack = await until('431');
        polled.push(await (await fetch(`${session}&sid=${sid}`)).text());
        return { event: await until('42["new_message"'), ack, polled };
      },
      { url: server.url, token },
    );
    assert.equal(JSON.parse(heard.event.slice(2))[1].message, 'from a page');
    assert.equal(heard.ack, '431[]');
    assert.match(heard.polled[0], /^40\{/);
    assert.match(heard.polled[1], /^42\["new_message",\{.*"from a page"/);
  });

  test('hears pythia on another WebSocket what is said there', async () => {
    const registered = await fetch(`${server.url}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'lea@example.org', username: 'lea', password: 'correct horse battery 1Aa' }),
    });
    const { access_token: token } = await registered.json();
    const first = await tab.evaluate(
      ({ url, token }) =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?token=${token}`);
          socket.onmessage = ({ data }) => resolve(JSON.parse(data));
          socket.onclose = ({ code }) => reject(new Error(`closed ${code}`));
        }),
      { url: server.url, token },
    );
    assert.equal(first.type, 'connection_established');
  });

  test('is refused on a page that is not listed', async () => {
    const other = createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end('<!doctype html>'));
    await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
    const stranger = await browser.newPage();
    await stranger.goto(`http://127.0.0.1:${other.address().port}`);
    const outcome = await stranger.evaluate(async (url) => {
      const polled = await fetch(`${url}/socket.io/?EIO=4&transport=polling`).then(() => 'read', () => 'refused');
      const opened = await new Promise((resolve) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      });
      return { polled, opened };
    }, server.url);
    other.close();
    assert.deepEqual(outcome, { polled: 'refused', opened: 'refused' });
  });
});
