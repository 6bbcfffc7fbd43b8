// One verb: what it takes and gives, a form or an editor for its argument, its replies.

import {announce, choice, fill, h, icon} from '../dom.js';
import {fault, JsonEditor, parsed} from '../editor.js';
import {Form} from '../form.js';
import {millis} from '../format.js';
import {jsonBlock} from '../json.js';
import {badge, replyView, shellButtons} from '../reply.js';
import {typeText} from '../schema.js';

const KEPT_REPLIES = 8;

/** The view of a verb: {element, close}. */
export function verbView(context, api, verb, definitions) {
  const memory = context.memory.verbs[`${api}/${verb.name}`] ??= {args: undefined, calls: [], mode: verb.input ? 'form' : 'json'};
  const input = argumentInput(verb, definitions, memory);
  const replies = h('div', {class: 'replies', 'aria-live': 'polite'});
  const shell = h('div', {class: 'row'});
  const name = verb.isGlob ? h('input', {type: 'text', id: 'glob-name', value: verb.name, class: 'mono'}) : null;
  const button = h('button', {type: 'submit', class: 'primary'}, 'Call');

  async function call() {
    const {ok, value} = input.read();
    if (!ok) {
      announce('the arguments are not right yet');
      return;
    }
    memory.args = value;
    button.disabled = true;
    const done = await context.connection.call(api, name ? name.value : verb.name, value);
    button.disabled = false;
    memory.calls.unshift(done);
    memory.calls.length = Math.min(memory.calls.length, KEPT_REPLIES);
    announce(`${verb.name}: ${done.status}, ${millis(done.millis)}`);
    showReplies(0);
    const place = /^(\/[^\s:]*):\s*(.*)/s.exec(done.info ?? '');
    if (place && done.status === 'invalid-request') {
      input.mark(place[1], place[2]);
    }
  }

  function showReplies(index) {
    if (memory.calls.length === 0) {
      fill(replies, h('p', {class: 'muted'}, 'Not called yet. Ctrl+Enter calls it from any field.'));
      return;
    }
    const earlier = memory.calls.map((one, i) => h('button', {type: 'button', class: 'reply-chip', 'aria-pressed': String(i === index),
      onclick: () => showReplies(i)}, badge(one), millis(one.millis)));
    fill(replies, replyView(memory.calls[index]),
      memory.calls.length > 1 ? h('div', {class: 'chips', role: 'group', 'aria-label': 'Replies of late'}, earlier) : null);
  }

  const form = h('form', {class: 'card', novalidate: true, onsubmit: event => {
    event.preventDefault();
    call();
  }, onkeydown: event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      call();
    }
  }},
  h('div', {class: 'card-head'}, h('h2', {}, 'Argument'), input.modes),
  name ? h('div', {class: 'field'}, h('label', {for: 'glob-name'}, 'name to call'), name,
    h('p', {class: 'field-hint'}, 'the verb answers to all names of this pattern')) : null,
  input.element,
  h('div', {class: 'row'}, button, shell));

  fill(shell, shellButtons(context, {api, get verb() {
    return name ? name.value : verb.name;
  }, get args() {
    return input.peek();
  }}));
  showReplies(0);
  return {
    element: h('div', {class: 'verb'},
      h('a', {class: 'back', href: '#/apis'}, icon('back'), 'All verbs'),
      h('h1', {tabindex: '-1'}, h('span', {class: 'muted'}, `${api}/`), verb.name),
      verb.info ? h('p', {class: 'lead'}, verb.info) : null,
      facts(verb),
      h('div', {class: 'columns'}, form, h('section', {class: 'card', 'aria-label': 'Reply'},
        h('div', {class: 'card-head'}, h('h2', {}, 'Reply')), replies)),
      schemas(verb)),
    close: () => {
      memory.args = input.peek();
      input.close();
    },
  };
}

function facts(verb) {
  const all = [
    verb.auth ? h('span', {class: 'fact'}, 'needs ', h('code', {}, verb.auth)) : null,
    verb.closesSession ? h('span', {class: 'fact'}, 'closes the session') : null,
    verb.isGlob ? h('span', {class: 'fact'}, 'answers to many names') : null,
  ].filter(fact => fact !== null);
  return all.length > 0 ? h('p', {class: 'facts'}, all) : null;
}

function schemas(verb) {
  const both = [['Input', verb.input], ['Output', verb.output]].filter(([, schema]) => schema !== null);
  return both.length === 0 ? null : h('div', {class: 'schemas'}, both.map(([title, schema]) => h('details', {class: 'card'},
    h('summary', {}, `${title} schema`, h('span', {class: 'muted'}, ` ${typeText(schema, schema)}`)),
    jsonBlock(schema, `${title} schema`))));
}

/** The argument, in a form or as JSON. */
function argumentInput(verb, definitions, memory) {
  const place = h('div', {});
  let form = null;
  let editor = null;
  const current = () => (form ? form.read() : readEditor());

  function readEditor() {
    const problem = fault(editor.text);
    fill(editorError, problem ?? '');
    editorError.hidden = problem === null;
    return problem === null ? {ok: true, value: parsed(editor.text)} : {ok: false};
  }

  const editorError = h('p', {class: 'field-error', role: 'alert', hidden: true});

  function show(mode, value) {
    memory.mode = mode;
    editor?.close();
    editor = null;
    form = null;
    if (mode === 'form') {
      form = new Form(verb.input, definitions, value);
      fill(place, form.element);
    } else {
      editor = new JsonEditor('Argument as JSON', JSON.stringify(value ?? (verb.input?.type === 'object' ? {} : null), null, 2), () => {
        editorError.hidden = true;
      });
      fill(place, editor.element, editorError);
    }
  }

  const modes = verb.input ? choice('How to write the argument', [['form', 'Form'], ['json', 'JSON']], memory.mode, mode => {
    show(mode, current().value ?? memory.args); // what is right of it, even if not all is
  }) : h('span', {class: 'muted'}, 'as JSON');
  show(verb.input ? memory.mode : 'json', memory.args);
  return {
    element: place,
    modes,
    read: current,
    peek: () => {
      const read = current();
      return read.ok ? read.value : memory.args;
    },
    mark: (pointer, text) => {
      if (form) {
        form.mark(pointer, text);
      } else {
        fill(editorError, `${pointer}: ${text}`);
        editorError.hidden = false;
      }
    },
    close: () => editor?.close(),
  };
}
