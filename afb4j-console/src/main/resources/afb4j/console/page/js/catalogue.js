// The APIs of the binder and their verbs, as they describe themselves.

/** Tells `change` when something became known. */
export class Catalogue extends EventTarget {
  #connection;
  #reading = 0;

  constructor(connection) {
    super();
    this.#connection = connection;
    this.apis = new Map();
    this.problem = null;
    this.isRead = false;
    connection.addEventListener('open', () => this.read());
  }

  /** Asks again. */
  async read() {
    const turn = ++this.#reading;
    const call = await this.#connection.call('monitor', 'get', {apis: true}, {quiet: true});
    if (turn !== this.#reading) {
      return;
    }
    this.problem = call.ok ? null : call;
    if (call.ok) {
      const names = Object.entries(call.response?.apis ?? {});
      const known = await Promise.all(names.map(([name, alias]) => this.#describe(name, alias)));
      if (turn !== this.#reading) {
        return;
      }
      known.sort((one, other) => (one.name === 'monitor') - (other.name === 'monitor')); // the others are what one came for
      this.apis = new Map(known.map(api => [api.name, api]));
      this.isRead = true;
    }
    this.dispatchEvent(new Event('change'));
  }

  async #describe(name, alias) {
    const aliasOf = typeof alias === 'string' ? alias : null;
    if (aliasOf) {
      return {name, aliasOf, info: `another name of ${aliasOf}`, verbs: [], events: [], problem: null};
    }
    const call = await this.#connection.call(name, 'info', null, {quiet: true});
    if (!call.ok) {
      return {name, aliasOf, info: '', verbs: [], events: [], problem: call};
    }
    const description = call.response ?? {};
    return {
      name,
      aliasOf,
      info: text(description.info?.description ?? description.info),
      verbs: verbsOf(description),
      events: eventsOf(description),
      definitions: description.$defs ?? description.definitions ?? {},
      problem: null,
    };
  }

  /** The verb, or undefined. */
  verb(api, verb) {
    const found = this.apis.get(api);
    const owner = found?.aliasOf ? this.apis.get(found.aliasOf) : found;
    return owner?.verbs.find(candidate => candidate.name === verb);
  }
}

function verbsOf(description) {
  const verbs = Array.isArray(description.verbs) ? description.verbs : Object.entries(description.verbs ?? {}).map(
    ([name, verb]) => ({name, ...verb}));
  return verbs.filter(verb => typeof verb?.name === 'string').map(verb => ({
    name: verb.name,
    info: text(verb.info),
    auth: text(verb.auth),
    isGlob: verb.glob === true,
    closesSession: verb['session-close'] === true,
    input: schema(verb.input),
    output: schema(verb.output),
  }));
}

function eventsOf(description) {
  const events = Array.isArray(description.events) ? description.events : Object.entries(description.events ?? {}).map(
    ([name, event]) => ({name, ...event}));
  return events.map(event => (typeof event === 'string' ? {name: event} : event))
    .filter(event => typeof event?.name === 'string')
    .map(event => ({name: event.name.replace(/^[^/]*\//, ''), info: text(event.info), schema: schema(event.data)}));
}

function text(value) {
  return typeof value === 'string' ? value : '';
}

function schema(value) {
  return value && typeof value === 'object' ? value : null;
}
