/// HTTP and websockets, byte by byte, and the player of the recordings in `vectors/http` and `vectors/wsj1`.
///
/// It is an independent witness, as the player of WSAPI is: plain sockets, with heads, frames and handshakes
/// of its own, and no code of the product.
///
/// - [afb4j.testkit.http.HttpSocket] and [afb4j.testkit.http.FrameSocket] are for any test;
/// - [afb4j.testkit.http.HttpVectors] finds and reads the recordings;
/// - [afb4j.testkit.http.HttpServerPlay] plays their client against a server;
/// - [afb4j.testkit.http.AcceptedHttpDeviation] is the list of what our product does otherwise on purpose.
package afb4j.testkit.http;
