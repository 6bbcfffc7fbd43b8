// Talks to a binder through the client library of redpesk pages. Argument: HOST:PORT. Prints what it sees, a line each; a
// binder that hangs up is waited for until it is there again.
import { copyFileSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import WebSocket from 'ws';

const host = process.argv[2];
const RETRY_MILLIS = 100;
const say = (what, value) => console.log(value === undefined ? what : `${what} ${JSON.stringify(value)}`);

// What a page has, and Node has not, at least not in all versions.
globalThis.WebSocket = WebSocket;
globalThis.window = { location: { host, protocol: 'http:', search: '' } };

// The library is a module whose name does not say so: bundlers do not mind, Node does.
const source = new URL('./node_modules/@redpesk/afb-ws/src/index.js', import.meta.url);
const named = new URL('./afb-ws-library.mjs', import.meta.url);
copyFileSync(source, named);
const { AFB } = await import(named);

const afb = new AFB('api', 'first');
afb.context.uuid = 'session-of-node';

const open = () => new Promise((resolve, reject) => new afb.ws(resolve, reject));
const call = async (ws, verb, argument) => {
    try {
        const reply = await ws.call(verb, argument);
        say(verb, [reply.request.status, reply.response]);
    } catch (error) {
        say(`${verb} failed`, [error.request.status, error.request.info]);
    }
};

let ws = await open();
ws.onclose = () => say('closed');
say('open');
await call(ws, 'hello/ping', { a: [1, 'é'] });
await call(ws, 'hello/fail', null);
await call(ws, 'nope/x', null);

// Events: by name, by API, and all.
const seen = new Promise(resolve => {
    ws.onevent('hello/news', event => say('by name', event));
    ws.onevent('hello', event => say('by api', event.event));
    ws.onevent('*', event => resolve(say('by star', event.data)));
});
await call(ws, 'hello/eventadd', { tag: 't', name: 'news' });
await call(ws, 'hello/eventsub', { tag: 't' });
await call(ws, 'hello/eventpush', { tag: 't', data: { z: 1 } });
await seen;

// The token: in the address, then replaced by that of a call.
await call(ws, 'hello/checktok', null);
afb.context.token = 'wrong';
await call(ws, 'hello/checktok', null);
afb.context.token = 'first';
await call(ws, 'hello/checktok', null);

// Two websockets of one session.
await call(ws, 'hello/setctx', { kept: true });
const other = await open();
await call(other, 'hello/getctx', null);
other.close();

// A call that waits when the binder goes, and one to the binder that comes back.
const pending = call(ws, 'hello/mutebug', null);
say('waiting for the end');
await pending;
for (ws = null; ws === null; ) {
    ws = await open().catch(() => later(RETRY_MILLIS, null));
}
say('open again');
await call(ws, 'hello/ping', 2);
ws.close();
