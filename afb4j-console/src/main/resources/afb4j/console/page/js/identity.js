// Session and token of the console. They stay in this tab and out of its address.

import {h} from './dom.js';

const KEY = 'afb4j-identity';
const NAMES = {token: ['token', 'x-afb-token', 'access_token'], session: ['uuid', 'x-afb-uuid']};

/** The identity that the address gives, which is taken out of it, else the one of before. */
export function takeIdentity() {
  const address = new URL(location.href);
  const [path, query = ''] = address.hash.split('?');
  const behindHash = new URLSearchParams(query);
  const found = {};
  for (const [member, names] of Object.entries(NAMES)) {
    for (const name of names) {
      for (const where of [address.searchParams, behindHash]) {
        found[member] ??= where.get(name) ?? undefined;
        where.delete(name);
      }
    }
  }
  const rest = behindHash.toString();
  address.hash = rest === '' ? path : `${path}?${rest}`;
  if (address.href !== location.href) {
    history.replaceState(null, '', address);
  }
  const before = kept();
  const identity = {session: found.session ?? before.session ?? '', token: found.token ?? before.token ?? ''};
  keep(identity);
  return identity;
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function keep(identity) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(identity));
  } catch {
    // a browser that keeps nothing: until the page is loaded again
  }
}

/** Asks for another identity, and connects with it. */
export function askIdentity(connection) {
  const {session, token} = connection.identity;
  const sessionField = h('input', {type: 'text', id: 'identity-session', value: session, maxlength: '36', autocomplete: 'off', spellcheck: 'false',
    placeholder: 'the one of the browser’s cookie'});
  const tokenField = h('input', {type: 'password', id: 'identity-token', value: token, autocomplete: 'off', placeholder: 'none'});
  const dialog = h('dialog', {'aria-labelledby': 'identity-title', onclose: () => {
    if (dialog.returnValue === 'use') {
      const identity = {session: sessionField.value.trim(), token: tokenField.value};
      keep(identity);
      connection.changeIdentity(identity);
    }
    dialog.remove();
  }},
  h('form', {method: 'dialog'},
    h('h2', {id: 'identity-title'}, 'Identity'),
    h('p', {class: 'muted'}, 'What the console says about itself when it calls. It is kept until this tab is closed.'),
    h('div', {class: 'field'}, h('label', {for: 'identity-session'}, 'session'), sessionField),
    h('div', {class: 'field'}, h('label', {for: 'identity-token'}, 'token'), tokenField),
    h('div', {class: 'row end'},
      h('button', {value: 'cancel', formnovalidate: true}, 'Cancel'),
      h('button', {value: 'use', class: 'primary'}, 'Connect with these'))));
  document.body.append(dialog);
  dialog.showModal();
}
