/// All APIs of a binder over the JSON websocket that browsers speak, `x-afb-ws-json1` (http-and-wsj1.md 3).
///
/// [afb4j.client.json1.Json1Client] is what programs use. Behind it, all on one loop: the link keeps a
/// connection open and gives each call its reply, a wire carries texts.
package afb4j.client.json1;
