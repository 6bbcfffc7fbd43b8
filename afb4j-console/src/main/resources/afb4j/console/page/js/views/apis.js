// The APIs, their verbs, and calls of them.

import {fill, h, icon} from '../dom.js';
import {problemBox} from '../reply.js';
import {verbView} from './verb.js';

/** The list of all verbs, and the verb that the address names. */
export function apisView(context, [api, ...verbParts]) {
  const {catalogue} = context;
  const verbName = verbParts.length > 0 ? verbParts.join('/') : undefined;
  const list = h('div', {class: 'verb-list'});
  const detail = h('section', {class: 'detail', 'aria-label': 'verb'});
  const filter = h('input', {type: 'search', placeholder: 'Filter verbs', 'aria-label': 'Filter verbs', 'data-filter': true,
    value: context.memory.verbFilter ?? '', oninput: () => {
      context.memory.verbFilter = filter.value;
      showList();
    }});
  let shown = null;
  let isInSight = false;

  function showList() {
    if (catalogue.problem) {
      fill(list, problemBox(catalogue.problem, 'The APIs cannot be listed'));
      return;
    }
    const words = filter.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    const groups = [...catalogue.apis.values()].map(one => group(one, words, api, verbName)).filter(one => one !== null);
    fill(list, groups.length > 0 ? groups : h('p', {class: 'muted pad'}, catalogue.isRead ? 'Nothing matches.' : 'Asking the binder…'));
    if (!isInSight && groups.length > 0) {
      isInSight = true;
      requestAnimationFrame(showChosen);
    }
  }

  /** The list stays where it was when a verb is chosen in it. */
  function showChosen() {
    list.scrollTop = context.memory.verbScroll ?? 0;
    list.querySelector('[aria-current]')?.scrollIntoView({block: 'nearest'});
  }

  function showDetail() {
    if (verbName === undefined) {
      fill(detail, h('div', {class: 'empty'}, icon('apis'), h('h1', {tabindex: '-1'}, 'APIs'),
        h('p', {}, api === undefined ? 'Choose a verb to see what it takes, and to call it.' : `Choose a verb of ${api}.`)));
      return;
    }
    const verb = catalogue.verb(api, verbName);
    if (verb === undefined && !catalogue.isRead && !catalogue.problem) {
      fill(detail, h('p', {class: 'muted pad'}, 'Asking the binder…'));
      return;
    }
    const key = JSON.stringify(verb ?? null);
    if (shown?.key !== key) {
      shown?.view.close();
      const definitions = catalogue.apis.get(api)?.definitions ?? {};
      shown = {key, view: verbView(context, api, verb ?? unknown(verbName), definitions)};
      fill(detail, shown.view.element);
    }
  }

  const show = () => {
    showList();
    showDetail();
  };
  catalogue.addEventListener('change', show);
  show();
  return {
    title: verbName === undefined ? 'APIs' : `${api}/${verbName}`,
    element: h('div', {class: `split ${verbName === undefined ? 'at-list' : 'at-detail'}`},
      h('nav', {class: 'master', 'aria-label': 'Verbs'}, h('div', {class: 'master-head'}, filter,
        h('button', {type: 'button', class: 'small', onclick: () => catalogue.read()}, 'Reload')), list),
      detail),
    leave: () => {
      context.memory.verbScroll = list.scrollTop;
      catalogue.removeEventListener('change', show);
      shown?.view.close();
    },
  };
}

/** A verb that the binder does not describe, such as one of the address bar, may be called all the same. */
function unknown(name) {
  return {name, info: 'The binder does not describe this verb.', auth: '', isGlob: false, closesSession: false, input: null, output: null};
}

function group(api, words, chosenApi, chosenVerb) {
  const verbs = api.verbs.filter(verb => words.every(word => `${api.name}/${verb.name} ${verb.info}`.toLowerCase().includes(word)));
  if (words.length > 0 && verbs.length === 0) {
    return null;
  }
  return h('section', {class: 'api-group'},
    h('h2', {}, api.name, api.aliasOf ? null : h('span', {class: 'count'}, String(verbs.length))),
    api.info ? h('p', {class: 'muted'}, api.info) : null,
    api.problem ? problemBox(api.problem) : null,
    h('ul', {}, verbs.map(verb => h('li', {}, h('a', {
      href: `#/apis/${encodeURIComponent(api.name)}/${verb.name.split('/').map(encodeURIComponent).join('/')}`,
      'aria-current': api.name === chosenApi && verb.name === chosenVerb ? 'page' : null,
    }, h('span', {class: 'verb-name'}, verb.name), h('span', {class: 'verb-info'}, verb.info))))));
}
