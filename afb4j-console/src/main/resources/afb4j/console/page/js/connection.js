// The JSON websocket of a binder: calls, replies, events. When it breaks it is opened again, later and later.

const CALL = 2;
const REPLY = 3;
const ERROR = 4;
const EVENT = 5;

const FIRST_DELAY_MILLIS = 400;
const LONGEST_DELAY_MILLIS = 10_000;
const STABLE_MILLIS = 5_000;

/** The reply of a call that never got one. */
function lost(info) {
  return {jtype: 'afb-reply', request: {status: 'disconnected', code: -15, info}};
}

/**
 * One connection, that heals.
 *
 * Tells by events: `state` when state changes, `open` each time it has been opened, `call` with a call as it begins and
 * `reply` with it when it ended, `event` with a push. States: connecting, open, waiting.
 */
export class Connection extends EventTarget {
  #address;
  #identity;
  #socket = null;
  #pending = new Map();
  #next = 1;
  #failures = 0;
  #timer = 0;
  #openedAt = 0;
  #tokenSent = false;

  /** @param address of the websocket; @param identity {session, token} of the calls, empty for none */
  constructor(address, identity) {
    super();
    this.#address = address;
    this.#identity = identity;
    this.state = 'connecting';
    this.retryAt = 0;
    this.opened = 0;
    addEventListener('online', () => this.retry());
  }

  get address() {
    return this.#address;
  }

  get identity() {
    return this.#identity;
  }

  /** Opens it, and again whenever it breaks. */
  start() {
    clearTimeout(this.#timer);
    this.#setState('connecting');
    const address = new URL(this.#address);
    if (this.#identity.session) {
      address.searchParams.set('x-afb-uuid', this.#identity.session);
    }
    const socket = new WebSocket(address, 'x-afb-ws-json1');
    this.#socket = socket;
    this.#tokenSent = false;
    socket.onopen = () => this.#onOpen(socket);
    socket.onmessage = message => this.#onMessage(message.data);
    socket.onclose = event => this.#onClose(socket, event);
  }

  /** Does not wait for the next attempt. */
  retry() {
    if (this.state === 'waiting') {
      this.start();
    }
  }

  /** Goes on with another session and token. */
  changeIdentity(identity) {
    this.#identity = identity;
    this.#failures = 0;
    const socket = this.#socket;
    this.#socket = null;
    this.#fail('the identity has been changed');
    socket?.close();
    this.start();
  }

  /**
   * Calls a verb. The promise always ends, with the call: its reply, how long it took, whether it succeeded.
   *
   * @param options {quiet} true for calls of the console itself, which its log leaves out
   */
  call(api, verb, args = null, options = {}) {
    const call = {id: String(this.#next++), api, verb, args, quiet: options.quiet === true, begun: Date.now(), reply: null};
    const result = new Promise(resolve => {
      call.resolve = resolve;
    });
    this.#tell('call', call);
    if (this.state !== 'open') {
      call.sent = performance.now();
      this.#end(call, lost('there is no connection to the binder'));
      return result;
    }
    this.#pending.set(call.id, call);
    const message = [CALL, call.id, `${api}/${verb}`, args];
    if (this.#identity.token && !this.#tokenSent) {
      message.push(this.#identity.token);
      this.#tokenSent = true;
    }
    call.sent = performance.now();
    this.#socket.send(JSON.stringify(message));
    return result;
  }

  #onOpen(socket) {
    if (socket !== this.#socket) {
      return;
    }
    this.#openedAt = performance.now();
    this.opened++;
    this.#setState('open');
    this.#tell('open', null);
  }

  #onMessage(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      console.warn('the binder has sent what is not JSON');
      return;
    }
    const [kind, name, value] = message;
    if (kind === EVENT) {
      this.#tell('event', {time: Date.now(), name, data: value?.data ?? null});
    } else if (kind === REPLY || kind === ERROR) {
      const call = this.#pending.get(name);
      if (call) {
        this.#pending.delete(name);
        this.#end(call, value);
      }
    } else if (kind === CALL) {
      this.#socket.send(JSON.stringify([ERROR, name, 'unimplemented']));
    }
  }

  #onClose(socket, event) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    this.#fail('the connection has ended before the reply');
    if (this.state === 'open' && performance.now() - this.#openedAt > STABLE_MILLIS) {
      this.#failures = 0;
    }
    const longest = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS * 2 ** this.#failures++);
    const delay = longest * (0.75 + Math.random() / 2);
    this.reason = event.reason || (event.code === 1006 ? '' : `close code ${event.code}`);
    this.retryAt = Date.now() + delay;
    this.#timer = setTimeout(() => this.start(), delay);
    this.#setState('waiting');
  }

  #fail(info) {
    const calls = [...this.#pending.values()];
    this.#pending.clear();
    calls.forEach(call => this.#end(call, lost(info)));
  }

  #end(call, reply) {
    call.millis = performance.now() - call.sent;
    call.reply = reply;
    call.status = reply?.request?.status ?? 'malformed';
    call.code = reply?.request?.code ?? 0;
    call.info = reply?.request?.info;
    call.response = reply?.response;
    call.ok = call.status === 'success';
    this.#tell('reply', call);
    call.resolve(call);
  }

  #setState(state) {
    this.state = state;
    this.#tell('state', state);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail}));
  }
}
