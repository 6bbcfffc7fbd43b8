// An editor for JSON. It comes when it is first needed, and a plain text field does until then, or instead.

import {h} from './dom.js';

let parts = null;

function load() {
  parts ??= Promise.all([
    import('../vendor/codemirror-state.js'),
    import('../vendor/codemirror-view.js'),
    import('../vendor/codemirror-language.js'),
    import('../vendor/codemirror-commands.js'),
    import('../vendor/codemirror-lint.js'),
    import('../vendor/lezer-highlight.js'),
  ]);
  return parts;
}

/** An editor of a text. */
export class JsonEditor {
  #view = null;
  #plain;
  #onchange;

  /** @param label for who hears the page; @param text to begin with; @param onchange is told of each change */
  constructor(label, text, onchange) {
    this.#onchange = onchange;
    this.#plain = h('textarea', {class: 'plain-editor', 'aria-label': label, spellcheck: 'false', value: text, rows: '6',
      oninput: () => onchange()});
    this.element = h('div', {class: 'editor'}, this.#plain);
    load().then(loaded => this.#show(label, loaded), () => {});
  }

  get text() {
    return this.#view ? this.#view.state.doc.toString() : this.#plain.value;
  }

  set text(text) {
    if (this.#view) {
      this.#view.dispatch({changes: {from: 0, to: this.#view.state.doc.length, insert: text}});
    } else {
      this.#plain.value = text;
    }
  }

  close() {
    this.#view?.destroy();
  }

  // In a shadow tree the editor brings its style as a sheet, which the policy of the page allows.
  #show(label, [{EditorState}, {EditorView, keymap, lineNumbers, drawSelection}, language, commands, {linter, lintGutter}, {tags}]) {
    const place = h('div', {class: 'editor-place'});
    const root = place.attachShadow({mode: 'open'});
    const hadFocus = document.activeElement === this.#plain;
    const text = this.#plain.value;
    this.#plain.replaceWith(place);
    this.#view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(), drawSelection(), commands.history(), language.bracketMatching(), language.indentOnInput(),
          EditorState.tabSize.of(2), language.indentUnit.of('  '),
          language.StreamLanguage.define(jsonMode),
          language.syntaxHighlighting(language.HighlightStyle.define([
            {tag: tags.propertyName, color: 'var(--j-key)'},
            {tag: tags.string, color: 'var(--j-string)'},
            {tag: tags.number, color: 'var(--j-number)'},
            {tag: tags.keyword, color: 'var(--j-word)'},
            {tag: tags.invalid, color: 'var(--bad)'},
          ])),
          linter(view => faults(view.state.doc.toString())), lintGutter(),
          // Tab leaves the editor, as it leaves any other field.
          keymap.of([...commands.defaultKeymap.filter(binding => binding.key !== 'Mod-Enter'), ...commands.historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({'aria-label': label}),
          EditorView.updateListener.of(update => update.docChanged && this.#onchange()),
          EditorView.theme(THEME),
        ],
      }),
    });
    if (hadFocus) {
      this.#view.focus();
    }
  }
}

const THEME = {
  '&': {backgroundColor: 'var(--field)', color: 'var(--text)', fontSize: '13px', height: '100%'},
  '.cm-content': {fontFamily: 'var(--mono)', caretColor: 'var(--text)', padding: '8px 0'},
  '.cm-scroller': {lineHeight: '1.5', fontFamily: 'var(--mono)'},
  '.cm-gutters': {backgroundColor: 'var(--field)', color: 'var(--muted)', border: 'none'},
  '.cm-cursor': {borderLeftColor: 'var(--text)'},
  '&.cm-focused': {outline: 'none'},
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '.cm-tooltip': {backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--border)'},
  '&.cm-focused .cm-matchingBracket': {backgroundColor: 'var(--selection)'},
};

/** Where the text is no JSON. An empty one is null. */
function faults(text) {
  const message = fault(text);
  if (message === null) {
    return [];
  }
  const place = /position (\d+)/.exec(message) ?? [null, String(text.length)];
  const at = Math.min(Number(place[1]), Math.max(0, text.length - 1));
  return [{from: at, to: Math.min(at + 1, text.length), severity: 'error', message}];
}

/** Why the text is no JSON, or null if it is. */
export function fault(text) {
  try {
    parsed(text);
    return null;
  } catch (failure) {
    return failure.message.replace(/^JSON\.parse: /, '');
  }
}

/** The value of the text; an empty one is null. */
export function parsed(text) {
  return text.trim() === '' ? null : JSON.parse(text);
}

const jsonMode = {
  name: 'json',
  token(stream) {
    if (stream.eatSpace()) {
      return null;
    }
    if (stream.match(/^"(?:\\.|[^"\\])*"?/)) {
      return stream.match(/^\s*:/, false) ? 'propertyName' : 'string';
    }
    if (stream.match(/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/)) {
      return 'number';
    }
    if (stream.match(/^(?:true|false|null)\b/)) {
      return 'keyword';
    }
    return /[{}[\]:,]/.test(stream.next()) ? null : 'invalid';
  },
  languageData: {closeBrackets: {brackets: ['{', '[', '"']}},
};
