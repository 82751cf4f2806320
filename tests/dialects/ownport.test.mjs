// SPDX-License-Identifier: GPL-3.0-or-later
// messenger on a port of its own: its API and its documentation, and nothing of the others.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import WebSocket from 'ws';
import { Server, missing } from './server.mjs';

let server;
let port;
before(async () => {
  if (missing) return;
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  port = probe.address().port;
  await new Promise((resolve) => probe.close(resolve));
  server = await Server.start([`dialects.messenger_port=${port}`]);
});
after(() => server?.stop());

const ask = (path, options = {}) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...options });
const post = (path, body, headers = {}) => ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
const refusal = (path) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode));
    socket.on('open', () => reject(new Error('it opened')));
    socket.on('error', () => {});
  });

describe('the port of messenger', { skip: missing }, () => {
  test('has its API and its socket', async () => {
    const who = { email: 'mara@example.org', password: 'Correct horse 1' };
    assert.equal((await post('/accounts/sign-up/', who)).status, 200);
    const { data } = await (await post('/accounts/sign-in/', { ...who, fingerprint: 'a' })).json();
    const authorization = { Authorization: `Bearer ${data.accessToken}` };
    const made = await (await post('/chats/', { name: 'Mine', members: [] }, authorization)).json();
    assert.equal(made.status, 'success');
    const socket = new WebSocket(`ws://127.0.0.1:${port}/chats/${made.data.id}/ws`);
    const first = new Promise((resolve, reject) => {
      socket.on('message', (text) => resolve(JSON.parse(text)));
      socket.on('close', reject);
    });
    await new Promise((resolve) => socket.on('open', resolve));
    socket.send(JSON.stringify({ type: 'auth', token: data.accessToken }));
    assert.equal((await first).type, 'auth_success');
    socket.terminate();
    // The same account is at the other port, too.
    assert.equal((await fetch(`${server.url}/accounts/me/`, { headers: authorization })).status, 200);
  });

  test('leads from / to its documentation', async () => {
    const root = await ask('/');
    assert.equal(root.status, 307);
    assert.equal(root.headers.get('location'), '/docs');
    const page = await ask('/docs');
    assert.equal(page.status, 200);
    for (const [, path] of (await page.text()).matchAll(/(?:src|href)="(\/(?:docs|assets)[^"]*)"/g)) assert.equal((await ask(path)).status, 200, path);
    const document = await (await ask('/openapi.json')).json();
    assert.equal(document.info.title, 'Messenger REST-API engine');
    assert.ok(document.paths['/accounts/me/']);
  });

  for (const path of ['/api/v2/users/me', '/api/v1/users/me', '/api/users/me', '/health', '/metrics', '/openapi', '/openapi/pythia.json', '/socket.io/?EIO=4&transport=polling'])
    test(`has nothing at ${path}`, async () => {
      const answer = await ask(path);
      assert.equal(answer.status, 404);
      assert.equal((await answer.json()).status, 'error');
    });

  for (const path of ['/api/v2/ws', '/ws?token=x', '/api/v1/ws/1?token=x', '/socket.io/?EIO=4&transport=websocket'])
    test(`opens no socket at ${path}`, async () => assert.equal(await refusal(path), 404));
});
