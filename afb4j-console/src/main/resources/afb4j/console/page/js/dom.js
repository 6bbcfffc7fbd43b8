// Elements made of data. Text only ever becomes text nodes: nothing that came from a binder is read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** An element: h('button', {class: 'primary', onclick: call}, 'Call'). Children may be nested arrays; null is nothing. */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** As h, for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'value') {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Puts children in place of what was there. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return element;
}

const ICONS = {
  overview: 'M3 13h4v8H3zM10 3h4v18h-4zM17 8h4v13h-4z',
  apis: 'M4 5h16M4 12h10M4 19h13',
  events: 'M3 12h4l3-8 4 16 3-8h4',
  connections: 'M6 7a3 3 0 1 0 0-.01M18 17a3 3 0 1 0 0-.01M8 9l8 6',
  calls: 'M4 6h2M4 12h2M4 18h2M9 6h11M9 12h11M9 18h11',
  theme: 'M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.6 9.6a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.7M12 16.6v.01',
  identity: 'M12 12a4 4 0 1 0-4-4 4 4 0 0 0 4 4zM4 21c0-4 4-6 8-6s8 2 8 6',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  back: 'M15 5l-7 7 7 7',
};

/** A picture that says nothing to a reader of the page: the text beside it does. */
export function icon(name) {
  return svg('svg', {viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true'}, svg('path', {d: ICONS[name]}));
}

/** A button with a picture and a name. */
export function iconButton(name, label, onclick, attributes = {}) {
  return h('button', {type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...attributes}, icon(name));
}

/** A time of the day that begins a row, to press; a narrow page leaves its milliseconds out. */
export function timeButton(clock) {
  return h('button', {type: 'button', class: 'link'}, clock.slice(0, 8), h('span', {class: 'fine'}, clock.slice(8)));
}

/** A table that scrolls by itself when it is wider than its place. */
export function table(label, columns, attributes = {}) {
  const body = h('tbody');
  const head = h('tr', {}, columns.map(column => h('th', {scope: 'col', class: column.class}, column.title)));
  const element = h('div', {class: 'table', tabindex: '0', role: 'region', 'aria-label': label, ...attributes},
    h('table', {}, h('thead', {}, head), body));
  return {element, body};
}

/** A group of buttons of which one is chosen: the value of an option is told to onchange. */
export function choice(label, options, chosen, onchange) {
  const buttons = options.map(([value, text]) => h('button', {
    type: 'button',
    'aria-pressed': value === chosen ? 'true' : 'false',
    onclick: event => {
      buttons.forEach(button => button.setAttribute('aria-pressed', button === event.currentTarget ? 'true' : 'false'));
      onchange(value);
    },
  }, text));
  return h('div', {class: 'choice', role: 'group', 'aria-label': label}, buttons);
}

/** A box to tick, with its text. */
export function tick(text, checked, onchange, attributes = {}) {
  const box = h('input', {type: 'checkbox', checked, onchange: () => onchange(box.checked), ...attributes});
  return h('label', {class: 'tick'}, box, text);
}

const announcer = () => document.getElementById('announcer');

/** Says something to who hears the page instead of seeing it. */
export function announce(text) {
  announcer().textContent = text;
}
