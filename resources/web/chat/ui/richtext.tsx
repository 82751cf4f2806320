// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the nodes of logic/text.ts as elements with text nodes in them: no markup is ever parsed.
import { useMemo } from 'preact/hooks';
import { parseText, type TextNode } from '../logic/text';
import { knownNames, me, personByName } from '../state/store';
import { open } from '../state/view';

const isKnown = (username: string) => personByName(username) !== undefined;

export function RichText({ content }: { content: string }) {
  const known = knownNames.value;
  const nodes = useMemo(() => parseText(content, isKnown), [content, known]);
  return <>{nodes.map((node, i) => <Node node={node} key={i} />)}</>;
}

function Node({ node }: { node: TextNode }) {
  switch (node.kind) {
    case 'text': return <>{node.text}</>;
    case 'code': return <code>{node.text}</code>;
    case 'block': return <pre tabIndex={0}><code>{node.text}</code></pre>;
    case 'link': return <a href={node.href} target="_blank" rel="noopener noreferrer nofollow ugc">{node.text}</a>;
    case 'mention': return <Mention text={node.text} username={node.username} />;
  }
}

function Mention({ text, username }: { text: string; username: string }) {
  const person = personByName(username);
  if (!person) return <span class="mention me">{text}</span>;
  const mine = person.id === me.value?.id;
  return (
    <button type="button" class={`mention ${mine ? 'me' : ''}`} onClick={() => open({ kind: 'person', id: person.id })}>
      {text}
    </button>
  );
}
