package afb4j.protocol.websocket;

import io.netty.buffer.ByteBuf;

/// Passes everything on; tests override what they look at.
class ForwardingSink implements FrameSink {

    private final FrameSink next;

    ForwardingSink(FrameSink next) {
        this.next = next;
    }

    @Override
    public void onMessage(ByteBuf payload) {
        next.onMessage(payload);
    }

    @Override
    public void onPing(ByteBuf payload) {
        next.onPing(payload);
    }

    @Override
    public void onPong(ByteBuf payload) {
        next.onPong(payload);
    }

    @Override
    public void onClose(int code) {
        next.onClose(code);
    }
}
