// How a call ended, shown in full.

import {announce, h, icon} from './dom.js';
import {clientLine, curlLine, toClipboard} from './copy.js';
import {clock, millis} from './format.js';
import {jsonBlock} from './json.js';
import {meaning, outcome} from './status.js';

/** The status of a call, with a colour. */
export function badge(call) {
  return h('span', {class: `badge ${outcome(call)}`}, call.reply === null ? 'pending' : call.status);
}

/** A call that failed: what happened, what it means, what the verb says about it. */
export function problemBox(call, what) {
  return h('div', {class: 'problem', role: 'alert'},
    h('p', {class: 'problem-title'}, what ?? `${call.api}/${call.verb}`, ' ', badge(call)), reasons(call));
}

/** The same where its status is shown already. */
function reasonBox(call) {
  const known = reasons(call);
  return h('div', {class: 'problem', role: 'alert'}, known.length > 0 ? known : h('p', {class: 'muted'}, 'No reason was given.'));
}

function reasons(call) {
  return [
    call.info ? h('p', {class: 'problem-info'}, call.info) : null,
    meaning(call.status) ? h('p', {class: 'muted'}, meaning(call.status)) : null,
  ].filter(reason => reason !== null);
}

/** A button that copies a text, and says so. */
export function copyButton(label, text) {
  const button = h('button', {type: 'button', class: 'small', onclick: async () => {
    const done = await toClipboard(text());
    words.textContent = done ? 'Copied' : 'Not copied';
    announce(done ? `${label}: copied` : `${label}: the browser does not let the page copy`);
    setTimeout(() => {
      words.textContent = label;
    }, 1500);
  }});
  const words = h('span', {}, label);
  button.append(icon('copy'), words);
  return button;
}

/** The buttons that copy a call for a shell, as it is when they are pressed. */
export function shellButtons(context, call) {
  const line = () => ({
    origin: location.origin,
    root: context.root,
    api: call.api,
    verb: call.verb,
    args: call.args,
    withToken: context.connection.identity.token !== '',
    session: context.connection.identity.session,
  });
  return [copyButton('Copy as curl', () => curlLine(line())), copyButton('Copy as afb4j client', () => clientLine(line()))];
}

/** All of a reply. */
export function replyView(call) {
  const head = h('div', {class: 'reply-head'},
    badge(call),
    h('span', {class: 'reply-time'}, millis(call.millis)),
    call.code ? h('span', {class: 'muted'}, `code ${call.code}`) : null,
    h('span', {class: 'muted reply-clock'}, `at ${clock(call.begun)}`));
  const info = call.info === undefined || !call.ok ? null : h('p', {class: 'reply-info'}, call.info);
  const body = call.response === undefined
    ? call.ok ? h('p', {class: 'muted'}, 'The verb has answered without a value.') : null
    : jsonBlock(call.response, 'value of the reply');
  return h('div', {class: 'reply'}, head,
    call.ok ? info : reasonBox(call),
    body,
    h('div', {class: 'row'}, copyButton('Copy reply', () => JSON.stringify(call.reply, null, 2))));
}
