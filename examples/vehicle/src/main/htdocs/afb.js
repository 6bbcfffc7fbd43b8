// A small client of the JSON websocket of a binder, x-afb-ws-json1: calls, replies, events, and again when it breaks.

const [CALL, REPLY, ERROR, EVENT] = [2, 3, 4, 5];
const LONGEST_DELAY_MILLIS = 8000;

export class Binder {
  #socket = null;
  #pending = new Map();
  #next = 1;
  #delay = 500;

  /**
   * @param handlers {onState(isOpen), onEvent(name, data)}; onState is told each time, so that it may subscribe again
   */
  constructor(handlers) {
    this.handlers = handlers;
    this.session = '';
  }

  connect() {
    const address = new URL('/api', location.href.replace(/^http/, 'ws'));
    if (this.session) {
      address.searchParams.set('x-afb-uuid', this.session);
    }
    const socket = new WebSocket(address, 'x-afb-ws-json1');
    this.#socket = socket;
    socket.onopen = () => {
      this.#delay = 500;
      this.handlers.onState(true);
    };
    socket.onmessage = ({data}) => this.#receive(JSON.parse(data));
    socket.onclose = () => {
      if (socket === this.#socket) {
        this.#lost();
        setTimeout(() => this.connect(), this.#delay);
        this.#delay = Math.min(LONGEST_DELAY_MILLIS, this.#delay * 2);
      }
    };
  }

  /** Goes on in another session. */
  use(session) {
    this.session = session;
    const socket = this.#socket;
    this.#socket = null;
    this.#lost();
    socket?.close();
    this.connect();
  }

  /** Calls `api/verb`; the promise gives the response, or fails with an error that has the status. */
  call(verb, args = null) {
    return new Promise((resolve, reject) => {
      if (this.#socket?.readyState !== WebSocket.OPEN) {
        reject(failure('disconnected', 'there is no connection'));
        return;
      }
      const id = String(this.#next++);
      this.#pending.set(id, {resolve, reject});
      this.#socket.send(JSON.stringify([CALL, id, verb, args]));
    });
  }

  #receive([kind, id, value]) {
    if (kind === EVENT) {
      this.handlers.onEvent(id, value.data);
      return;
    }
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    if (kind === REPLY) {
      call?.resolve(value.response);
    } else if (kind === ERROR) {
      call?.reject(failure(value.request.status, value.request.info));
    }
  }

  #lost() {
    this.#pending.forEach(call => call.reject(failure('disconnected', 'the binder is gone')));
    this.#pending.clear();
    this.handlers.onState(false);
  }
}

function failure(status, info) {
  return Object.assign(new Error(info ?? status), {status});
}
