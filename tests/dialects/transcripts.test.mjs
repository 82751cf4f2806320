// SPDX-License-Identifier: GPL-3.0-or-later
// Replays the transcripts of one folder, or of all, on SQLite and MariaDB, and holds them against
// the folder's list of rows: what a wire page names and no transcript exercises is a fault.
//     KITH_TRANSCRIPTS=pythia node --test transcripts.test.mjs
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { coverage } from './coverage.mjs';
import { Player } from './player.mjs';
import { MariaDb, Server, missing, missingMariaDb } from './server.mjs';
import { parse } from './transcript.mjs';

const root = join(process.env.KITH_SOURCE ?? '../..', 'tests/dialects');
const [onlyFolder, onlyFile] = (process.env.KITH_TRANSCRIPTS ?? '').split('/');
const folders = readdirSync(root, { withFileTypes: true })
  .filter((one) => one.isDirectory() && (!onlyFolder || one.name === onlyFolder))
  .map((one) => join(root, one.name))
  .filter((folder) => readdirSync(folder).some((name) => name.endsWith('.transcript')));
assert.ok(folders.length, `no transcripts in ${root}/${onlyFolder}`);
const filesOf = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.transcript') && (!onlyFile || name.startsWith(onlyFile)))
    .sort()
    .map((name) => join(folder, name));

for (const engine of ['sqlite', 'mariadb']) {
  const skip = engine === 'sqlite' ? missing : missingMariaDb;
  describe(engine, { skip }, () => {
    let mariadb;
    before(async () => {
      if (engine === 'mariadb') mariadb = await MariaDb.start();
    });
    after(() => mariadb?.stop());

    for (const folder of folders)
      for (const file of filesOf(folder)) {
        test(`${basename(folder)}/${basename(file, '.transcript')}`, async (t) => {
          const { cases, settings } = parse(file);
          const server = await Server.start([...settings, ...(mariadb?.newDatabase() ?? [])]);
          const player = new Player(server);
          try {
            // A case stands on those before it: after a fault the rest would only repeat it.
            let fault = null;
            for (const one of cases)
              await t.test(one.name, { skip: fault ? 'a case before it failed' : false }, async () => {
                try {
                  for (const step of one.steps) await player.play(step);
                } catch (error) {
                  fault = error;
                  throw error;
                }
              });
            if (!fault) assert.deepEqual(player.leftOver(), []);
          } finally {
            player.end();
            await server.stop();
          }
        });
      }
  });
}

for (const folder of folders) {
  const rows = join(folder, 'rows.txt');
  test(`every row of ${basename(folder)} is exercised`, { skip: !existsSync(rows) || Boolean(onlyFile) }, () => {
    const transcripts = filesOf(folder).map((file) => parse(file));
    assert.deepEqual(coverage(readFileSync(rows, 'utf8'), transcripts), []);
  });
}
