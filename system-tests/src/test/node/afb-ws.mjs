// Talks to a binder through the client library of redpesk pages, in Node. Argument: HOST:PORT.
import { copyFileSync } from 'node:fs';
import WebSocket from 'ws';
import { converse } from './conversation.mjs';

// What a page has, and Node has not, at least not in all versions.
globalThis.WebSocket = WebSocket;
globalThis.window = { location: { host: process.argv[2], protocol: 'http:', search: '' } };

// The library is a module whose name does not say so: bundlers do not mind, Node does.
const source = new URL('./node_modules/@redpesk/afb-ws/src/index.js', import.meta.url);
const named = new URL('./afb-ws-library.mjs', import.meta.url);
copyFileSync(source, named);
const { AFB } = await import(named);

await converse(AFB, line => console.log(line));
