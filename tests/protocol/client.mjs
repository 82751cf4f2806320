// SPDX-License-Identifier: GPL-3.0-or-later
// Engine.IO by hand: requests and frames exactly as a test wants them, right or wrong.
import { Agent, request } from 'node:http';
import WebSocket from 'ws';

const patience = 10_000; // ms, for what is expected to come
export const separator = '\u001e';
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export class Polling {
  constructor(port, path = '/engine.io/') {
    this.port = port;
    this.path = path;
  }

  ask(method, query, body, path = this.path) {
    return new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { 'Content-Type': 'text/plain;charset=UTF-8', 'Content-Length': Buffer.byteLength(body) };
      const asked = request({ agent, host: '127.0.0.1', port: this.port, method, path: `${path}?${query}`, headers }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode, type: answer.headers['content-type'], text: Buffer.concat(parts).toString() }));
      });
      asked.on('error', reject);
      asked.setTimeout(patience, () => asked.destroy(new Error('no answer')));
      asked.end(body);
    });
  }

  async open() {
    const answer = await this.ask('GET', 'EIO=4&transport=polling');
    this.handshake = JSON.parse(answer.text.slice(1));
    this.sid = this.handshake.sid;
    return answer;
  }

  get query() {
    return `EIO=4&transport=polling&sid=${this.sid}`;
  }
  poll() {
    return this.ask('GET', this.query);
  }
  post(body) {
    return this.ask('POST', this.query, body);
  }

  /** The next messages, whatever pings come between; their "4" is taken off. */
  async messages(count) {
    const found = [];
    while (found.length < count) {
      const answer = await this.poll();
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
      for (const packet of answer.text.split(separator)) {
        if (packet === '2') await this.post('3');
        else if (packet.startsWith('4')) found.push(packet.slice(1));
        else if (packet.startsWith('b')) found.push(Buffer.from(packet.slice(1), 'base64'));
        else if (packet === '1') throw new Error('closed');
      }
    }
    return found;
  }
}

export class Frames {
  #items = [];
  #waiting = null;

  /** Resolves with 'open', or with the status that refused it. */
  constructor(port, query, path = '/engine.io/') {
    this.ws = new WebSocket(`ws://127.0.0.1:${port}${path}?${query}`, { perMessageDeflate: false });
    this.ws.on('message', (data, isBinary) => {
      if (!isBinary && data.toString() === '2') this.ws.send('3');
      else this.#put(isBinary ? data : data.toString());
    });
    this.ws.on('error', () => {});
    this.closed = new Promise((resolve, reject) => {
      this.ws.on('close', (code) => resolve(code));
      setTimeout(() => reject(new Error('not closed')), 3 * patience).unref();
    });
    this.closed.then(() => this.#put(null), () => {});
    this.opened = new Promise((resolve, reject) => {
      this.ws.on('open', () => resolve('open'));
      this.ws.on('unexpected-response', (_, answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      setTimeout(() => reject(new Error('neither opened nor refused')), patience).unref();
    });
  }

  #put(item) {
    if (this.#waiting) this.#waiting(item);
    else this.#items.push(item);
  }

  send(data) {
    this.ws.send(data);
  }

  /** The next frame that is no ping, which is answered by itself; null: it has closed. */
  next() {
    if (this.#items.length) return Promise.resolve(this.#items.shift());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no frame')), patience);
      this.#waiting = (arrived) => {
        clearTimeout(timer);
        this.#waiting = null;
        resolve(arrived);
      };
    });
  }

  end() {
    this.ws.terminate();
  }
}

/** A session over WebSocket from its first frame on. */
export async function open(port, path) {
  const socket = new Frames(port, 'EIO=4&transport=websocket', path);
  await socket.opened;
  socket.handshake = JSON.parse((await socket.next()).slice(1));
  return socket;
}
