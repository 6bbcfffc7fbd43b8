// The calls of late: those of this console, and with a trace those of all clients.

const KEPT = 500;
const TRACE = {tag: 'console', request: ['begin', 'reply']};

/** Tells `change` when a call began or ended. Calls are the newest last. */
export class Log extends EventTarget {
  #connection;
  #open = new Map();
  #number = 0;

  constructor(connection) {
    super();
    this.#connection = connection;
    this.own = [];
    this.traced = [];
    this.tracing = false;
    this.problem = null;
    connection.addEventListener('call', ({detail}) => {
      if (!detail.quiet) {
        this.#add(this.own, detail);
      }
    });
    connection.addEventListener('reply', ({detail}) => {
      if (!detail.quiet) {
        this.#changed();
      }
    });
    connection.addEventListener('event', ({detail}) => {
      if (detail.name === 'monitor/trace') {
        this.#onTrace(detail.data);
      }
    });
    connection.addEventListener('open', () => {
      this.#open.clear();
      if (this.tracing) {
        this.trace(true);
      }
    });
  }

  /** Begins, or ends, to hear of the calls of all clients. */
  async trace(on) {
    this.tracing = on;
    const call = await this.#connection.call('monitor', 'trace', on ? {add: TRACE} : {drop: {tag: TRACE.tag}}, {quiet: true});
    this.problem = on && !call.ok ? call : null;
    this.tracing = on && call.ok;
    this.#changed();
  }

  clear() {
    this.own.length = 0;
    this.traced.length = 0;
    this.#open.clear();
    this.#changed();
  }

  #onTrace(data) {
    const request = data?.request;
    if (data?.tag !== TRACE.tag || !request) {
      return;
    }
    if (request.action === 'begin') {
      const call = {
        begun: Number(data.time) * 1000,
        api: request.api,
        verb: request.verb,
        args: single(data.data?.params),
        session: request.session,
        credentials: request.credentials,
        reply: null,
      };
      this.#open.set(request.index, call);
      if (this.#open.size > KEPT) {
        this.#open.delete(this.#open.keys().next().value);
      }
      this.#add(this.traced, call);
    } else if (request.action === 'reply' && this.#open.has(request.index)) {
      this.#end(this.#open.get(request.index), data);
      this.#open.delete(request.index);
    }
  }

  #end(call, data) {
    call.code = data.data?.status ?? 0;
    call.ok = call.code >= 0;
    call.status = call.ok ? 'success' : STATUSES[-call.code] ?? 'error';
    call.response = single(data.data?.reply);
    call.millis = Number(data.time) * 1000 - call.begun;
    call.reply = {status: call.code, reply: data.data?.reply};
    this.#changed();
  }

  #add(list, call) {
    call.number = ++this.#number;
    list.push(call);
    if (list.length > KEPT * 1.2) {
      list.splice(0, list.length - KEPT);
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

const STATUSES = [
  'success', 'internal-error', 'out-of-memory', 'unknown-api', 'unknown-verb', 'not-available', 'unauthorized',
  'invalid-token', 'forbidden', 'insufficient-scope', 'bad-api-state', 'no-reply', 'invalid-request', 'no-item',
  'bad-state', 'disconnected', 'timeout',
];

// Values of a call are a list; one is what most have.
function single(values) {
  return Array.isArray(values) ? (values.length === 1 ? values[0] : values.length === 0 ? null : values) : values ?? null;
}
