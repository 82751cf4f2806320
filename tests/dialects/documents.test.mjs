// SPDX-License-Identifier: GPL-3.0-or-later
// The dialects' OpenAPI documents: right by the schema of OpenAPI 3.1, and with an operation for
// every row of each wire page (rows.txt).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Server, missing } from './server.mjs';

const root = join(process.env.KITH_SOURCE ?? '../..', 'tests/dialects');
// Served by the server itself, to all: described in the native document.
const ofTheServer = new Set(['GET /', 'GET /health', 'GET /docs', 'GET /redoc', 'GET /openapi.json', 'GET /docs/oauth2-redirect', 'GET /chats/ui/']);
let server;
before(async () => {
  if (!missing) server = await Server.start();
});
after(() => server?.stop());

describe('the document of', { skip: missing }, () => {
  for (const name of ['chatservice', 'chatsocket', 'messenger', 'pythia', 'telegramapp'])
    test(name, async () => {
      const document = await (await fetch(`${server.url}/openapi/${name}.json`)).json();
      const { valid, errors } = await new Validator().validate(structuredClone(document));
      assert.ok(valid, JSON.stringify(errors?.slice(0, 5)));
      const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })));
      const ids = operations.map(({ operation }) => operation.operationId);
      assert.equal(new Set(ids).size, ids.length, 'each operation has a name of its own');
      for (const { path, method, operation } of operations) {
        assert.ok(operation.summary, `${method} ${path} says what it is for`);
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, one]) => one);
        const described = (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name);
        assert.deepEqual(described.sort(), named.sort(), `${method} ${path} describes the parameters of its path`);
      }
      const shape = (path) => path.replace(/\{\w+\}/g, '{}').replace(/(.)\/$/, '$1');
      const there = new Set(operations.map(({ path, method }) => `${method} ${shape(path)}`));
      const rows = readFileSync(join(root, name, 'rows.txt'), 'utf8')
        .split('\n')
        .filter((line) => /^(GET|POST|PUT|PATCH|DELETE|WS) /.test(line) && !ofTheServer.has(line))
        .map((line) => line.replace(/^WS/, 'GET').split(' '));
      assert.ok(rows.length > 5);
      for (const [method, path] of rows) assert.ok(there.has(`${method} ${shape(path)}`), `${method} ${path} is described`);
    });
});
