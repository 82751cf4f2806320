// SPDX-License-Identifier: GPL-3.0-or-later
// Turns the text of a message into nodes to draw. Only ever plain strings come out: the page makes
// text nodes of them, so nothing that people write can become markup.

export type TextNode =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'code'; text: string }
  | { kind: 'block'; text: string; language: string }
  | { kind: 'mention'; text: string; username: string };

const everyone = new Set(['channel', 'here']);
const fence = /^```([\w+#.-]*)[ \t]*$/;
// Usernames: letters, digits, '.', '_' and '-', beginning with a letter or digit.
const inline = /`([^`\n]+)`|https?:\/\/[^\s<>"`]+|@([\p{L}\p{N}][\p{L}\p{N}._-]*)/giu;
const wordCharacter = /[\p{L}\p{N}_]/u;
const maxNodes = 2000;

/** @param isPerson whether a username is somebody that the page knows of */
export function parseText(content: string, isPerson: (username: string) => boolean): TextNode[] {
  const nodes: TextNode[] = [];
  let plain: string[] = [];
  const flush = () => {
    if (plain.length) parseInline(plain.join('\n'), isPerson, nodes);
    plain = [];
  };
  const lines = content.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const opening = fence.exec(lines[i].trimEnd());
    const end = opening ? closingFence(lines, i + 1) : -1;
    if (!opening || end < 0) {
      plain.push(lines[i]);
      continue;
    }
    flush();
    nodes.push({ kind: 'block', language: opening[1], text: lines.slice(i + 1, end).join('\n') });
    i = end;
  }
  flush();
  return nodes;
}

function closingFence(lines: string[], from: number): number {
  for (let i = from; i < lines.length; i++) if (lines[i].trimEnd() === '```') return i;
  return -1;
}

function parseInline(text: string, isPerson: (username: string) => boolean, nodes: TextNode[]) {
  let done = 0;
  const pushText = (to: number) => {
    if (to > done) nodes.push({ kind: 'text', text: text.slice(done, to) });
  };
  inline.lastIndex = 0;
  for (let match = inline.exec(text); match && nodes.length < maxNodes; match = inline.exec(text)) {
    const node = nodeOf(match, text, isPerson);
    if (!node) continue;
    pushText(match.index);
    nodes.push(node);
    done = match.index + (node.kind === 'code' ? match[0].length : node.text.length);
    inline.lastIndex = done;
  }
  pushText(text.length);
}

function nodeOf(match: RegExpExecArray, text: string, isPerson: (username: string) => boolean): TextNode | null {
  if (match[1] !== undefined) return { kind: 'code', text: match[1] };
  const before = match.index > 0 ? text[match.index - 1] : '';
  if (match[2] !== undefined) {
    // An address such as someone@example.org mentions nobody.
    if (before && wordCharacter.test(before)) return null;
    const username = mentionedName(match[2], isPerson);
    return username ? { kind: 'mention', text: `@${username}`, username } : null;
  }
  const address = trimLink(match[0]);
  return isWebAddress(address) ? { kind: 'link', text: address, href: address } : null;
}

/** "@ann." at the end of a sentence means ann, unless somebody is called "ann." */
function mentionedName(word: string, isPerson: (username: string) => boolean): string | null {
  for (let name = word; name; name = name.slice(0, -1)) {
    if (everyone.has(name.toLowerCase()) || isPerson(name)) return name;
    if (!/[.-]$/.test(name)) return null;
  }
  return null;
}

/** Leaves the punctuation of the sentence out of the link, but keeps brackets that it opened. */
function trimLink(address: string): string {
  const closing: Record<string, { opening: string; surplus: number }> = {
    ')': { opening: '(', surplus: 0 },
    ']': { opening: '[', surplus: 0 },
  };
  for (const [character, pair] of Object.entries(closing))
    pair.surplus = count(address, character) - count(address, pair.opening);
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1];
    if (/[.,:;!?'*_~]/.test(last)) continue;
    if (!(closing[last]?.surplus > 0)) break;
    closing[last].surplus--;
  }
  return address.slice(0, end);
}

const count = (text: string, character: string) => text.split(character).length - 1;

function isWebAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '';
  } catch {
    return false;
  }
}

const emojiOnly = /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*\s*){1,3}$/u;

/** One to three emoji and nothing else: drawn large. */
export const isEmojiOnly = (content: string) => content.length <= 40 && emojiOnly.test(content.trim());

/** One line for lists and quotes. */
export function snippet(content: string, limit = 140): string {
  const line = content.replace(/```[\w+#.-]*\n?/g, ' ').replace(/`([^`\n]+)`/g, '$1').replace(/\s+/g, ' ').trim();
  const points = Array.from(line.slice(0, limit * 2));
  return points.length > limit ? `${points.slice(0, limit).join('')}…` : line;
}

/** @channel and @here: not in a message's list of mentions, which names people. */
export const mentionsEveryone = (content: string) => /(^|[^\p{L}\p{N}_@])@(channel|here)(?![\p{L}\p{N}_]|[.-][\p{L}\p{N}_])/iu.test(content);

/** The length that limits count: code points. */
export function codePoints(text: string): number {
  let points = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const high = text.charCodeAt(i);
    if (high < 0xd800 || high > 0xdbff) continue;
    const low = text.charCodeAt(i + 1);
    if (low >= 0xdc00 && low <= 0xdfff) {
      points--;
      i++;
    }
  }
  return points;
}

/** The "@wor" that the cursor stands at the end of, for completion. */
export function mentionAt(text: string, cursor: number): { from: number; query: string } | null {
  const match = /(^|[^\p{L}\p{N}_@])@([\p{L}\p{N}._-]{0,50})$/u.exec(text.slice(0, cursor));
  return match ? { from: cursor - match[2].length - 1, query: match[2].toLowerCase() } : null;
}
