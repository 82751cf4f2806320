// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of a wire page no transcript exercises. A row is a line of rows.txt:
//     GET /api/v1/users/{user_id}        a route
//     send typing                        a frame of the client, by its type, event or name
//     hear user_joined                   a frame of the server
//     - POST /api/files/upload: files    still to come, and why

const typeOf = (json) => json?.type ?? json?.event;

function frameOf(text) {
  const event = /^(?:emit!?|event) ([\w:]+)/.exec(text);
  if (event) return event[1];
  try {
    return typeOf(JSON.parse(text.replace(/"\$\{=[^"]*\}"/g, '0').replace(/\$\{[^}]*\}/g, 'x')));
  } catch {
    return undefined;
  }
}

const pattern = (path) => new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/?]+')}/?(\\?.*)?$`);

export function coverage(rows, transcripts) {
  const steps = transcripts.flatMap(({ cases }) => cases.flatMap((one) => one.steps));
  const isDone = ([verb, what]) => {
    if (verb === 'send' || verb === 'hear') return steps.some((step) => step.kind === (verb === 'send' ? 'send' : 'expect') && frameOf(step.text) === what);
    if (verb === 'WS') return steps.some((step) => step.kind === 'open' && pattern(what).test(step.target));
    return steps.some((step) => step.kind === 'request' && step.method === verb && pattern(what).test(step.target.replace(/\$\{[^}]*\}/g, 'x')));
  };
  return rows
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#') && !line.startsWith('-'))
    .filter((line) => !isDone(line.split(/\s+/)));
}
