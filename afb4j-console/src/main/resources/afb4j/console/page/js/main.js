// The console: what is around the views, and the way among them.

import {Catalogue} from './catalogue.js';
import {Connection} from './connection.js';
import {announce, fill, h, icon, iconButton} from './dom.js';
import {Feed} from './feed.js';
import {askIdentity, takeIdentity} from './identity.js';
import {showHelp} from './help.js';
import {Log} from './log.js';
import {Metrics} from './metrics.js';
import {apisView} from './views/apis.js';
import {callsView} from './views/calls.js';
import {connectionsView} from './views/connections.js';
import {eventsView} from './views/events.js';
import {overviewView} from './views/overview.js';

const VIEWS = [
  ['overview', 'Overview', overviewView],
  ['apis', 'APIs', apisView],
  ['events', 'Events', eventsView],
  ['connections', 'Connections', connectionsView],
  ['calls', 'Calls', callsView],
];

const identity = takeIdentity(); // first: it takes the token out of the address
const settings = await readSettings();
const connection = new Connection(`${location.origin.replace(/^http/, 'ws')}${settings.rootapi}`, identity);
const context = {
  root: settings.rootapi,
  connection,
  catalogue: new Catalogue(connection),
  metrics: new Metrics(connection),
  feed: new Feed(connection),
  log: new Log(connection),
  memory: {verbs: {}},
  onFrames,
  refresh: show,
};
let view = null;

/** Where the binder has its APIs; what serves these pages knows. */
async function readSettings() {
  try {
    const answer = await fetch('settings.json', {cache: 'no-store'});
    const found = answer.ok ? await answer.json() : {};
    return {rootapi: typeof found.rootapi === 'string' ? found.rootapi : '/api', name: String(found.name ?? 'binder')};
  } catch {
    return {rootapi: '/api', name: 'binder'};
  }
}

/** Shows changes of a source, at most once in a while, and not while nobody looks. Returns what stops that. */
function onFrames(source, showNow, fewestMillis = 0) {
  let isDue = false;
  let last = 0;
  const run = () => {
    const wait = fewestMillis - (performance.now() - last);
    if (wait > 0) {
      setTimeout(() => requestAnimationFrame(run), wait);
      return;
    }
    isDue = false;
    last = performance.now();
    if (!stopped) {
      showNow();
    }
  };
  let stopped = false;
  const changed = () => {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(run);
    }
  };
  source.addEventListener('change', changed);
  return () => {
    stopped = true;
    source.removeEventListener('change', changed);
  };
}

function route() {
  const parts = location.hash.replace(/^#\/?/, '').split('/').filter(part => part !== '');
  const known = VIEWS.find(([name]) => name === parts[0]) ?? VIEWS[0];
  return {known, rest: parts.slice(1).map(part => decoded(part))};
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // typed by hand
  }
}

function show() {
  const {known: [name, , make], rest} = route();
  view?.leave();
  view = make(context, rest);
  fill(document.getElementById('main'), view.element);
  document.title = `${view.title} · ${settings.name} · afb4j`;
  for (const link of document.querySelectorAll('#views a')) {
    if (link.dataset.view === name) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

function showNavigation() {
  fill(document.getElementById('views'), VIEWS.map(([name, title], i) => h('a', {
    href: `#/${name}`, 'data-view': name, title: `${title} (Alt+${i + 1})`,
  }, icon(name), h('span', {}, title))));
  fill(document.getElementById('tools'),
    iconButton('identity', 'Identity', () => askIdentity(connection)),
    iconButton('theme', 'Light or dark', () => document.dispatchEvent(new Event('themeswitch'))),
    iconButton('help', 'Keys and licences', showHelp));
}

let waiting = 0;

function showState() {
  const place = document.getElementById('link-state');
  clearInterval(waiting);
  const dot = h('span', {class: `dot ${connection.state}`});
  if (connection.state === 'open') {
    fill(place, dot, h('span', {class: 'state-text'}, `connected to ${settings.name}`));
  } else if (connection.state === 'connecting') {
    fill(place, dot, h('span', {class: 'state-text'}, 'connecting…'));
  } else {
    const text = h('span', {class: 'state-text'});
    const countDown = () => {
      const seconds = Math.max(0, Math.ceil((connection.retryAt - Date.now()) / 1000));
      text.textContent = `no connection${connection.reason ? ` (${connection.reason})` : ''}, next try in ${seconds} s`;
    };
    countDown();
    waiting = setInterval(countDown, 500);
    // The seconds are for eyes only.
    text.setAttribute('aria-hidden', 'true');
    fill(place, dot, h('span', {class: 'visually-hidden'}, 'No connection to the binder. The console tries again by itself.'), text,
      h('button', {type: 'button', class: 'small', onclick: () => connection.retry()}, 'Try now'));
  }
  document.body.dataset.link = connection.state;
}

addEventListener('hashchange', () => {
  show();
  scrollTo(0, 0);
  const heading = document.querySelector('#main h1');
  heading?.focus({preventScroll: true});
});
addEventListener('keydown', event => {
  if (event.altKey && /^[1-5]$/.test(event.key)) {
    event.preventDefault();
    location.hash = `#/${VIEWS[Number(event.key) - 1][0]}`;
  } else if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
    const filter = document.querySelector('#main [data-filter]');
    if (filter) {
      event.preventDefault();
      filter.focus();
    }
  }
});
connection.addEventListener('state', showState);
connection.addEventListener('open', () => connection.opened > 1 && announce('connected again'));

showNavigation();
showState();
show();
connection.start();
