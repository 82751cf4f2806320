// SPDX-License-Identifier: GPL-3.0-or-later
// Walks through docs/api-guide.md as a stranger would: runs its shell commands with curl and jq,
// its programs with the npm client `ws`, and compares what comes with what the page shows.
//   node ws_client.mjs --guide api-guide.md --server http://127.0.0.1:8000 --folder empty/folder
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    guide: { type: 'string' },
    server: { type: 'string' },
    folder: { type: 'string' },
  },
});
const folder = resolve(options.folder);
mkdirSync(folder, { recursive: true });

// ---- The page's blocks, in order; a json or text block is what the block before it prints -------

const blocks = [];
for (const [, language, text] of readFileSync(options.guide, 'utf8')
  .matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
  if (language === 'sh' || language === 'js') blocks.push({ language, text });
  else blocks.at(-1).expected = { language, text };
}

// One shell for all, so that variables and functions live on as they do for a reader. A program is
// run from beside this file, where its packages are.
const here = dirname(fileURLToPath(import.meta.url));
let script = 'set -eu -o pipefail\n';
blocks.forEach((block, i) => {
  const out = join(folder, `block${i}.out`);
  if (block.language === 'js') {
    const program = join(here, `guide-${i}-${process.pid}.mjs`);
    writeFileSync(program, block.text);
    script += `timeout 20 node ${program} > ${out} || { rm ${program}; exit 1; }\nrm ${program}\n`;
  } else {
    script += `echo "block ${i}" >&2\n{ ${block.text}\n} > ${out}\n`;
  }
});
try {
  execFileSync('bash', ['-c', script], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, KITH: options.server },
    stdio: ['ignore', 'inherit', 'pipe'],
    timeout: 100_000,
  });
} catch (error) {
  console.error(String(error.stderr));
  console.error(`the guide stopped: ${error.message}`);
  process.exit(1);
}

// ---- What came ------------------------------------------------------------------------------------

const failures = [];

// The same keys, and values of the same kind; a text is the same one, unless it is a time or "…".
function compare(where, shown, came) {
  const kind = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
  if (kind(shown) !== kind(came))
    return failures.push(`${where}: the page shows ${kind(shown)}, and ${kind(came)} came`);
  if (kind(shown) === 'array') {
    if (shown.length !== came.length) failures.push(`${where}: ${came.length} items came`);
    return shown.forEach((item, i) => compare(`${where}[${i}]`, item, came[i]));
  }
  if (kind(shown) === 'object') {
    if (Object.keys(shown).sort().join() !== Object.keys(came).sort().join())
      return failures.push(`${where}: has ${Object.keys(came)}, and the page shows ${Object.keys(shown)}`);
    return Object.keys(shown).forEach((key) => compare(`${where}.${key}`, shown[key], came[key]));
  }
  const loose = shown === '…' || /^\d{4}-\d\d-\d\dT/.test(shown) || kind(shown) === 'number';
  if (!loose && shown !== came)
    failures.push(`${where}: the page shows ${JSON.stringify(shown)}, and ${JSON.stringify(came)} came`);
}

blocks.forEach((block, i) => {
  if (!block.expected) return;
  const came = readFileSync(join(folder, `block${i}.out`), 'utf8');
  const { language, text } = block.expected;
  try {
    if (language === 'json') compare(`block ${i}`, JSON.parse(text), JSON.parse(came));
    else if (came.trim() !== text.trim()) failures.push(`block ${i} printed:\n${came}`);
  } catch (error) {
    failures.push(`block ${i}: ${error.message}: ${came}`);
  }
});
for (const failure of failures) console.error(failure);
console.log(`${blocks.length} blocks, ${failures.length} differ from the page`);
process.exitCode = failures.length > 0 ? 1 : 0;
