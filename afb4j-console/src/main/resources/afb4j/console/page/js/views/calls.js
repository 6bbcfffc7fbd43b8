// The calls of late: of this console, or of everybody.

import {choice, fill, h, table, tick, timeButton} from '../dom.js';
import {clock, count, line, millis} from '../format.js';
import {jsonBlock} from '../json.js';
import {badge, problemBox, shellButtons} from '../reply.js';

const SHOWN_ROWS = 200;

/** The log of calls. */
export function callsView(context) {
  const {log} = context;
  const memory = context.memory.calls ??= {of: 'own', filter: '', outcome: 'all', withMonitor: false};
  const rows = table('Calls', [
    {title: 'Time', class: 'time'}, {title: 'Verb'}, {title: 'Status'}, {title: 'Took', class: 'number'}, {title: 'Argument'}, {title: 'Reply'}],
  {class: 'table tall'});
  const trouble = h('div', {});
  const detail = h('div', {class: 'chosen'});
  const summary = h('span', {class: 'muted'});
  const filter = h('input', {type: 'search', placeholder: 'Filter calls', 'aria-label': 'Filter calls', 'data-filter': true,
    value: memory.filter, oninput: () => {
      memory.filter = filter.value;
      show();
    }});
  const monitorTick = tick('with monitor', memory.withMonitor, on => {
    memory.withMonitor = on;
    show();
  });
  let shown = null;

  function show() {
    const all = memory.of === 'own' ? log.own : log.traced;
    fill(trouble, memory.of === 'all' && log.problem ? problemBox(log.problem, 'The calls of others cannot be traced') : null);
    monitorTick.hidden = memory.of === 'own';
    const found = [];
    for (let i = all.length - 1; i >= 0 && found.length < SHOWN_ROWS; i--) {
      if (isWanted(all[i], memory)) {
        found.push(all[i]);
      }
    }
    const none = emptiness(memory, all);
    const key = found.length > 0 ? found.map(call => `${call.number} ${call.reply === null}`).join() : none;
    if (key !== shown) {
      shown = key;
      fill(rows.body, found.length > 0 ? found.map(row) : h('tr', {}, h('td', {colspan: 6, class: 'muted'}, none)));
    }
    summary.textContent = `${count(found.length)} shown of ${count(all.length)} kept`;
  }

  function row(call) {
    return h('tr', {class: 'clickable', onclick: () => choose(call)},
      h('td', {class: 'time'}, timeButton(clock(call.begun))),
      h('td', {}, `${call.api}/${call.verb}`),
      h('td', {}, badge(call)),
      h('td', {class: 'number'}, call.reply === null ? '' : millis(call.millis)),
      h('td', {class: 'mono clip'}, line(call.args, 80)),
      h('td', {class: 'mono clip'}, call.info && !call.ok ? call.info : line(call.response, 80)));
  }

  function choose(call) {
    fill(detail,
      h('h2', {}, `${call.api}/${call.verb} at ${clock(call.begun)} `, badge(call)),
      call.session ? h('p', {class: 'muted'}, `session ${call.session}`) : null,
      call.reply !== null && !call.ok && memory.of === 'own' ? problemBox(call) : null,
      h('div', {class: 'columns'},
        h('div', {}, h('h3', {}, 'Argument'), jsonBlock(call.args ?? null, 'argument of the call')),
        h('div', {}, h('h3', {}, 'Reply'), call.reply === null ? h('p', {class: 'muted'}, 'not yet') : jsonBlock(call.reply, 'reply of the call'))),
      h('div', {class: 'row'}, shellButtons(context, call)));
    detail.scrollIntoView({block: 'nearest'});
  }

  async function chooseWhose(of) {
    memory.of = of;
    shown = null;
    if (of === 'all' && !log.tracing) {
      await log.trace(true);
    } else if (of === 'own' && log.tracing) {
      await log.trace(false);
    }
    show();
  }

  const stop = context.onFrames(log, show, 150);
  if (memory.of === 'all' && !log.tracing) {
    log.trace(true);
  }
  show();
  return {
    title: 'Calls',
    element: h('div', {class: 'page'},
      h('div', {class: 'page-head'}, h('h1', {tabindex: '-1'}, 'Calls'),
        h('div', {class: 'row'},
          choice('Whose calls', [['own', 'This console'], ['all', 'Everybody']], memory.of, chooseWhose),
          h('button', {type: 'button', onclick: () => {
            log.clear();
            shown = null;
            fill(detail);
          }}, 'Clear'))),
      trouble,
      h('section', {class: 'card'},
        h('div', {class: 'card-head wrap'},
          filter, choice('Which calls', [['all', 'All'], ['good', 'Succeeded'], ['bad', 'Failed']], memory.outcome, outcome => {
            memory.outcome = outcome;
            show();
          }), monitorTick, summary),
        rows.element, detail)),
    leave: () => {
      stop();
      if (log.tracing) {
        log.trace(false);
      }
    },
  };
}

function isWanted(call, memory) {
  if (memory.of === 'all' && !memory.withMonitor && call.api === 'monitor') {
    return false;
  }
  if (memory.outcome !== 'all' && (call.reply === null || call.ok !== (memory.outcome === 'good'))) {
    return false;
  }
  const words = memory.filter.toLowerCase().split(/\s+/).filter(word => word !== '');
  const text = `${call.api}/${call.verb} ${call.status ?? 'pending'} ${line(call.args, 1000)} ${call.info ?? ''}`.toLowerCase();
  return words.every(word => text.includes(word));
}

function emptiness(memory, all) {
  if (all.length > 0) {
    return 'Nothing matches.';
  }
  return memory.of === 'own' ? 'This console has not called a verb yet.' : 'Nobody has called since you look.';
}
