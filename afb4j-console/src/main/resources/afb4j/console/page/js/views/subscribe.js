// Subscribing: to which events of which API, and how often.

import {announce, fill, h, tick} from '../dom.js';
import {line} from '../format.js';
import {problemBox} from '../reply.js';

/** The card with the form for a subscription and the subscriptions there are: {element, show}. */
export function subscribeCard(context) {
  const {catalogue, feed} = context;
  const api = h('select', {id: 'subscribe-api', onchange: () => offerEvents()});
  const names = h('datalist', {id: 'subscribe-names'});
  const event = h('input', {type: 'text', id: 'subscribe-event', list: 'subscribe-names', value: '*', class: 'mono', spellcheck: 'false',
    autocomplete: 'off'});
  const interval = h('input', {type: 'text', inputmode: 'numeric', id: 'subscribe-interval', placeholder: 'every one', autocomplete: 'off'});
  const options = {change: false, last: true};
  const problem = h('div', {});
  const list = h('ul', {class: 'subscriptions'});
  let offered = '';
  let listed = '';

  function show() {
    const able = [...catalogue.apis.values()].filter(one => one.verbs.some(verb => verb.name === 'subscribe') && one.name !== 'monitor');
    const key = able.map(one => one.name).join();
    if (key !== offered) {
      offered = key;
      const before = api.value;
      fill(api, able.map(one => h('option', {value: one.name}, one.name)));
      api.value = able.some(one => one.name === before) ? before : able[0]?.name ?? '';
      offerEvents();
    }
    button.disabled = able.length === 0;
    showList();
  }

  function showList() {
    const key = JSON.stringify([...feed.subscriptions.values()].map(one => [one.key, one.names, one.args, one.problem?.status]));
    if (key === listed) {
      return;
    }
    listed = key;
    fill(list, [...feed.subscriptions.values()].map(one => h('li', {},
      h('span', {class: 'mono'}, `${one.api}/${line(one.what).replaceAll('"', '')}`),
      h('span', {class: 'muted'}, one.names.length > 0 ? one.names.join(', ') : line(one.args)),
      one.problem ? problemBox(one.problem, 'not subscribed again') : null,
      h('button', {type: 'button', class: 'small', onclick: () => unsubscribe(one)}, 'Unsubscribe'))));
  }

  async function unsubscribe(one) {
    const call = await feed.unsubscribe(one.key);
    fill(problem, call.ok || call.status === 'disconnected' ? null : problemBox(call));
  }

  function offerEvents() {
    fill(names, (catalogue.apis.get(api.value)?.events ?? []).map(one => h('option', {value: one.name}, one.info)));
  }

  async function subscribe() {
    const args = {event: event.value.trim() || '*'};
    const millis = interval.value.trim();
    if (millis !== '') {
      args.interval = Number.isFinite(Number(millis)) ? Number(millis) : millis;
    }
    for (const option of ['change', 'last']) {
      if (options[option]) {
        args[option] = true;
      }
    }
    const call = await feed.subscribe(api.value, args);
    fill(problem, call.ok ? null : problemBox(call));
    announce(call.ok ? `subscribed to ${line(call.response)}` : `not subscribed: ${call.status}`);
  }

  const button = h('button', {type: 'submit', class: 'primary'}, 'Subscribe');
  const labelled = (text, control) => h('div', {class: 'field'}, h('label', {for: control.id}, text), control);
  return {
    show,
    element: h('section', {class: 'card'},
      h('div', {class: 'card-head'}, h('h2', {}, 'Subscribe')),
      h('form', {class: 'inline-form', onsubmit: submitted => {
        submitted.preventDefault();
        subscribe();
      }},
      labelled('API', api), labelled('event, or pattern', event), names, labelled('interval, ms', interval),
      h('div', {class: 'ticks'},
        tick('changes only', options.change, on => {
          options.change = on;
        }),
        tick('latest at once', options.last, on => {
          options.last = on;
        })),
      button),
      h('p', {class: 'field-hint'}, 'A verb of an API that subscribes its caller does it too: call it under APIs, and look here.'),
      problem, list),
  };
}
