// SPDX-License-Identifier: GPL-3.0-or-later
// Replays transcripts on SQLite and MariaDB, or on one of them, and holds those of a whole folder
// against its list of rows: what a wire page names and no transcript exercises is a fault.
//     KITH_TRANSCRIPTS="pythia shared/crossing" KITH_DATABASES=sqlite node --test transcripts.test.mjs
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { coverage } from './coverage.mjs';
import { Player } from './player.mjs';
import { MariaDb, Server, missing, missingMariaDb } from './server.mjs';
import { parse } from './transcript.mjs';

const root = join(process.env.KITH_SOURCE ?? '../..', 'tests/dialects');
const databases = (process.env.KITH_DATABASES ?? 'sqlite mariadb').split(' ');
const wanted = (process.env.KITH_TRANSCRIPTS ?? '').split(' ').filter(Boolean).map((one) => one.split('/'));
const isWanted = (folder, name) =>
  name.endsWith('.transcript') &&
  (!wanted.length || wanted.some(([inFolder, file]) => inFolder === folder && name.startsWith(file ?? '')));
const isWhole = (folder) => !wanted.some(([inFolder, file]) => inFolder === basename(folder) && file);
const filesOf = (folder) =>
  readdirSync(folder)
    .filter((name) => isWanted(basename(folder), name))
    .sort()
    .map((name) => join(folder, name));
const folders = readdirSync(root, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map((one) => join(root, one.name))
  .filter((folder) => filesOf(folder).length);
for (const [folder, file] of wanted)
  assert.ok(folders.some((one) => basename(one) === folder && filesOf(one).some((path) => basename(path).startsWith(file ?? ''))), `no transcripts ${folder}/${file ?? ''}`);

for (const engine of databases) {
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
  test(`every row of ${basename(folder)} is exercised`, { skip: !existsSync(rows) || !isWhole(folder) }, () => {
    const transcripts = filesOf(folder).map((file) => parse(file));
    assert.deepEqual(coverage(readFileSync(rows, 'utf8'), transcripts), []);
  });
}
