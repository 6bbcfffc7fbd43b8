package afb4j.protocol.websocket;

import io.netty.buffer.ByteBuf;

/// Receives what a [FrameDecoder] found, on the thread and within the call that decodes, in the order of the wire.
///
/// Every `ByteBuf` is borrowed: it is valid only during the call and must not be released; who keeps it longer copies
/// it. What a sink throws leaves the decoder unharmed and comes out of the decoding call.
public interface FrameSink {

    /// A close frame without a code.
    int NO_CODE = -1;

    /// A whole binary message, fragments put together, mask removed; may be empty.
    void onMessage(ByteBuf payload);

    /// A ping; `payload` has at most 125 bytes and belongs into the pong (W-14).
    void onPing(ByteBuf payload);

    /// A pong, asked for or not.
    void onPong(ByteBuf payload);

    /// A close frame, with its code or [#NO_CODE]. Nothing is decoded after it (W-15).
    void onClose(int code);
}
