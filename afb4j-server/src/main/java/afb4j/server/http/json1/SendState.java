package afb4j.server.http.json1;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/// How far the sending of a channel has come, to be compared with how far it was.
///
/// @param current what is being sent; by identity
/// @param sentBytes of it
/// @param waitingBytes all that is to be sent
record SendState(@Nullable Object current, long sentBytes, long waitingBytes) {

    /// The present state of `channel`. On its loop.
    static SendState of(Channel channel) {
        ChannelOutboundBuffer output = channel.unsafe().outboundBuffer();
        return output == null
                ? new SendState(null, 0, 0)
                : new SendState(output.current(), output.currentProgress(), output.totalPendingWriteBytes());
    }

    /// Whether nothing was sent since `before`, nor anything added.
    @SuppressWarnings("ReferenceEquality") // buffers with the same content are not the same
    boolean isAs(SendState before) {
        return current == before.current && sentBytes == before.sentBytes && waitingBytes == before.waitingBytes;
    }
}
