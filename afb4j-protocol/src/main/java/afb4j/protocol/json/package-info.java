/// The messages of the websocket protocol `x-afb-ws-json1` that browsers speak, and their codec
/// (http-and-wsj1.md, parts 3 and 4, and the envelope of 1.4, which REST has in common).
///
/// No tree of values is built: a JSON text inside of a message is checked once, by RFC 8259, and handed on as
/// the bytes it is made of. So what a decoder gave may be embedded elsewhere as it is; what came from a
/// protocol that does not check is held against [afb4j.protocol.json.JsonSyntax] first.
///
/// Ownership: JSON texts come out of the decoder as **borrowed slices** of the decoded buffer, valid as long
/// as that; who keeps one longer copies it. Nothing has to be released by who receives a message.
package afb4j.protocol.json;
