// SPDX-License-Identifier: GPL-3.0-or-later
// Engine.IO v4 and Socket.IO v5 against kithd-protocol-test: what the official suites do not try.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Frames, Polling, open, separator } from './client.mjs';
import { badPackets, badPayloads, strangePackets, strangePayloads } from './malformed.mjs';
import { Server, missing } from './server.mjs';

let server;
before(async () => {
  if (!missing) server = await Server.start(['server.reactors=2']);
});
after(() => server?.stop());

const session = async (path) => {
  const polling = new Polling(server.port, path);
  await polling.open();
  return polling;
};
const together = async (items, work, width = 16) => {
  const left = [...items];
  await Promise.all(Array.from({ length: width }, async () => {
    while (left.length) await work(left.shift());
  }));
};
/** A poll on a connection of its own, waiting at the server. */
const waitingPoll = (port, sid) => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(`GET /engine.io/?EIO=4&transport=polling&sid=${sid} HTTP/1.1\r\nHost: localhost\r\n\r\n`, () => resolve(socket));
  });
  socket.on('error', () => {});
});
const isWell = async () => {
  assert.equal((await fetch(`${server.url}/health`)).status, 200);
  const polling = await session();
  await polling.post('4well');
  assert.deepEqual(await polling.messages(1), ['well']);
};

describe('a session over polling', { skip: missing }, () => {
  test('opens with five promises, in their order', async () => {
    const polling = new Polling(server.port);
    const answer = await polling.open();
    assert.equal(answer.status, 200);
    assert.equal(answer.type, 'text/plain; charset=UTF-8');
    assert.deepEqual(Object.keys(polling.handshake), ['sid', 'upgrades', 'pingTimeout', 'pingInterval', 'maxPayload']);
    assert.deepEqual({ ...polling.handshake, sid: '' }, { sid: '', upgrades: ['websocket'], pingTimeout: 200, pingInterval: 300, maxPayload: 1_000_000 });
  });

  for (const [what, method, query, status] of [
    ['no transport', 'GET', 'EIO=4', 400],
    ['an unknown transport', 'GET', 'EIO=4&transport=smoke', 400],
    ['another version', 'GET', 'EIO=3&transport=polling', 400],
    ['no version', 'GET', 'transport=polling', 400],
    ['a POST without a session', 'POST', 'EIO=4&transport=polling', 400],
    ['an unknown sid', 'GET', 'EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAAAAAA', 400],
    ['a sid of a reactor that is not there', 'GET', `EIO=4&transport=polling&sid=${Buffer.from('ffff00000000000000000000000000000000', 'hex').toString('base64url')}`, 400],
    ['a sid that is none', 'GET', 'EIO=4&transport=polling&sid=..%2F..%2Fetc', 400],
    ['a long sid', 'GET', `EIO=4&transport=polling&sid=${'A'.repeat(4000)}`, 400],
    ['another method', 'PUT', 'EIO=4&transport=polling', 400],
  ])
    test(`is refused: ${what}`, async () => {
      const answer = await new Polling(server.port).ask(method, query, method === 'GET' ? undefined : '4a');
      assert.equal(answer.status, status);
    });

  test('brings text and bytes back, in order, many in a request', async () => {
    const polling = await session();
    const sent = Array.from({ length: 40 }, (_, i) => (i % 3 ? `text ${i} ä 🌱` : Buffer.from([i, 0, 255])));
    const answer = await polling.post(sent.map((one) => (typeof one === 'string' ? `4${one}` : `b${one.toString('base64')}`)).join(separator));
    assert.equal(answer.status, 200);
    assert.equal(answer.text, 'ok');
    assert.deepEqual(await polling.messages(40), sent);
  });

  test('ends where two polls wait at once: one of them is told', async () => {
    const polling = await session();
    const answers = await Promise.all([polling.poll(), polling.poll()]);
    assert.ok(answers.some((one) => one.status === 400));
    assert.equal((await polling.poll()).status, 400);
  });

  test('ends when a ping is not answered', async () => {
    const polling = await session();
    assert.equal((await polling.poll()).text, '2');
    const last = await polling.poll(); // waits until it is given up
    assert.ok(last.status === 400 || last.text === '1', `${last.status} ${last.text}`);
    assert.equal((await polling.poll()).status, 400);
  });

  test('takes a payload of its limit, and none beyond', async () => {
    const polling = await session();
    const most = `3${'x'.repeat(199_998)}${separator}`.repeat(5).slice(0, -3); // pongs, of which any number is nothing new
    assert.equal((await polling.post(`${most}${separator}4a`)).status, 200);
    assert.deepEqual(await polling.messages(1), ['a']);
    const beyond = await polling.post(`${most}${separator}4abc`).catch((error) => ({ status: error.code }));
    assert.ok([400, 413, 'ECONNRESET', 'EPIPE'].includes(beyond.status), `${beyond.status}`);
    await isWell();
  });
});

describe('an upgrade', { skip: missing }, () => {
  const upgrade = (polling) => new Frames(server.port, `EIO=4&transport=websocket&sid=${polling.sid}`);

  test('carries on what was said before and during it, once and in order', async () => {
    await together(Array.from({ length: 24 }), async () => {
      const polling = await session();
      await polling.post(['4a', '4b'].join(separator));
      const socket = upgrade(polling);
      await socket.opened;
      socket.send('2probe');
      const posted = polling.post('4c'); // races the probe
      assert.equal(await socket.next(), '3probe');
      assert.equal((await posted).status, 200);
      socket.send('5');
      socket.send('4d');
      assert.deepEqual([await socket.next(), await socket.next(), await socket.next(), await socket.next()], ['4a', '4b', '4c', '4d']);
      assert.equal((await polling.post('4e')).status, 400);
      assert.equal((await polling.poll()).status, 400);
      socket.end();
    });
  });

  test('releases a poll that waits', async () => {
    const polling = await session();
    const waiting = polling.poll();
    const socket = upgrade(polling);
    await socket.opened;
    socket.send('2probe');
    assert.equal(await socket.next(), '3probe');
    assert.ok(['6', '2'].includes((await waiting).text));
    socket.send('5');
    socket.send('4now');
    assert.equal(await socket.next(), '4now');
    socket.end();
  });

  for (const [what, frames] of [
    ['says something before it has asked', ['4hello']],
    ['finishes before it has asked', ['5']],
    ['asks in another word', ['2prob']],
    ['asks twice', ['2probe', '2probe']],
    ['says something before it has finished', ['2probe', '4hello']],
    ['asks in bytes', [Buffer.from('2probe')]],
    ['is a CONNECT', ['40']],
    ['is empty', ['']],
    ['is a flood', Array.from({ length: 200 }, () => '2probe')],
  ])
    test(`that ${what} is given up, and polling goes on`, async () => {
      const polling = await session();
      const socket = upgrade(polling);
      await socket.opened;
      for (const frame of frames) socket.send(frame);
      await socket.closed;
      await polling.post('4still here');
      assert.deepEqual(await polling.messages(1), ['still here']);
    });

  test('is for one socket: a second is dropped, and the first goes on', async () => {
    const polling = await session();
    const [first, second] = [upgrade(polling), upgrade(polling)];
    await Promise.all([first.opened, second.opened]);
    const winner = await Promise.race([first.closed.then(() => second), second.closed.then(() => first)]);
    winner.send('2probe');
    assert.equal(await winner.next(), '3probe');
    winner.send('5');
    winner.send('4mine');
    assert.equal(await winner.next(), '4mine');
    winner.end();
  });

  test('of a session that is not there is refused', async () => {
    const socket = await open(server.port);
    for (const sid of ['AAAAAAAAAAAAAAAAAAAAAAAA', socket.handshake.sid]) {
      const other = new Frames(server.port, `EIO=4&transport=websocket&sid=${sid}`);
      const how = await other.opened; // there is no polling to replace: refused, or dropped
      if (how === 'open') await other.closed;
      else assert.equal(how, 400);
    }
    socket.send('4fine');
    assert.equal(await socket.next(), '4fine');
    socket.end();
  });
});

describe('bad input', { skip: missing }, () => {
  test('is tried five hundred times and more', () => {
    const all = new Set([...badPayloads, ...strangePayloads, ...badPackets, ...strangePackets]);
    assert.ok(all.size >= 500, `${all.size}`);
  });

  test('payloads that are none end their session, and only theirs', async () => {
    const bystander = await open(server.port);
    await together(badPayloads, async (payload) => {
      const polling = await session();
      assert.equal((await polling.post(payload)).status, 400, JSON.stringify(payload));
      assert.equal((await polling.poll()).status, 400, JSON.stringify(payload));
    });
    bystander.send('4here');
    assert.equal(await bystander.next(), '4here');
    bystander.end();
  });

  test('strange payloads are answered or refused, over both transports', async () => {
    await together(strangePayloads, async (payload) => {
      const polling = await session();
      const { status } = await polling.post(payload);
      assert.ok(status === 200 || status === 400, `${status} for ${JSON.stringify(payload)}`);
      const socket = await open(server.port);
      for (const packet of payload.split(separator)) socket.send(packet);
      socket.end();
    });
    await isWell();
  });

  test('packets that are none end their connection, and only theirs', async () => {
    const bystander = await open(server.port, '/socket.io/');
    bystander.send('40');
    assert.match(await bystander.next(), /^40\{"sid":"[\w-]{20}"\}$/);
    assert.equal(await bystander.next(), '42["auth",{}]');
    await together(badPackets, async (packet) => {
      const socket = await open(server.port, '/socket.io/');
      socket.send('40');
      assert.match(await socket.next(), /^40/);
      assert.equal(await socket.next(), '42["auth",{}]');
      socket.send(`4${packet}`);
      let frame = await socket.next();
      while (frame !== null && frame !== '1') frame = await socket.next();
      await socket.closed;
    });
    bystander.send('421["message-with-ack",1,{"a":[]}]');
    assert.equal(await bystander.next(), '431[1,{"a":[]}]');
    bystander.end();
  });

  test('strange packets are answered or refused', async () => {
    await together(strangePackets, async (packet) => {
      const socket = await open(server.port, '/socket.io/');
      socket.send('40');
      assert.match(await socket.next(), /^40/);
      socket.send(`4${packet}`);
      socket.send('1');
      await socket.closed;
    });
    await isWell();
  });

  test('attachments: too many, too large, none that come, bytes that nobody announced', async () => {
    const connected = async () => {
      const socket = await open(server.port, '/socket.io/');
      socket.send('40');
      await socket.next();
      await socket.next();
      return socket;
    };
    const isEnded = async (socket) => {
      let frame = await socket.next();
      while (frame !== null && frame !== '1') frame = await socket.next();
      await socket.closed;
    };
    const unannounced = await connected();
    unannounced.send(Buffer.from([1]));
    await isEnded(unannounced);
    const interrupted = await connected();
    interrupted.send('452-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]');
    interrupted.send(Buffer.from([1]));
    interrupted.send('42["message"]');
    await isEnded(interrupted);
    const large = await connected();
    large.send('453-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1},{"_placeholder":true,"num":2}]');
    for (let i = 0; i < 3; i++) large.send(Buffer.alloc(400_000));
    await isEnded(large);
    const many = await connected();
    many.send('451000000-["message"]');
    await isEnded(many);
    await isWell();
  });

  test('namespaces: an unknown one is refused, and no more than sixteen are held', async () => {
    const socket = await open(server.port, '/socket.io/');
    socket.send('40/nowhere,');
    assert.equal(await socket.next(), '44/nowhere,{"message":"Invalid namespace"}');
    socket.send('40');
    assert.match(await socket.next(), /^40\{/);
    assert.equal(await socket.next(), '42["auth",{}]');
    socket.send('40');
    assert.equal(await socket.next(), '44"Unable to connect"');
    socket.end();
  });

  test('bytes from who has not connected end the session before they are kept', async () => {
    const polling = await session('/socket.io/');
    await polling.post(`452-["x",1]${separator}b${Buffer.alloc(1000).toString('base64')}`);
    const answer = await polling.poll();
    assert.ok(answer.status === 400 || answer.text.endsWith('1'), `${answer.status} ${answer.text}`);
    await isWell();
  });

  test('more packets than anybody has to say end their session', async () => {
    const polling = await session();
    assert.equal((await polling.post(Array(10_000).fill('3').join(separator))).status, 200);
    assert.equal((await polling.post(Array(10_001).fill('3').join(separator))).status, 400);
    assert.equal((await polling.poll()).status, 400);
  });

  test('a poll that is abandoned lets go of its connection', async () => {
    const connections = async () => Number(/^kithd_connections (\d+)/m.exec(await (await fetch(`${server.url}/metrics`)).text())[1]);
    const before = await connections();
    const sockets = [];
    for (let i = 0; i < 40; i++) {
      const { sid } = await session();
      sockets.push(await waitingPoll(server.port, sid));
    }
    assert.ok(await connections() >= before + 40);
    for (const [i, socket] of sockets.entries()) i % 2 ? socket.destroy() : socket.end();
    const deadline = Date.now() + 5_000;
    while (await connections() > before + 10 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(await connections() <= before + 10, `${await connections()} connections, ${before} before`);
  });

  test('an address has so many sessions, whatever they travel over', async () => {
    const small = await Server.start(['http.connections_per_address=70', 'limits.profile=default']); // more than the agent's connections
    try {
      const begin = () => new Polling(small.port).ask('GET', 'EIO=4&transport=polling').then((answer) => (answer.text.includes('Too many sessions') ? 'full' : answer.status), () => 'no connection');
      const statuses = await Promise.all(Array.from({ length: 400 }, begin));
      assert.ok(statuses.filter((status) => status === 200).length >= 30);
      assert.ok(statuses.includes('full'), [...new Set(statuses)].join());
      const deadline = Date.now() + 5_000; // they end by themselves: nobody answers their pings
      while (await begin() !== 200) assert.ok(Date.now() < deadline);
    } finally {
      await small.stop();
    }
  });

  test('a crowd of sessions that say nothing ends by itself', async () => {
    const crowd = await Promise.all(Array.from({ length: 200 }, () => session()));
    await together(crowd, async (polling) => {
      let answer = await polling.poll();
      for (let i = 0; answer.status === 200 && i < 4; i++) answer = await polling.poll();
      assert.equal(answer.status, 400);
    }, 200);
    await isWell();
  });
});
