package afb4j.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/// Answers at once, on the event loop.
final class LoopEcho extends BareConnection {

    LoopEcho(Channel channel) {
        super(channel);
    }

    @Override
    void onCall(int callId, ByteBuf in, int index, int bytes) {
        reply(callId, in, index, bytes);
    }
}
