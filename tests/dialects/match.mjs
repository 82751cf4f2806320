// SPDX-License-Identifier: GPL-3.0-or-later
// Compares an answer with what a transcript expects: same keys, same types, same values, but for
// strings such as "<int>", which stand for any value of a type, and keep it under a name.

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const iso = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?`;
const ofText = (pattern) => (value) => typeof value === 'string' && new RegExp(`^${pattern}$`).test(value);

/** What each placeholder stands for. */
const types = {
  int: (value) => Number.isSafeInteger(value),
  float: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  null: (value) => value === null,
  array: Array.isArray,
  object: isObject,
  any: () => true,
  time: ofText(iso),
  ztime: ofText(`${iso}Z`),
  otime: ofText(String.raw`${iso}\+00:00`),
  hex24: ofText('[0-9a-f]{24}'),
  uuid: ofText('[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'),
  cuid: ofText('c[0-9a-z]{24}'),
  token: ofText(String.raw`[\w-]+\.[\w-]+\.[\w-]+`),
};

const placeholder = /^<([a-z0-9]+(?:\|[a-z0-9]+)*)(?: ([\w.]+))?>$/;

export const kindOf = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const show = (value) => {
  const text = JSON.stringify(value);
  return text === undefined ? 'nothing' : text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

/** "${name}" in a text, and "${=name}" as a whole string for a value that is none. */
export function fill(text, names) {
  const valueOf = (name) => {
    if (!(name in names)) throw new Error(`there is no \${${name}} yet`);
    return names[name];
  };
  return text
    .replace(/"\$\{=([\w.]+)\}"/g, (_, name) => JSON.stringify(valueOf(name)))
    .replace(/\$\{([\w.]+)\}/g, (_, name) => String(valueOf(name)));
}

/**
 * Nothing, or what differs first, with its place. What placeholders name is put into `names` when
 * the whole matches.
 */
export function differs(expected, actual, names) {
  const found = {};
  const fault = compare(expected, actual, '', found);
  if (!fault) Object.assign(names, found);
  return fault;
}

function compare(expected, actual, at, found) {
  const here = at || 'the whole';
  if (typeof expected === 'string') {
    const asked = placeholder.exec(expected);
    if (!asked) return expected === actual ? null : `${here}: expected ${show(expected)}, got ${show(actual)}`;
    const names = asked[1].split('|');
    for (const name of names) if (!(name in types)) throw new Error(`there is no type <${name}>`);
    if (!names.some((name) => types[name](actual))) return `${here}: expected ${expected}, got ${show(actual)}`;
    if (asked[2]) found[asked[2]] = actual;
    return null;
  }
  if (kindOf(expected) !== kindOf(actual)) return `${here}: expected ${show(expected)}, got ${show(actual)}`;
  if (Array.isArray(expected)) return compareLists(expected, actual, at, found);
  if (isObject(expected)) return compareObjects(expected, actual, at, found);
  return expected === actual ? null : `${here}: expected ${show(expected)}, got ${show(actual)}`;
}

function compareObjects(expected, actual, at, found) {
  const { '...': open, ...wanted } = expected;
  for (const key of Object.keys(wanted)) {
    if (!Object.hasOwn(actual, key)) return `${at}.${key}: is missing`;
    const fault = compare(wanted[key], actual[key], `${at}.${key}`, found);
    if (fault) return fault;
  }
  const more = Object.keys(actual).filter((key) => !(key in wanted));
  return more.length && !open ? `${at || 'the whole'}: has more keys: ${more.join(', ')}` : null;
}

function compareLists(expected, actual, at, found) {
  if (expected[0] === '<...>') {
    for (const [i, item] of actual.entries()) {
      const fault = compare(expected[1], item, `${at}[${i}]`, found);
      if (fault) return fault;
    }
    return null;
  }
  const unordered = expected[0] === '<unordered>';
  const wanted = unordered ? expected.slice(1) : expected;
  if (wanted.length !== actual.length) return `${at || 'the whole'}: expected ${wanted.length} items, got ${actual.length}: ${show(actual)}`;
  if (!unordered) {
    for (const [i, item] of wanted.entries()) {
      const fault = compare(item, actual[i], `${at}[${i}]`, found);
      if (fault) return fault;
    }
    return null;
  }
  const rest = [...actual];
  for (const item of wanted) {
    const i = rest.findIndex((one) => !compare(item, one, at, {}));
    if (i < 0) return `${at}: nothing matches ${show(item)} among ${show(rest)}`;
    compare(item, rest[i], at, found);
    rest.splice(i, 1);
  }
  return null;
}
