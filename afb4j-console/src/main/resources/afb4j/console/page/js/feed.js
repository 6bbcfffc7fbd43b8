// The events that arrive, and the subscriptions that the console has made.

const KEPT_EVENTS = 1000;
const KEPT_POINTS = 1200;
const MOST_SERIES = 200;
const RATE_MILLIS = 5000;
const INTERNAL = new Set(['monitor/metrics', 'monitor/trace']);

/** Tells `change` when an event came, or the subscriptions are others. */
export class Feed extends EventTarget {
  #connection;
  #wasLost = false;

  constructor(connection) {
    super();
    this.#connection = connection;
    this.events = []; // oldest first
    this.sources = new Map(); // by event name: {name, count, latest, times}
    this.series = new Map(); // by `event path`: {key, event, path, times, values}, all that is a number
    this.subscriptions = new Map();
    this.seen = 0;
    connection.addEventListener('event', ({detail}) => this.#take(detail));
    connection.addEventListener('state', ({detail}) => {
      this.#wasLost ||= detail === 'waiting';
    });
    connection.addEventListener('open', () => this.#subscribeAgain());
  }

  /** Subscribes by the verb `subscribe` of an API; answers the call. */
  async subscribe(api, args) {
    const call = await this.#connection.call(api, 'subscribe', args);
    if (call.ok) {
      this.#remember(api, args, call);
    }
    return call;
  }

  /** Unsubscribes what such a call has subscribed. */
  async unsubscribe(key) {
    const subscription = this.subscriptions.get(key);
    const call = await this.#connection.call(subscription.api, 'unsubscribe', subscription.what);
    if (call.ok || call.status === 'disconnected') {
      this.subscriptions.delete(key);
      this.dispatchEvent(new Event('change'));
    }
    return call;
  }

  #remember(api, args, call) {
    const what = args !== null && typeof args === 'object' && !Array.isArray(args) ? args.event ?? '*' : args;
    const key = `${api} ${JSON.stringify(what)}`;
    const names = Array.isArray(call.response) ? call.response : [];
    this.subscriptions.set(key, {key, api, args, what, names, problem: null});
    this.dispatchEvent(new Event('change'));
  }

  async #subscribeAgain() {
    if (!this.#wasLost) {
      return;
    }
    this.#wasLost = false;
    for (const subscription of this.subscriptions.values()) {
      const call = await this.#connection.call(subscription.api, 'subscribe', subscription.args);
      subscription.problem = call.ok ? null : call;
    }
    this.dispatchEvent(new Event('change'));
  }

  clear() {
    this.events.length = 0;
    this.sources.clear();
    this.series.clear();
    this.dispatchEvent(new Event('change'));
  }

  #take(event) {
    if (INTERNAL.has(event.name)) {
      return;
    }
    event.number = ++this.seen;
    this.events.push(event);
    if (this.events.length > KEPT_EVENTS * 1.2) {
      this.events.splice(0, this.events.length - KEPT_EVENTS);
    }
    const source = this.sources.get(event.name) ?? {name: event.name, count: 0, latest: null, times: []};
    this.sources.set(event.name, source);
    source.count++;
    source.latest = event;
    source.times.push(event.time);
    if (source.times.length > 400) {
      source.times.splice(0, 200);
    }
    for (const [path, value] of numbers(event.data)) {
      this.#point(event, path, value);
    }
    this.dispatchEvent(new Event('change'));
  }

  #point(event, path, value) {
    const key = `${event.name} ${path}`;
    let series = this.series.get(key);
    if (!series) {
      if (this.series.size >= MOST_SERIES) {
        return;
      }
      series = {key, event: event.name, path, times: [], values: []};
      this.series.set(key, series);
    }
    series.times.push(event.time / 1000);
    series.values.push(value);
    if (series.times.length > KEPT_POINTS * 1.2) {
      series.times.splice(0, series.times.length - KEPT_POINTS);
      series.values.splice(0, series.values.length - KEPT_POINTS);
    }
  }
}

/** How many came in a second, of late. */
export function rateOf(source, now) {
  const recent = source.times.filter(time => now - time < RATE_MILLIS);
  return recent.length / (RATE_MILLIS / 1000);
}

/** All numbers and truths in a value with their paths; few of a long array. */
function numbers(value, path = '', depth = 0) {
  if (typeof value === 'number') {
    return [[path, value]];
  }
  if (typeof value === 'boolean') {
    return [[path, value ? 1 : 0]];
  }
  if (value === null || typeof value !== 'object' || depth > 4) {
    return [];
  }
  const members = Array.isArray(value) ? value.slice(0, 8).map((item, i) => [String(i), item]) : Object.entries(value);
  return members.flatMap(([name, item]) => numbers(item, path === '' ? name : `${path}.${name}`, depth + 1));
}
