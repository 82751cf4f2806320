// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles the unit tests of the page's pure logic and runs them with node's own test runner.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'kith-web-test-'));
try {
  await esbuild.build({
    entryPoints: readdirSync(here).filter((name) => name.endsWith('.test.ts')).map((name) => join(here, name)),
    bundle: true, platform: 'node', format: 'esm', target: 'node18', outdir: out, outExtension: { '.js': '.mjs' }, logLevel: 'warning',
  });
  const files = readdirSync(out).map((name) => join(out, name));
  const result = spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit' });
  process.exitCode = result.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
