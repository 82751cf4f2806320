// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a transcript (docs/testing.md, "Transcripts"): a text of cases, each a list of steps with
// the number of their line.
import { readFileSync } from 'node:fs';

const header = /^(!?[A-Za-z][A-Za-z0-9-]*)(?::\s?(.*))?$/;
const starts = {
  case: /^== (.+)$/,
  settings: /^start with (.+)$/,
  restart: /^restart server$/,
  open: /^(\w+) = (\w+)> (WS|SIO|SIO-POLLING) (\S+)(?: (\{.*\}))?$/,
  request: /^(\w+)> (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\S+)$/,
  answer: /^< (.+)$/,
  send: /^(\w+)> (.*)$/,
  expect: /^(\w+)< (.*)$/,
  keep: /^let (\w[\w.]*) = (.*)$/,
};

export function parse(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const transcript = { file, settings: [], cases: [] };
  let steps = null;
  let i = 0;
  const fail = (text) => {
    throw new Error(`${file}:${i + 1}: ${text}`);
  };
  const isBlank = (line) => line === undefined || line.trim() === '';
  /** Header lines, then a body, up to a blank line or the next step. */
  const readMessage = () => {
    const headers = [];
    const body = [];
    for (; !isBlank(lines[i + 1]) && !/^((\w+ = )?\w*[<>] |#)/.test(lines[i + 1]); i++) {
      const line = lines[i + 1];
      const found = body.length ? null : header.exec(line);
      if (found && (found[2] !== undefined || found[1].startsWith('!'))) headers.push({ name: found[1], value: found[2] });
      else body.push(line);
    }
    return { headers, body: body.join('\n') };
  };
  for (; i < lines.length; i++) {
    const line = lines[i];
    if (isBlank(line) || line.startsWith('#')) continue;
    const at = `${file}:${i + 1}`;
    const kind = Object.keys(starts).find((name) => starts[name].test(line));
    if (!kind) fail(`not understood: ${line}`);
    const [, ...part] = starts[kind].exec(line);
    if (kind === 'settings') {
      transcript.settings.push(part[0]);
      continue;
    }
    if (kind === 'case') {
      steps = [];
      transcript.cases.push({ name: part[0], at, steps });
      continue;
    }
    if (!steps) fail('a case begins with "== its name"');
    if (kind === 'restart') steps.push({ kind, at });
    else if (kind === 'keep') steps.push({ kind, at, name: part[0], value: part[1] });
    else if (kind === 'open') steps.push({ kind, at, socket: part[0], who: part[1], what: part[2], target: part[3], auth: part[4] });
    else if (kind === 'request') steps.push({ kind, at, who: part[0], method: part[1], target: part[2], ...readMessage() });
    else if (kind === 'answer') {
      const before = steps.at(-1);
      if (!before || before.answer || !['request', 'open'].includes(before.kind)) fail('an answer to nothing');
      before.answer = { at, text: part[0], ...(before.kind === 'request' ? readMessage() : {}) };
    } else steps.push({ kind, at, socket: part[0], text: part[1] });
  }
  for (const one of transcript.cases)
    for (const step of one.steps)
      if (['request', 'open'].includes(step.kind) && !step.answer) throw new Error(`${step.at}: nothing says what is answered`);
  return transcript;
}
