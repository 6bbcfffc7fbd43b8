/// The messages of WSAPI version 1 and their codec (part 3 of the protocol text).
///
/// Ownership, different from R13 on purpose: JSON objects come out of the decoder as **borrowed slices**, not
/// retained ones. They are valid as long as the decoded buffer, that is during the call of
/// [afb4j.protocol.websocket.FrameSink#onMessage(io.netty.buffer.ByteBuf)]; who keeps one longer copies it. So
/// nothing has to be released by who receives a message, and the path of a call counts no references. All other
/// fields are values of their own.
package afb4j.protocol.wsapi;
