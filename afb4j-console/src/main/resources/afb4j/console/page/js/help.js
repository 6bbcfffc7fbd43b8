// What keys do, and whose work is in here.

import {h} from './dom.js';

const KEYS = [
  ['Alt+1 … Alt+5', 'the five views'],
  ['Ctrl+K', 'the filter of the view'],
  ['Ctrl+Enter', 'calls the verb, from any field'],
  ['Tab', 'leaves the editor, as any field'],
  ['Esc', 'closes a dialog'],
];

const LIBRARIES = [
  ['uPlot', 'uplot'], ['CodeMirror state', 'codemirror-state'], ['CodeMirror view', 'codemirror-view'],
  ['CodeMirror language', 'codemirror-language'], ['CodeMirror commands', 'codemirror-commands'],
  ['CodeMirror lint', 'codemirror-lint'], ['Lezer common', 'lezer-common'], ['Lezer highlight', 'lezer-highlight'],
  ['style-mod', 'style-mod'], ['crelt', 'crelt'], ['w3c-keyname', 'w3c-keyname'], ['find-cluster-break', 'marijn-find-cluster-break'],
];

/** A dialog with the keys and the licences of the libraries. */
export function showHelp() {
  const dialog = h('dialog', {'aria-labelledby': 'help-title', onclose: () => dialog.remove()},
    h('form', {method: 'dialog'},
      h('h2', {id: 'help-title'}, 'Keys'),
      h('dl', {class: 'keys'}, KEYS.map(([keys, what]) => [h('dt', {}, h('kbd', {}, keys)), h('dd', {}, what)])),
      h('h2', {}, 'Licences'),
      h('p', {class: 'muted'}, 'afb4j is under Apache-2.0. In the console there are, under MIT: ',
        LIBRARIES.map(([name, file], i) => [i === 0 ? '' : ', ', h('a', {href: `vendor/licences/${file}.txt`, target: '_blank'}, name)]), '.'),
      h('div', {class: 'row end'}, h('button', {class: 'primary', value: 'close'}, 'Close'))));
  document.body.append(dialog);
  dialog.showModal();
}
