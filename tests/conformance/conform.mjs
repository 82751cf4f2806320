// SPDX-License-Identifier: GPL-3.0-or-later
// Every answer that the tests recorded, against the published document: an undocumented path,
// status, content type or field is a failure, and so is an operation that no test has used.
//   node conform.mjs --document openapi.json --record answers.jsonl --at-least 500
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const { values: options } = parseArgs({
  options: {
    document: { type: 'string' },
    record: { type: 'string' },
    'at-least': { type: 'string', default: '1' },
  },
});

const document = JSON.parse(readFileSync(options.document, 'utf8'));
const failures = new Map(); // message -> how often
const fail = (message) => failures.set(message, (failures.get(message) ?? 0) + 1);

// The edge refuses what is no proper request before any operation sees it.
const EDGE = new Set([400, 405, 408, 411, 413, 414, 426, 431, 501]);

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
ajv.addSchema(document, 'doc');
const validators = new Map();
function validator(pointer) {
  if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `doc#${pointer}` }));
  return validators.get(pointer);
}
const escape = (part) => part.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('%', '%25')
  .replaceAll('{', '%7B').replaceAll('}', '%7D');

// ---- Which operation a path means ------------------------------------------------------------

const templates = Object.keys(document.paths).map((path) => ({ path, parts: path.split('/') }));
const isParameter = (part) => part.startsWith('{');

// Literal segments win over parameters: users/me is not users/{user_id}.
function templateOf(path) {
  const parts = path.split('/');
  const matches = templates.filter(
    (t) => t.parts.length === parts.length
      && t.parts.every((part, i) => (isParameter(part) ? parts[i] !== '' : part === parts[i])),
  );
  const literals = (t) => t.parts.filter((part) => !isParameter(part)).length;
  return matches.sort((a, b) => literals(b) - literals(a))[0]?.path;
}

// ---- One answer --------------------------------------------------------------------------------

function parsed(where, body) {
  try {
    return JSON.parse(body);
  } catch {
    fail(`${where}: the body is not JSON`);
    return undefined;
  }
}

function checkSchema(where, pointer, value) {
  const validate = validator(pointer);
  if (value === undefined || validate(value)) return;
  for (const error of validate.errors.slice(0, 5)) {
    const extra = error.params?.additionalProperty ? ` "${error.params.additionalProperty}"` : '';
    fail(`${where}: ${error.instancePath || '/'} ${error.message}${extra}`);
  }
}

function checkProblem(where, answer) {
  const problem = parsed(where, answer.body);
  // The edge speaks before there is a request to give an id to.
  if (problem?.type === 'urn:kith:problem:edge' && EDGE.has(answer.status)) return;
  checkSchema(where, '/components/schemas/Problem', problem);
  if (problem && problem.status !== answer.status)
    fail(`${where}: the problem says ${problem.status}`);
  if (problem && !problem.request_id) fail(`${where}: the problem has no request_id`);
  if (answer.status === 401 && !answer.headers['www-authenticate'])
    fail(`${where}: 401 without WWW-Authenticate`);
  if ((answer.status === 429 || answer.status === 503) && !answer.headers['retry-after'])
    fail(`${where}: ${answer.status} without Retry-After`);
}

const isProblem = (answer) =>
  (answer.headers['content-type'] ?? '').startsWith('application/problem+json');
const used = new Map(); // operation -> Set of statuses

function checkAnswer(answer) {
  const template = templateOf(answer.path);
  const method = answer.method.toLowerCase();
  const where = `${answer.method} ${template ?? answer.path} -> ${answer.status}`;
  const operation = document.paths[template]?.[method];
  if (!operation) {
    const expected = template ? 405 : 404;
    if (answer.status !== expected && !EDGE.has(answer.status))
      fail(`${where}: there is no such operation in the document`);
    if (isProblem(answer)) checkProblem(where, answer);
    return;
  }
  if (!used.has(operation)) used.set(operation, new Set());
  used.get(operation).add(String(answer.status));
  const response = operation.responses[answer.status];
  if (!response) {
    if (!EDGE.has(answer.status)) fail(`${where}: an undocumented status`);
    return;
  }
  if (answer.status < 400 && answer.path.startsWith('/api/') && !answer.headers['x-request-id'])
    fail(`${where}: no X-Request-Id`);
  if (answer.status >= 400) {
    if (!isProblem(answer)) fail(`${where}: not application/problem+json`);
    return checkProblem(where, answer);
  }
  if (!response.content) {
    if (answer.body !== '') fail(`${where}: a body where none is documented`);
    return;
  }
  const type = (answer.headers['content-type'] ?? '').split(';')[0].trim();
  if (response.content['*/*']) return;
  if (!response.content[type]) return fail(`${where}: undocumented content type "${type}"`);
  if (type !== 'application/json') return;
  const pointer = `/paths/${escape(template)}/${method}/responses/${answer.status}/content/${escape(type)}/schema`;
  checkSchema(where, pointer, parsed(where, answer.body));
}

const socketPath = Object.keys(document.paths)
  .find((path) => document.paths[path].get?.['x-websocket']);
const framesUsed = new Set();

function checkFrame(text) {
  const frame = parsed('frame', text);
  const frames = document.paths[socketPath].get['x-websocket'].server;
  if (!frame) return;
  if (!frames[frame.type]) return fail(`frame ${frame.type}: undocumented`);
  framesUsed.add(frame.type);
  checkSchema(`frame ${frame.type}`,
    `/paths/${escape(socketPath)}/get/x-websocket/server/${frame.type}`, frame);
}

// ---- All of them -------------------------------------------------------------------------------

const valid = await new Validator().validate(structuredClone(document));
if (!valid.valid) fail(`the document is not OpenAPI 3.1: ${JSON.stringify(valid.errors)}`);

const lines = readFileSync(options.record, 'utf8').split('\n').filter((line) => line !== '');
let frames = 0;
for (const line of lines) {
  const entry = JSON.parse(line);
  if (entry.frame === undefined) {
    checkAnswer(entry);
  } else {
    ++frames;
    checkFrame(entry.frame);
  }
}

let operations = 0;
let statuses = 0;
let statusesUsed = 0;
for (const [path, methods] of Object.entries(document.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (operation['x-websocket']) continue;
    ++operations;
    const seen = used.get(operation) ?? new Set();
    const documented = Object.keys(operation.responses);
    statuses += documented.length;
    statusesUsed += documented.filter((status) => seen.has(status)).length;
    if (!documented.some((status) => status < '400' && seen.has(status)))
      fail(`${method.toUpperCase()} ${path}: no test has a successful answer of it`);
  }
}
for (const type of Object.keys(document.paths[socketPath].get['x-websocket'].server)) {
  if (!framesUsed.has(type)) fail(`frame ${type}: no test has received it`);
}
const answers = lines.length - frames;
if (answers < Number(options['at-least']))
  fail(`only ${answers} answers were recorded, of at least ${options['at-least']}`);

console.log(`${answers} answers and ${frames} frames; ${used.size} of ${operations} operations, `
  + `${statusesUsed} of ${statuses} documented statuses seen`);
for (const [message, count] of failures) console.error(`${count} x ${message}`);
process.exitCode = failures.size > 0 ? 1 : 0;
