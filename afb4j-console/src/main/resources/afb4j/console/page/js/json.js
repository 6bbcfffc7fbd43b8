// JSON as text with colours.

import {h} from './dom.js';

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONGEST = 200_000;

/** The value, indented, in a block that scrolls. */
export function jsonBlock(value, label) {
  const text = value === undefined ? '' : JSON.stringify(value, null, 2);
  const block = h('pre', {class: 'json', tabindex: '0', role: 'region', 'aria-label': label});
  if (text.length > LONGEST) {
    block.append(text.slice(0, LONGEST), `\n… ${text.length - LONGEST} more characters: copy the reply to see them`);
    return block;
  }
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    block.append(text.slice(end, match.index), ...pieces(match));
    end = match.index + match[0].length;
  }
  block.append(text.slice(end));
  return block;
}

function pieces([whole, string, colon, word]) {
  if (string !== undefined) {
    return [h('span', {class: colon === undefined ? 'j-string' : 'j-key'}, string), colon ?? ''];
  }
  return [h('span', {class: word === undefined ? 'j-number' : 'j-word'}, whole)];
}
