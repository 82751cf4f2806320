// SPDX-License-Identifier: GPL-3.0-or-later
// Packets and payloads that no client sends, the same at each run: by hand what is worth a name,
// and by a generator what nobody thinks of.

/** A small generator of numbers (mulberry32): a run that fails can be had again. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Text of bytes that is changed in a few places: most are no packets any more. */
function* mutants(seeds, count, seed) {
  const next = numbers(seed);
  const spice = ['\u001e', '"', '{', '}', '[', ']', ',', '-', '/', '\\', '0', '9', '5', 'b', '\u0000', '\ud83c\udf31', ' ', '99999999999999999999', ',,', '[[[['];
  for (let i = 0; i < count; i++) {
    let text = seeds[next(seeds.length)];
    for (let changes = 1 + next(4); changes > 0; changes--) {
      const at = next(text.length + 1);
      const kind = next(3);
      if (kind === 0) text = text.slice(0, at) + spice[next(spice.length)] + text.slice(at);
      else if (kind === 1) text = text.slice(0, at) + text.slice(at + 1 + next(3));
      else text = text.slice(0, at) + spice[next(spice.length)] + text.slice(at + 1);
    }
    yield text;
  }
}

/** Engine.IO payloads of a POST. Each of the first must be refused. */
export const badPayloads = ['', '0', '0{}', '2', '2probe', '5', '6', '7', '9', 'x', ' 4a', '\u001e', '4a\u001e', '\u001e4a', '4a\u001e\u001e4b', 'b!', 'b=', 'b====', 'bAQID=', '4a\u001e5', '4a\u001e6', '4a\u001e0', '4a\u001e2', '4a\u001eb*', '\u0000', '-1', '{"a":1}', '[4]', '2:40'];
export const strangePayloads = [...new Set(mutants(['4hello', '3', 'b', 'bAQ', '10:4hello', '4a\u001e4b', 'bAQIDBA==', '4a\u001ebAQIDBA==\u001e4c', '40', '42["message",1]'], 260, 4))];

/** Socket.IO packets, as the message of a frame. Each of the first is no packet. */
export const badPackets = [
  '', 'x', '7', '8', '9', '2', '2{}', '2"a"', '2[]', '2[', '2]', '2[1', '2[null]', '2[{}]', '2[[]]', '2[true]', '2["connect"]', '2["disconnect"]', '2["connect_error"]', '2["disconnecting"]', '2["newListener"]', '2["removeListener"]',
  '2-["a"]', '2a["a"]', '2"', '2["a"', '2["a",', '2["a",}', '2["\\x"]', '3', '3[]', '3x[]', '31', '31{}', '31"a"', '31[', '4', '4"a"', '4{"message":"x"}', '4/x,{}',
  '5', '5-', '5-["a"]', '50-["a"]', '511-["a",{"_placeholder":true,"num":0}]', '599999999999-["a"]', '51["a"]', '51-', '51-{}', '51-[]', '5-1-["a"]', '5x-["a"]', '51,["a"]',
  '6', '61-', '61-[]', '60-1[]', '611-1[]', '61-x[]',
  '29007199254740993["a"]', '2999999999999999999999999999["a"]', '399999999999999999999[]', `2${'9'.repeat(5000)}["a"]`,
  `2/${'n'.repeat(200)},["a"]`, '2/nowhere,["message"]', '2/custom["a"', '1{}', '1"x"', '1/custom,{}', '2/custom,', '2//', '2/,',
  '0"token"', '0[]', '0{', '0null', '0/custom,{', '0true',
];
export const strangePackets = [...new Set(mutants(['2["message",1]', '21["message-with-ack",{"a":[1,2]}]', '0{"token":"x"}', '01', '0/custom,{}', '1', '31[]', '51-["message",{"_placeholder":true,"num":0}]', '2/custom,5["message"]', '2["send_message",{"to_email":"a","message":"b"}]'], 260, 5))];
