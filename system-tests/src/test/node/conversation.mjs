// What is said to a binder through the client library of redpesk pages, in Node and in browsers. A binder that hangs up is
// waited for until it is there again.
const RETRY_MILLIS = 100;
const later = (millis, value) => new Promise(resolve => setTimeout(resolve, millis, value));

/** @param AFB the library; @param print takes what is seen, a line each */
export async function converse(AFB, print) {
    const say = (what, value) => print(value === undefined ? what : `${what} ${JSON.stringify(value)}`);

    const afb = new AFB('api', 'first');
    afb.context.uuid = 'session-of-page';

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
}
