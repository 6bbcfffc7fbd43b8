/// Browsers that speak `x-afb-ws-json1` over a websocket (http-and-wsj1.md 3 and 4): the upgrade, the
/// connection with its frames, pings and close, and on top of it calls, replies and events.
package afb4j.server.http.json1;
