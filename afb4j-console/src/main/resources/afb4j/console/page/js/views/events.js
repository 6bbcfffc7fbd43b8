// Subscriptions, and the events that arrive: as charts, by source, and one by one.

import {Chart} from '../chart.js';
import {choice, fill, h, table, tick, timeButton} from '../dom.js';
import {rateOf} from '../feed.js';
import {clock, count, figure, line, short} from '../format.js';
import {jsonBlock} from '../json.js';
import {problemBox} from '../reply.js';
import {subscribeCard} from './subscribe.js';

const SHOWN_ROWS = 100;
const MOST_CHARTS = 6;
const FIRST_CHARTS = 3;
const WINDOWS = [[20, '20 s'], [60, '1 min']];

/** Watching events. */
export function eventsView(context) {
  const {catalogue, feed} = context;
  const memory = context.memory.events ??= {isPaused: false, filter: '', charts: null, windowSeconds: 20};
  const sources = table('Sources of events', [
    {title: 'Event'}, {title: 'Per second', class: 'number'}, {title: 'Count', class: 'number'}, {title: 'Latest'}]);
  const rows = table('Events', [{title: 'Time', class: 'time'}, {title: 'Event'}, {title: 'Data'}], {class: 'table tall'});
  const charts = chartsOf(feed, memory);
  const chosen = h('div', {class: 'chosen'});
  const filter = h('input', {type: 'search', placeholder: 'Filter events', 'aria-label': 'Filter events', 'data-filter': true,
    value: memory.filter, oninput: () => {
      memory.filter = filter.value;
      show();
    }});
  const summary = h('span', {class: 'muted'});
  const subscriptions = subscribeCard(context);

  function show() {
    subscriptions.show();
    showSources();
    if (!memory.isPaused) {
      charts.show();
      showRows();
    }
  }

  function showSources() {
    const now = Date.now();
    fill(sources.body, feed.sources.size > 0 ? [...feed.sources.values()].map(source => h('tr', {},
      h('th', {scope: 'row'}, source.name),
      h('td', {class: 'number'}, short(rateOf(source, now))),
      h('td', {class: 'number'}, count(source.count)),
      h('td', {class: 'mono clip'}, line(source.latest.data, 160)))) : none(4, 'No event has arrived yet: subscribe above.'));
  }

  function showRows() {
    const words = memory.filter.toLowerCase();
    const found = [];
    for (let i = feed.events.length - 1; i >= 0 && found.length < SHOWN_ROWS; i--) {
      const event = feed.events[i];
      if (words === '' || `${event.name} ${line(event.data, 1000)}`.toLowerCase().includes(words)) {
        found.push(event);
      }
    }
    fill(rows.body, found.length > 0 ? found.map(event => row(event)) : none(3, 'Nothing to show.'));
    summary.textContent = `${count(found.length)} shown of ${count(feed.events.length)} kept, ${count(feed.seen)} seen`;
  }

  function row(event) {
    return h('tr', {class: 'clickable', onclick: () => choose(event)},
      h('td', {class: 'time'}, timeButton(clock(event.time))),
      h('td', {}, event.name),
      h('td', {class: 'mono clip'}, line(event.data)));
  }

  function choose(event) {
    fill(chosen, h('h2', {}, `${event.name} at ${clock(event.time)}`), jsonBlock(event.data, 'data of the event'));
  }

  const stops = [context.onFrames(feed, show, 150), context.onFrames(catalogue, subscriptions.show)];
  const ticking = setInterval(() => !memory.isPaused && showSources(), 1000);
  show();
  return {
    title: 'Events',
    element: h('div', {class: 'page'},
      h('div', {class: 'page-head'}, h('h1', {tabindex: '-1'}, 'Events'),
        h('div', {class: 'row'},
          tick('Pause', memory.isPaused, isPaused => {
            memory.isPaused = isPaused;
            show();
          }),
          choice('Length of the charts', WINDOWS, memory.windowSeconds, seconds => {
            memory.windowSeconds = seconds;
            charts.remake();
          }),
          h('button', {type: 'button', onclick: () => {
            feed.clear();
            memory.charts = null;
            charts.remake();
            fill(chosen);
          }}, 'Clear'))),
      subscriptions.element,
      charts.element,
      h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, 'Sources')), sources.element),
      h('section', {class: 'card'},
        h('div', {class: 'card-head'}, h('h2', {}, 'One by one'), summary, filter), rows.element, chosen)),
    leave: () => {
      stops.forEach(stop => stop());
      clearInterval(ticking);
      charts.close();
    },
  };
}

function none(columns, text) {
  return h('tr', {}, h('td', {colspan: columns, class: 'muted'}, text));
}

/** Charts of the numbers in events, of those that are ticked. */
function chartsOf(feed, memory) {
  const picker = h('div', {class: 'chips'});
  const place = h('div', {class: 'charts'});
  const shown = new Map();
  let offered = '';
  const wanted = () => memory.charts ?? firstOf(feed);

  function show() {
    const keys = [...feed.series.keys()];
    if (keys.join('\n') !== offered) {
      offered = keys.join('\n');
      fill(picker, keys.map(key => chip(key)));
      card.hidden = keys.length === 0;
    }
    for (const key of wanted().filter(one => feed.series.has(one) && !shown.has(one))) {
      add(key);
    }
    for (const [key, {chart}] of shown) {
      const {times, values} = feed.series.get(key);
      chart.show(times, values);
    }
  }

  function chip(key) {
    const {event, path} = feed.series.get(key);
    return tick(path === '' ? event : `${event} ${path}`, wanted().includes(key), isWanted => {
      memory.charts = wanted().filter(one => one !== key);
      if (isWanted) {
        memory.charts = [...memory.charts, key].slice(-MOST_CHARTS);
      }
      remake();
    });
  }

  function add(key) {
    const {event, path} = feed.series.get(key);
    const title = path === '' ? event : `${event} ${path}`;
    const chart = new Chart({label: title, height: 140, format: figure, fromZero: false, sync: 'events', windowSeconds: memory.windowSeconds,
      series: [{label: path === '' ? 'value' : path, colour: 1 + shown.size % 6}]});
    const element = h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h3', {}, title)), chart.element);
    shown.set(key, {chart, element});
    place.append(element);
  }

  function remake() {
    close();
    shown.clear();
    place.replaceChildren();
    offered = '';
    show();
  }

  function close() {
    shown.forEach(({chart}) => chart.close());
  }

  const card = h('section', {class: 'card', hidden: true}, h('div', {class: 'card-head'}, h('h2', {}, 'Charts'),
    h('span', {class: 'muted'}, `up to ${MOST_CHARTS}`)), picker);
  return {element: h('div', {class: 'stack'}, card, place), show, remake, close};
}

/** What is shown until somebody chooses: the first number of each event, a few. */
function firstOf(feed) {
  const byEvent = new Map();
  for (const series of feed.series.values()) {
    if (!byEvent.has(series.event)) {
      byEvent.set(series.event, series.key);
    }
  }
  return [...byEvent.values()].slice(0, FIRST_CHARTS);
}
