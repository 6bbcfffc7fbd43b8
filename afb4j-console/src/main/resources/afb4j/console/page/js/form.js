// A form made of a JSON schema.

import {h} from './dom.js';
import {kindOf, resolved, typeText} from './schema.js';

let ids = 0;

/**
 * A form for a value that the schema describes.
 *
 * `read()` gives {ok, value}: ok is false when a field is wrong, which then says so. `mark(pointer, text)` says at the
 * field of a JSON pointer what is wrong there, and answers whether there is one.
 */
export class Form {
  #root;
  #field;
  #places = new Map();

  constructor(schema, definitions, initial) {
    this.#root = {$defs: definitions, definitions, ...schema};
    this.#field = this.#make(schema, {name: '', pointer: '', isRequired: true, depth: 0, initial});
    this.element = h('div', {class: 'form'}, this.#field.element);
  }

  read() {
    this.#places.forEach(place => place.clear());
    const {ok, value} = this.#field.read();
    return {ok, value: value === undefined ? null : value};
  }

  mark(pointer, text) {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const place = this.#places.get(at);
      if (place) {
        place.say(text);
        return true;
      }
      if (at === '') {
        return false;
      }
    }
  }

  #make(given, at) {
    const {schema, isNullable} = resolved(given, this.#root);
    const field = {...at, schema, isNullable, title: at.name || schema.title || 'argument'};
    field.initial = at.initial !== undefined ? at.initial : schema.default ?? schema.const;
    switch (kindOf(schema, at.depth)) {
      case 'enum':
        return this.#choice(field, schema.enum ?? [schema.const]);
      case 'boolean':
        return this.#truth(field);
      case 'integer':
      case 'number':
        return this.#number(field);
      case 'string':
        return this.#text(field);
      case 'object':
        return this.#object(field);
      case 'array':
        return this.#list(field);
      case 'variants':
        return this.#variants(field);
      default:
        return this.#json(field);
    }
  }

  /** A label, a control, what is to say about it, and the place for what is wrong. */
  #row(field, control, read, hint = typeText(field.schema, this.#root)) {
    const id = `field-${++ids}`;
    const error = h('p', {class: 'field-error', id: `${id}-error`, hidden: true});
    const about = h('p', {class: 'field-hint', id: `${id}-hint`},
      [field.schema.description, hint, field.isRequired ? null : 'optional'].filter(Boolean).join(' · '));
    control.id = id;
    control.setAttribute('aria-describedby', `${id}-hint ${id}-error`);
    const place = {
      say: text => {
        error.textContent = text;
        error.hidden = false;
        control.setAttribute('aria-invalid', 'true');
        control.focus();
      },
      clear: () => {
        error.hidden = true;
        control.removeAttribute('aria-invalid');
      },
    };
    this.#places.set(field.pointer, place);
    const wrong = text => {
      place.say(text);
      return {ok: false};
    };
    return {
      element: h('div', {class: 'field'}, h('label', {for: id}, field.title), control, error, about),
      read: () => read(wrong),
    };
  }

  #absent(field, wrong, what) {
    if (!field.isRequired) {
      return {ok: true, value: undefined};
    }
    return field.isNullable ? {ok: true, value: null} : wrong(`${what} is needed here`);
  }

  #choice(field, values) {
    const isOptional = !field.isRequired || field.isNullable;
    const shown = values.map(value => (typeof value === 'string' ? value : JSON.stringify(value)));
    const select = h('select', {},
      isOptional ? h('option', {value: ''}, '—') : null,
      shown.map((text, i) => h('option', {value: String(i)}, text)));
    const chosen = values.findIndex(value => JSON.stringify(value) === JSON.stringify(field.initial));
    select.value = chosen >= 0 ? String(chosen) : isOptional ? '' : '0';
    return this.#row(field, select, wrong => (select.value === '' ? this.#absent(field, wrong, 'a choice')
      : {ok: true, value: values[Number(select.value)]}), '');
  }

  #truth(field) {
    if (!field.isRequired || field.isNullable) {
      return this.#choice(field, [true, false]);
    }
    const box = h('input', {type: 'checkbox', checked: field.initial === true});
    const row = this.#row(field, box, () => ({ok: true, value: box.checked}), '');
    row.element.classList.add('field-tick');
    return row;
  }

  #number(field) {
    const {schema} = field;
    const isWhole = schema.type === 'integer';
    const input = h('input', {type: 'text', inputmode: isWhole ? 'numeric' : 'decimal', autocomplete: 'off',
      value: field.initial === undefined || field.initial === null ? '' : String(field.initial)});
    return this.#row(field, input, wrong => {
      const text = input.value.trim();
      if (text === '') {
        return this.#absent(field, wrong, 'a number');
      }
      const value = Number(text);
      if (!Number.isFinite(value) || (isWhole && !Number.isInteger(value))) {
        return wrong(`expected ${isWhole ? 'a whole number' : 'a number'}, got “${text}”`);
      }
      if (value < schema.minimum || value > schema.maximum) {
        return wrong(`expected ${typeText(schema, this.#root)}, got ${text}`);
      }
      return {ok: true, value};
    });
  }

  #text(field) {
    const {schema} = field;
    const input = h('input', {type: 'text', autocomplete: 'off', spellcheck: 'false',
      maxlength: schema.maxLength, placeholder: Array.isArray(schema.examples) ? String(schema.examples[0]) : undefined,
      value: typeof field.initial === 'string' ? field.initial : ''});
    const hint = [schema.format ?? 'text', schema.pattern ? `like ${schema.pattern}` : ''].filter(Boolean).join(' ');
    return this.#row(field, input, wrong => {
      if (input.value === '' && (!field.isRequired || field.isNullable)) {
        return this.#absent(field, wrong, 'a text');
      }
      if (input.value.length < (schema.minLength ?? 0)) {
        return wrong(`expected ${schema.minLength} characters or more`);
      }
      return {ok: true, value: input.value};
    }, hint);
  }

  #object(field) {
    const {schema} = field;
    const required = new Set(schema.required ?? []);
    const given = field.initial !== null && typeof field.initial === 'object' ? field.initial : {};
    const members = Object.entries(schema.properties).map(([name, member]) => [name, this.#make(member, {
      name,
      pointer: `${field.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      isRequired: required.has(name),
      depth: field.depth + 1,
      initial: given[name],
    })]);
    const beyond = Object.entries(given).filter(([name]) => !(name in schema.properties));
    const isWhole = field.pointer === '';
    const present = isWhole || field.isRequired ? null
      : h('input', {type: 'checkbox', checked: field.initial !== undefined, onchange: () => show()});
    const inner = h('div', {class: 'members'}, members.map(([, member]) => member.element));
    const show = () => {
      inner.hidden = present !== null && !present.checked;
    };
    show();
    const element = isWhole ? inner : h('fieldset', {},
      h('legend', {}, present ? h('label', {class: 'tick'}, present, field.title) : field.title),
      schema.description ? h('p', {class: 'field-hint'}, schema.description) : null, inner);
    return {element, read: () => (present && !present.checked ? {ok: true, value: undefined} : together(members, beyond))};
  }

  #list(field) {
    const {schema} = field;
    const items = h('div', {class: 'items'});
    const fields = [];
    const add = initial => {
      const item = this.#make(schema.items, {
        name: `${field.title} ${fields.length + 1}`,
        pointer: `${field.pointer}/${fields.length}`,
        isRequired: true,
        depth: field.depth + 1,
        initial,
      });
      fields.push(item);
      items.append(item.element);
    };
    const remove = () => fields.pop()?.element.remove();
    (Array.isArray(field.initial) ? field.initial : []).forEach(add);
    const element = h('fieldset', {},
      h('legend', {}, field.title),
      h('p', {class: 'field-hint'}, [schema.description, typeText(schema, this.#root)].filter(Boolean).join(' · ')), items,
      h('div', {class: 'row'},
        h('button', {type: 'button', onclick: () => add(undefined), 'aria-label': `Add to ${field.title}`}, 'Add'),
        h('button', {type: 'button', onclick: remove, 'aria-label': `Remove the last of ${field.title}`}, 'Remove last')));
    return {
      element,
      read: () => {
        const read = fields.map(item => item.read());
        const isAbsent = read.length === 0 && !field.isRequired;
        return {ok: read.every(item => item.ok), value: isAbsent ? undefined : read.map(item => item.value ?? null)};
      },
    };
  }

  #variants(field) {
    const kinds = field.schema.anyOf;
    const place = h('div', {class: 'variant'});
    let chosen;
    const isNone = !field.isRequired || field.isNullable;
    const choose = (index, initial) => {
      chosen = index < 0 ? {read: () => ({ok: true, value: field.isRequired ? null : undefined})}
        : this.#make(kinds[index], {...field, initial, isRequired: true, depth: field.depth + 1});
      place.replaceChildren(...(index < 0 ? [] : [chosen.element]));
    };
    const select = h('select', {'aria-label': `kind of ${field.title}`, onchange: () => choose(Number(select.value), undefined)},
      isNone ? h('option', {value: '-1'}, '—') : null,
      kinds.map((kind, i) => h('option', {value: String(i)}, kind.title ?? typeText(kind, this.#root))));
    const first = field.initial === undefined ? (isNone ? -1 : 0) : Math.max(0, kinds.findIndex(kind => fits(field.initial, kind, this.#root)));
    select.value = String(first);
    choose(first, field.initial);
    return {
      element: h('div', {class: 'field'}, h('div', {class: 'row'}, h('span', {class: 'field-title'}, field.title), select), place),
      read: () => chosen.read(),
    };
  }

  #json(field) {
    const area = h('textarea', {rows: '3', spellcheck: 'false', class: 'mono',
      value: field.initial === undefined ? '' : JSON.stringify(field.initial, null, 2)});
    return this.#row(field, area, wrong => {
      if (area.value.trim() === '') {
        return field.isRequired ? {ok: true, value: null} : {ok: true, value: undefined};
      }
      try {
        return {ok: true, value: JSON.parse(area.value)};
      } catch (failure) {
        return wrong(`no JSON: ${failure.message}`);
      }
    }, field.schema.type ? `${field.schema.type} as JSON` : 'any JSON');
  }
}

/** An object of what its members read; members that the form does not know are kept as they were. */
function together(members, beyond) {
  const value = Object.fromEntries(beyond);
  let ok = true;
  for (const [name, member] of members) {
    const read = member.read();
    ok &&= read.ok;
    if (read.value !== undefined) {
      value[name] = read.value;
    }
  }
  return {ok, value};
}

/** Whether a value is of the type that a schema tells, roughly. */
function fits(value, schema, root) {
  const {type} = resolved(schema, root).schema;
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return type === undefined || type === actual || (type === 'integer' && Number.isInteger(value));
}
