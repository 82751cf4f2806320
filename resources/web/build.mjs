// SPDX-License-Identifier: GPL-3.0-or-later
// Builds everything a browser loads from kithd: the chat page, the landing page, Swagger UI and
// Redoc. Writes the files and the table of their addresses, which CMake embeds. scripts/web runs it;
// what it writes is kept in the tree, so it may depend on nothing but the sources and the lock file:
// no date, no folder, no version of Node.js. Asks nothing of the network.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const outArgument = process.argv.indexOf('--out');
const out = resolve(outArgument > 0 ? process.argv[outArgument + 1] : join(here, 'dist'));
const chatBudget = 100 * 1024;

const types = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

const base = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ";
const policies = {
  chat:
    base +
    "script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self' ws: wss:",
  landing: base + "style-src 'self'; img-src 'self'",
  docs: base + "script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
  // styled-components makes an empty style element and fills it through the CSSOM: the first hash
  // is that of the empty text. The second is of the scrollbar's style that this version of Redoc
  // (package-lock.json) brings inside its script.
  redoc:
    base +
    "script-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' " +
    "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='",
};

/** @type {{path: string, file: string, type: string, hash: string, policy: string, body: Buffer}[]} */
const assets = [];

const hashOf = (body) => createHash('sha256').update(body).digest('hex').slice(0, 16);

function add(path, file, body, policy = '') {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  const type = types[file.slice(file.lastIndexOf('.') + 1)];
  assets.push({ path, file, type, hash: hashOf(bytes), policy, body: bytes });
  return path;
}

/**
 * Adds a file whose address carries the hash of its contents, so that it may be kept for ever. The
 * file's own name has none, so that its history can be followed.
 */
function addHashed(prefix, name, body) {
  const dot = name.lastIndexOf('.');
  return add(`${prefix}/${name.slice(0, dot)}.${hashOf(body)}${name.slice(dot)}`, `${prefix.slice(1)}/${name}`, body);
}

function page(template, path, file, policy, addresses) {
  const text = readFileSync(join(here, template), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, key) => {
    if (!(key in addresses)) throw new Error(`${template}: nothing to put in for ${key}`);
    return addresses[key];
  });
  add(path, file, text, policy);
}

/** What esbuild makes of a script or stylesheet, and the packages of which there is something in it. */
async function bundleOf(entry) {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    // A change of one line shall not be one of the whole file to those who read and keep it.
    lineLimit: 1000,
    write: false,
    metafile: true,
    format: 'esm',
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['*.svg'],
    logLevel: 'warning',
  });
  const inputs = Object.keys(Object.values(result.metafile.outputs)[0].inputs);
  const packages = inputs.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/)?.[1]);
  return { body: Buffer.from(result.outputFiles[0].contents), packages: [...new Set(packages)].filter(Boolean).sort() };
}

/** The same where all of it must be ours. */
async function bundle(entry) {
  const { body, packages } = await bundleOf(entry);
  if (packages.length > 0) throw new Error(`${entry}: nobody says the licence of ${packages.join(', ')}`);
  return body;
}

function replaceOnce(text, from, to) {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`expected one ${JSON.stringify(from)}, found ${parts.length - 1}`);
  return parts.join(to);
}

const fromPackage = (path) => readFileSync(join(here, 'node_modules', path));
const withoutSourceMap = (bytes) => bytes.toString('utf8').replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*\s*$/, '\n');

/** The licences of packages, each below its name. */
function licencesOf(packages) {
  return packages.map((name) => {
    const { version, license } = JSON.parse(fromPackage(`${name}/package.json`).toString());
    return `${name} ${version} (${license})\n\n${fromPackage(`${name}/LICENSE`).toString().trim()}\n`;
  }).join('\n\n');
}

async function buildSite() {
  const icon = addHashed('/assets', 'kith.svg', readFileSync(join(here, 'pages/kith.svg')));
  const style = addHashed('/assets', 'site.css', await bundle('pages/site.css'));
  page('pages/landing.html', '/', 'landing.html', policies.landing, { icon, style });
  return icon;
}

async function buildChat(icon) {
  const prefix = '/chats/ui/assets';
  const { body, packages } = await bundleOf('chat/main.tsx');
  const script = addHashed(prefix, 'chat.js', body);
  const style = addHashed(prefix, 'chat.css', await bundle('chat/css/chat.css'));
  add(`${prefix}/LICENSE.txt`, 'chats/ui/assets/LICENSE.txt', licencesOf(packages));
  page('chat/index.html', '/chats/ui', 'chats/ui/index.html', policies.chat, { icon, script, style });
}

async function buildDocs(icon) {
  const prefix = '/docs/assets';
  const bundled = withoutSourceMap(fromPackage('swagger-ui-dist/swagger-ui-bundle.js'));
  const library = addHashed(prefix, 'swagger-ui.js', bundled);
  const libraryStyle = addHashed(prefix, 'swagger-ui.css', withoutSourceMap(fromPackage('swagger-ui-dist/swagger-ui.css')));
  const script = addHashed(prefix, 'docs.js', await bundle('pages/docs.js'));
  const style = addHashed(prefix, 'docs.css', await bundle('pages/docs.css'));
  add(`${prefix}/LICENSE.txt`, 'docs/assets/LICENSE.txt', Buffer.concat([
    fromPackage('swagger-ui-dist/LICENSE'), fromPackage('swagger-ui-dist/NOTICE'),
    fromPackage('swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt')]));
  page('pages/docs.html', '/docs', 'docs/index.html', policies.docs, { icon, library, libraryStyle, script, style });
}

async function buildRedoc(icon) {
  const prefix = '/redoc/assets';
  // The bundle would fetch its maker's logo from another host: this page asks only its own server.
  const bundled = replaceOnce(
    withoutSourceMap(fromPackage('redoc/bundles/redoc.standalone.js')),
    'https://cdn.redoc.ly/redoc/logo-mini.svg', 'data:,');
  const library = addHashed(prefix, 'redoc.js', bundled);
  const script = addHashed(prefix, 'init.js', await bundle('pages/redoc.js'));
  const style = addHashed(prefix, 'init.css', await bundle('pages/redoc.css'));
  add(`${prefix}/LICENSE.txt`, 'redoc/assets/LICENSE.txt', Buffer.concat([
    fromPackage('redoc/LICENSE'), fromPackage('redoc/bundles/redoc.standalone.js.LICENSE.txt')]));
  page('pages/redoc.html', '/redoc', 'redoc/index.html', policies.redoc, { icon, library, script, style });
}

function checkBudget() {
  const page = assets.filter((a) => a.path.startsWith('/chats/ui') && a.type !== types.txt);
  const size = page.reduce((sum, a) => sum + gzipSync(a.body, { level: 9 }).length, 0);
  if (size > chatBudget) throw new Error(`the chat page is ${size} bytes compressed, over its ${chatBudget}`);
  console.log(`chat page: ${size} bytes compressed of ${chatBudget}`);
}

function write() {
  rmSync(out, { recursive: true, force: true });
  assets.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const asset of assets) {
    const target = join(out, 'files', asset.file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, asset.body);
  }
  const rows = assets.map((a) => {
    const texts = [a.path, a.type, a.hash, a.policy, a.file].map((text) => JSON.stringify(text));
    return `KITH_ASSET(${a.file.replace(/\W/g, '_')}, ${texts.join(', ')})`;
  });
  writeFileSync(join(out, 'assets.inc'),
    `// Written by scripts/web, sorted by path: name, path, content type, hash, policy, file.\n${rows.join('\n')}\n`);
}

const icon = await buildSite();
await buildChat(icon);
await buildDocs(icon);
await buildRedoc(icon);
checkBudget();
write();
