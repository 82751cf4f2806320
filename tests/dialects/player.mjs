// SPDX-License-Identifier: GPL-3.0-or-later
// Plays a transcript against a server: real requests, real WebSockets, the real Socket.IO client.
// Nothing waits for a time; what is expected is awaited, and silence is shown by a round trip.
import { request } from 'node:http';
import { io } from 'socket.io-client';
import WebSocket from 'ws';
import { differs, fill } from './match.mjs';

const patience = 10_000; // ms, for what is expected to come
export const password = 'correct horse battery 1Aa';

/** Things that arrive, taken one after the other. */
class Inbox {
  #items = [];
  #waiting = null;

  put(item) {
    if (this.#waiting) this.#waiting(item);
    else this.#items.push(item);
  }

  take(what) {
    if (this.#items.length) return Promise.resolve(this.#items.shift());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = null;
        reject(new Error(`nothing came, but ${what} was expected`));
      }, patience);
      this.#waiting = (item) => {
        clearTimeout(timer);
        this.#waiting = null;
        resolve(item);
      };
    });
  }

  get first() {
    return this.#items[0];
  }
}

const parseJson = (text, what) => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${what} is no JSON: ${text}`);
  }
};

class PlainSocket {
  inbox = new Inbox();

  async open(url, headers) {
    this.ws = new WebSocket(url, { headers, perMessageDeflate: false });
    this.ws.on('message', (data, isBinary) => this.inbox.put({ kind: 'frame', text: isBinary ? `binary ${data.toString('hex')}` : data.toString() }));
    this.ws.on('close', (code, reason) => this.inbox.put({ kind: 'close', text: `close ${code} ${reason}`.trim() }));
    this.ws.on('error', () => {});
    return new Promise((resolve, reject) => {
      this.ws.on('open', () => resolve('101'));
      this.ws.on('unexpected-response', (_, response) => {
        let body = '';
        response.on('data', (part) => (body += part));
        response.on('end', () => (body ? reject(new Error(`a refused socket has a body: ${body}`)) : resolve(String(response.statusCode))));
      });
      setTimeout(() => reject(new Error('the socket did not open')), patience).unref();
    });
  }

  send(text) {
    if (text === 'close') return this.ws.close();
    if (text.startsWith('binary ')) return this.ws.send(Buffer.from(text.slice(7), 'hex'));
    this.ws.send(text);
  }

  async silence() {
    const pong = new Promise((resolve) => this.ws.once('pong', resolve));
    this.ws.ping();
    await pong;
    if (this.inbox.first) throw new Error(`expected nothing, got ${this.inbox.first.text}`);
  }

  async expect(text, names) {
    if (text === 'nothing') return this.silence();
    const skip = /^skip "(\w+)" (\S+)$/.exec(text);
    if (skip) {
      const isSkipped = (item) => item?.kind === 'frame' && parseJson(item.text, 'a frame')[skip[1]] === skip[2];
      while (isSkipped(this.inbox.first)) await this.inbox.take();
      return;
    }
    const item = await this.inbox.take(text);
    if (text.startsWith('close')) {
      if (!item.text.startsWith(text)) throw new Error(`expected ${text}, got ${item.text}`);
      return;
    }
    if (item.kind !== 'frame') throw new Error(`expected ${text}, got ${item.text}`);
    const fault = differs(parseJson(text, 'the expectation'), parseJson(item.text, 'the frame'), names);
    if (fault) throw new Error(`${fault}\n  in ${item.text}`);
  }

  close() {
    this.ws.terminate();
  }
}

class SocketIoSocket {
  inbox = new Inbox();

  async open(url, namespace, auth, transports) {
    this.io = io(url + namespace, { transports, auth, reconnection: false, forceNew: true, upgrade: false });
    this.io.onAny((name, ...args) => this.inbox.put({ kind: 'event', name, args }));
    this.io.on('disconnect', (reason) => this.inbox.put({ kind: 'disconnect', name: reason }));
    return new Promise((resolve, reject) => {
      this.io.on('connect', () => resolve('connected'));
      this.io.on('connect_error', (error) => resolve(`refused ${JSON.stringify({ message: error.message, ...(error.data === undefined ? {} : { data: error.data }) })}`));
      setTimeout(() => reject(new Error('the socket did not connect')), patience).unref();
    });
  }

  send(text) {
    if (text === 'close') return this.io.close();
    const [, verb, name, args] = /^(emit!?) (\S+)(?: (.*))?$/.exec(text) ?? [];
    if (!verb) throw new Error(`not understood: ${text}`);
    const values = args ? parseJson(`[${args}]`, 'the arguments') : [];
    if (verb === 'emit!') this.io.emit(name, ...values, (...answer) => this.inbox.put({ kind: 'ack', args: answer }));
    else this.io.emit(name, ...values);
  }

  async expect(text, names) {
    if (text === 'nothing') {
      // Heard in order behind everything before it: the answer to a question that changes nothing.
      await new Promise((resolve) => this.io.timeout(patience).emit('leave_conversation', {}, resolve));
      if (this.inbox.first) throw new Error(`expected nothing, got ${JSON.stringify(this.inbox.first)}`);
      return;
    }
    const item = await this.inbox.take(text);
    const [, kind, name, json] = /^(event|ack|disconnect)(?: ([\w:]+))?(?: (.*))?$/.exec(text) ?? [];
    if (item.kind !== kind || (kind === 'event' && item.name !== name)) throw new Error(`expected ${text}, got ${JSON.stringify(item)}`);
    if (kind === 'disconnect') return;
    const expected = kind === 'ack' ? parseJson(text.slice(4), 'the expectation') : json ? [parseJson(json, 'the expectation')] : [];
    const fault = differs(expected, item.args, names);
    if (fault) throw new Error(`${fault}\n  in ${JSON.stringify(item)}`);
  }

  close() {
    this.io.close();
  }
}

export class Player {
  names = { password };
  sockets = {};
  cookies = {};

  constructor(server) {
    this.server = server;
    this.names.port = server.port;
  }

  async play(step) {
    try {
      await this[step.kind](step);
    } catch (error) {
      error.message = `${step.answer?.at ?? step.at}: ${error.message}`;
      throw error;
    }
  }

  async restart() {
    this.end();
    await this.server.restart();
  }

  keep({ name, value }) {
    this.names[name] = parseJson(fill(value, this.names), 'the value');
  }

  async open({ socket, who, what, target, auth, answer }) {
    const path = fill(target, this.names);
    const token = this.names[`${who}.token`];
    let got;
    if (what === 'WS') {
      this.sockets[socket] = new PlainSocket();
      got = await this.sockets[socket].open(`ws://127.0.0.1:${this.server.port}${path}`, path.includes('token=') || !token ? {} : {});
    } else {
      this.sockets[socket] = new SocketIoSocket();
      const given = auth ? parseJson(fill(auth, this.names), 'auth') : undefined;
      got = await this.sockets[socket].open(this.server.url, path, given, [what === 'SIO' ? 'websocket' : 'polling']);
    }
    const wanted = fill(answer.text, this.names);
    const isSame = wanted.startsWith('refused {') && got.startsWith('refused {') ? !differs(JSON.parse(wanted.slice(8)), JSON.parse(got.slice(8)), this.names) : got === wanted;
    if (!isSame) throw new Error(`expected ${wanted}, got ${got}`);
  }

  #socket(name) {
    if (!(name in this.sockets)) throw new Error(`there is no socket ${name}`);
    return this.sockets[name];
  }

  send({ socket, text }) {
    return this.#socket(socket).send(fill(text, this.names));
  }

  expect({ socket, text }) {
    return this.#socket(socket).expect(fill(text, this.names), this.names);
  }

  async request({ who, method, target, headers, body, answer }) {
    const sent = {};
    const token = this.names[`${who}.token`];
    if (token && who !== 'nobody') sent.Authorization = `Bearer ${token}`;
    if (body) sent['Content-Type'] = 'application/json';
    const cookie = Object.entries(this.cookies[who] ?? {}).map(([name, value]) => `${name}=${value}`);
    if (cookie.length) sent.Cookie = cookie.join('; ');
    for (const { name, value } of headers) {
      if (name.startsWith('!')) delete sent[name.slice(1)];
      else sent[name] = fill(value, this.names);
    }
    const reply = await exchange(this.server.port, method, fill(target, this.names), sent, fill(body, this.names));
    this.#keepCookies(who, reply);
    this.#check(answer, reply);
  }

  #keepCookies(who, { headers }) {
    for (const cookie of headers['set-cookie'] ?? []) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/);
      const jar = (this.cookies[who] ??= {});
      if (value === '' || /Max-Age=0/i.test(cookie)) delete jar[name];
      else jar[name] = value;
    }
  }

  #check({ text, headers, body }, reply) {
    const got = `${reply.status} ${reply.body}`;
    if (String(reply.status) !== text) throw new Error(`expected ${text}, got ${got}`);
    for (const { name, value } of headers) {
      const there = reply.headers[name.replace('!', '').toLowerCase()];
      const joined = Array.isArray(there) ? there.join('\n') : there;
      if (name.startsWith('!')) {
        if (joined !== undefined) throw new Error(`${name.slice(1)} should not be there: ${joined}`);
        continue;
      }
      const wanted = fill(value, this.names);
      const pattern = /^\/(.*)\/$/.exec(wanted);
      if (joined === undefined || (pattern ? !new RegExp(pattern[1]).test(joined) : joined !== wanted)) throw new Error(`${name}: expected ${wanted}, got ${joined}`);
    }
    if (!body) {
      if (reply.body && text === '204') throw new Error(`expected no body, got ${got}`);
      return;
    }
    const wanted = fill(body, this.names);
    if (wanted.startsWith('|')) {
      const pattern = /^\/(.*)\/$/s.exec(wanted.slice(1));
      const isSame = pattern ? new RegExp(pattern[1]).test(reply.body) : reply.body === wanted.slice(1);
      if (!isSame) throw new Error(`expected ${wanted.slice(1)}, got ${got}`);
      return;
    }
    const fault = differs(parseJson(wanted, 'the expectation'), parseJson(reply.body, 'the answer'), this.names);
    if (fault) throw new Error(`${fault}\n  in ${got}`);
  }

  /** What came and nobody expected, at the end of a transcript. */
  leftOver() {
    return Object.entries(this.sockets).flatMap(([name, { inbox }]) => (inbox.first && inbox.first.kind !== 'close' && inbox.first.kind !== 'disconnect' ? [`${name} was sent ${JSON.stringify(inbox.first.text ?? inbox.first)}`] : []));
  }

  end() {
    for (const socket of Object.values(this.sockets)) socket.close();
    this.sockets = {};
  }
}

/** One request as it is: nothing follows a redirect or adds a field. */
export function exchange(port, method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers: { Connection: 'close', ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: text }));
    });
    asked.on('error', reject);
    if (body) asked.setHeader('Content-Length', Buffer.byteLength(body));
    asked.end(body || undefined);
  });
}
