// How the binder does: figures, and charts of the last minutes.

import {Chart} from '../chart.js';
import {choice, fill, h, table} from '../dom.js';
import {bytes, count, micros, short, span} from '../format.js';
import {calls, errors} from '../metrics.js';
import {problemBox} from '../reply.js';

const ALL = '';
const WINDOWS = [[60, '1 min'], [120, '2 min'], [300, '5 min']];

/** The first page. */
export function overviewView(context) {
  const {metrics} = context;
  const tiles = h('dl', {class: 'tiles'});
  const trouble = h('div', {});
  const verbs = table('Calls by verb', [
    {title: 'Verb'}, {title: 'Calls/s', class: 'number'}, {title: 'Calls', class: 'number'}, {title: 'Errors', class: 'number'},
    {title: 'p50', class: 'number'}, {title: 'p90', class: 'number'}, {title: 'p99', class: 'number'}, {title: 'max', class: 'number'}]);
  const windowSeconds = context.memory.windowSeconds ?? 120;
  const charts = makeCharts(windowSeconds);
  const latencyOf = h('select', {'aria-label': 'Latency of', onchange: () => {
    context.memory.latencyOf = latencyOf.value;
    show();
  }}, h('option', {value: ALL}, 'slowest verb'));

  function show() {
    fill(trouble, metrics.problem ? problemBox(metrics.problem, 'The binder gives no metrics') : null);
    const latest = metrics.latest;
    fill(tiles, tilesOf(metrics, latest));
    if (!latest) {
      return;
    }
    const called = metrics.verbs().sort((one, other) => other.rate - one.rate || other.count - one.count);
    offerVerbs(called);
    const name = latencyOf.value === ALL ? null : latencyOf.value;
    const times = metrics.times();
    charts.calls.show(times, metrics.rates(calls), metrics.rates(errors));
    charts.latency.show(times, ...['p50', 'p90', 'p99'].map(percentile => metrics.latencies(percentile, name)));
    charts.events.show(times, ...['pushed', 'delivered', 'dropped'].map(what => metrics.rates(sample => sample.events?.[what] ?? 0)));
    charts.memory.show(times, metrics.values(sample => sample.jvm?.heapUsed));
    charts.cpu.show(times, metrics.values(sample => sample.jvm?.cpu * 100));
    fill(verbs.body, called.slice(0, 100).map(verbRow));
  }

  function offerVerbs(called) {
    const names = called.map(verb => verb.name).sort();
    const offered = [...latencyOf.options].map(option => option.value).filter(value => value !== ALL);
    if (names.join() !== offered.join()) {
      fill(latencyOf, h('option', {value: ALL}, 'slowest verb'), names.map(name => h('option', {value: name}, name)));
      latencyOf.value = names.includes(context.memory.latencyOf) ? context.memory.latencyOf : ALL;
    }
  }

  const stop = context.onFrames(metrics, show);
  show();
  return {
    title: 'Overview',
    element: h('div', {class: 'page'},
      h('div', {class: 'page-head'}, h('h1', {tabindex: '-1'}, 'Overview'), choice('Length of the charts', WINDOWS, windowSeconds, seconds => {
        context.memory.windowSeconds = seconds;
        context.refresh();
      })),
      trouble, tiles,
      h('div', {class: 'charts of-binder'},
        card('Calls per second', charts.calls.element),
        card('Latency', charts.latency.element, latencyOf),
        card('Events per second', charts.events.element),
        card('Heap', charts.memory.element),
        card('Processor', charts.cpu.element)),
      h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, 'Calls by verb')), verbs.element)),
    leave: () => {
      stop();
      Object.values(charts).forEach(chart => chart.close());
    },
  };
}

function makeCharts(windowSeconds) {
  const common = {height: 180, sync: 'overview', windowSeconds};
  return {
    calls: new Chart({...common, label: 'Calls per second', format: short,
      series: [{label: 'calls', colour: 1, fill: true}, {label: 'errors', colour: 4}]}),
    latency: new Chart({...common, label: 'Latency', format: micros,
      series: [{label: 'p50', colour: 2}, {label: 'p90', colour: 3}, {label: 'p99', colour: 4}]}),
    events: new Chart({...common, label: 'Events per second', format: short,
      series: [{label: 'pushed', colour: 1}, {label: 'delivered', colour: 2}, {label: 'dropped', colour: 4}]}),
    memory: new Chart({...common, label: 'Heap in use', format: bytes, series: [{label: 'used', colour: 5, fill: true}]}),
    cpu: new Chart({...common, label: 'Processor', format: value => `${short(value)} %`, series: [{label: 'of all cores', colour: 6, fill: true}]}),
  };
}

function card(title, content, beside) {
  return h('section', {class: 'card'}, h('div', {class: 'card-head'}, h('h2', {}, title), beside), content);
}

function tilesOf(metrics, latest) {
  const p99 = metrics.latencies('p99', null).at(-1);
  const failed = latest ? errors(latest) : NaN;
  const sessions = latest?.sessions ?? {};
  const links = latest?.links ?? [];
  const up = links.filter(link => /^(open|connected|up|ready)$/i.test(link.state)).length;
  return [
    tile('calls/s', short(metrics.rateNow(calls) ?? NaN), latest ? `${count(calls(latest))} in all` : ''),
    tile('p99', micros(p99 ?? NaN), 'slowest verb now'),
    tile('errors', count(failed), latest && calls(latest) > 0 ? `${short(100 * failed / calls(latest))} % of calls` : '', failed > 0 ? 'warn' : ''),
    tile('running', count(latest?.running), `${count(latest?.waiting)} waiting`),
    tile('events/s', short(metrics.rateNow(sample => sample.events?.pushed ?? 0) ?? NaN), `${count(latest?.events?.dropped)} dropped`),
    tile('connections', count(latest?.connections), `${count(sessions.count)} of ${count(sessions.max)} sessions`),
    tile('heap', bytes(latest?.jvm?.heapUsed), `of ${bytes(latest?.jvm?.heapMax)}`),
    tile('up', span(latest?.uptime), links.length > 0 ? `${up} of ${links.length} links` : 'no links'),
  ];
}

function tile(name, value, about, kind = '') {
  return h('div', {class: `tile ${kind}`}, h('dt', {}, name), h('dd', {}, value, h('span', {class: 'tile-about'}, about)));
}

function verbRow(verb) {
  const latency = verb.latency ?? {};
  return h('tr', {},
    h('th', {scope: 'row'}, h('a', {href: `#/apis/${encodeURIComponent(verb.api)}/${verb.verb.split('/').map(encodeURIComponent).join('/')}`}, verb.name)),
    [short(verb.rate), count(verb.count)].map(text => h('td', {class: 'number'}, text)),
    h('td', {class: `number ${verb.errors > 0 ? 'bad-text' : ''}`}, count(verb.errors)),
    ['p50', 'p90', 'p99', 'max'].map(percentile => h('td', {class: 'number'}, micros(latency[percentile]))));
}
