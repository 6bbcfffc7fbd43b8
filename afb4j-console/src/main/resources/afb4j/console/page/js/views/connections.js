// Who is connected, the links to other binders, the sessions.

import {fill, h, table} from '../dom.js';
import {clock, line, span} from '../format.js';
import {problemBox} from '../reply.js';

const PERIOD_MILLIS = 2000;

const PARTS = [
  {verb: 'connections', title: 'Connections', none: 'Nobody is connected.'},
  {verb: 'links', title: 'Links to other binders', none: 'This binder has no links to other binders.'},
  {verb: 'sessions', title: 'Sessions', none: 'There are no sessions.'},
];

/** What monitor tells of connections, links and sessions, asked every other second. */
export function connectionsView(context) {
  const parts = PARTS.map(part => partOf(context, part));
  const refresh = () => document.hidden || parts.forEach(part => part.refresh());
  const timer = setInterval(refresh, PERIOD_MILLIS);
  context.connection.addEventListener('open', refresh);
  refresh();
  return {
    title: 'Connections',
    element: h('div', {class: 'page'},
      h('div', {class: 'page-head'}, h('h1', {tabindex: '-1'}, 'Connections')), parts.map(part => part.element)),
    leave: () => {
      clearInterval(timer);
      context.connection.removeEventListener('open', refresh);
    },
  };
}

function partOf(context, {verb, title, none}) {
  const place = h('div', {});
  const size = h('span', {class: 'count'});
  let columns = '';
  let shown = null;

  async function refresh() {
    if (context.connection.state !== 'open') {
      return;
    }
    const call = await context.connection.call('monitor', verb, null, {quiet: true});
    if (!call.ok) {
      if (call.status !== 'disconnected') {
        fill(place, problemBox(call));
        columns = '';
      }
      return;
    }
    const items = listOf(call.response, verb);
    size.textContent = String(items.length);
    if (items.length === 0) {
      fill(place, h('p', {class: 'muted'}, none));
      columns = '';
      return;
    }
    const names = [...new Set(items.flatMap(item => Object.keys(item).filter(name => !isNothing(item[name]))))];
    if (names.join() !== columns) {
      columns = names.join();
      shown = table(title, names.map(name => ({title: spaced(name)})));
      fill(place, shown.element);
    }
    fill(shown.body, items.map(item => h('tr', {}, names.map(name => cell(name, item[name])))));
  }

  return {refresh, element: h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, title, ' ', size)), place)};
}

/** The answer is a list, or an object with the list as a member. */
function listOf(response, verb) {
  const list = Array.isArray(response) ? response : response?.[verb] ?? [];
  return list.map(item => (item !== null && typeof item === 'object' ? item : {value: item}));
}

/** What no item has is not shown. */
function isNothing(value) {
  return value === null || value === undefined || value === '';
}

function spaced(name) {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function cell(name, value) {
  if (name === 'state') {
    const isUp = /^(open|connected|up|ready|active)$/i.test(String(value));
    return h('td', {}, h('span', {class: `badge ${isUp ? 'good' : 'pending'}`}, String(value)));
  }
  if (name === 'since' && typeof value === 'number') {
    return h('td', {}, clock(value * 1000).slice(0, 8), h('span', {class: 'muted'}, ` ${span(Date.now() / 1000 - value)}`));
  }
  if (name === 'timeout' || name === 'remain') {
    return h('td', {}, span(value));
  }
  if (typeof value === 'number') {
    return h('td', {}, String(value));
  }
  const text = isNothing(value) ? '–' : typeof value === 'object' ? line(value) : String(value);
  return h('td', {class: typeof value === 'object' ? 'mono clip' : ''}, text);
}
