// What monitor/metrics told in the last minutes, once a second.

const KEPT = 300;

/** Samples of the binder's metrics. Tells `change` when there is a new one, or none can be had. */
export class Metrics extends EventTarget {
  #connection;

  constructor(connection) {
    super();
    this.#connection = connection;
    this.samples = [];
    this.problem = null;
    connection.addEventListener('open', () => this.#subscribe());
    connection.addEventListener('event', ({detail}) => {
      if (detail.name === 'monitor/metrics') {
        this.#add(detail.data);
      }
    });
  }

  get latest() {
    return this.samples.at(-1) ?? null;
  }

  async #subscribe() {
    const first = await this.#connection.call('monitor', 'metrics', null, {quiet: true});
    if (!first.ok) {
      this.problem = first;
      this.dispatchEvent(new Event('change'));
      return;
    }
    this.problem = null;
    this.#add(first.response);
    await this.#connection.call('monitor', 'subscribe', 'metrics', {quiet: true});
  }

  #add(sample) {
    if (!sample || typeof sample.time !== 'number') {
      return;
    }
    const last = this.latest;
    if (last && (sample.uptime < last.uptime || sample.time < last.time)) {
      this.samples.length = 0; // another binder: what was counted before is not comparable
    } else if (last && sample.time - last.time < 0.3) {
      return;
    }
    this.samples.push(sample);
    if (this.samples.length > KEPT) {
      this.samples.shift();
    }
    this.dispatchEvent(new Event('change'));
  }

  /** The times of all samples, in seconds since 1970. */
  times() {
    return this.samples.map(sample => sample.time);
  }

  /** How a sample looks, at each time: read(sample) is a number, or null. */
  values(read) {
    return this.samples.map(sample => read(sample) ?? null);
  }

  /** How much a count grows in a second, at each time; nothing is known at the first. */
  rates(read) {
    return this.samples.map((sample, i) => (i === 0 ? null : rate(this.samples[i - 1], sample, read)));
  }

  /** The present rate of a count. */
  rateNow(read) {
    const [before, now] = this.samples.slice(-2);
    return now ? rate(before, now, read) : null;
  }

  /** The verbs by name, `api/verb`, with what was counted of each until now and its present rate. */
  verbs() {
    const [before, now] = this.samples.length > 1 ? this.samples.slice(-2) : [null, this.latest];
    const earlier = new Map((before?.calls ?? []).map(verb => [verbName(verb), verb]));
    return (now?.calls ?? []).map(verb => {
      const name = verbName(verb);
      const grown = before ? (verb.count - (earlier.get(name)?.count ?? 0)) / (now.time - before.time) : 0;
      return {...verb, name, rate: Math.max(0, grown)};
    });
  }

  /**
   * A percentile of the latency, at each time: of one verb, or with null the largest among all verbs. Nothing where none
   * was called since the sample before.
   */
  latencies(percentile, name) {
    return this.samples.map((sample, i) => {
      const before = new Map((this.samples[i - 1]?.calls ?? []).map(verb => [verbName(verb), verb.count]));
      const called = i === 0 ? [] : sample.calls.filter(verb => (name === null || verbName(verb) === name)
        && verb.count > (before.get(verbName(verb)) ?? 0));
      const values = called.map(verb => recentLatency(verb)[percentile]).filter(Number.isFinite);
      return values.length === 0 ? null : Math.max(...values);
    });
  }
}

/** All calls of a sample. */
export function calls(sample) {
  return (sample.calls ?? []).reduce((sum, verb) => sum + verb.count, 0);
}

/** All calls of a sample that failed. */
export function errors(sample) {
  return (sample.calls ?? []).reduce((sum, verb) => sum + (verb.errors ?? 0), 0);
}

/** The latency of the last second, if the binder tells it, else that of all calls. */
function recentLatency(verb) {
  return verb.recent?.count > 0 ? verb.recent : verb.latency ?? {};
}

function verbName(verb) {
  return `${verb.api}/${verb.verb}`;
}

function rate(before, now, read) {
  const seconds = before ? now.time - before.time : 0;
  return seconds > 0 ? Math.max(0, (read(now) - read(before)) / seconds) : null;
}
