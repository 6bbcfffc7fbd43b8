package afb4j.transport.netty;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Ends a channel in order: the last bytes go out, then the end of our stream, then the channel closes when
/// the other side ends its stream too. Closing at once would destroy what is on its way, should there be
/// unread input.
///
/// Who neither takes output nor ends within the patience is cut off.
@ConfinedTo("connection event loop")
@SuppressWarnings("FutureReturnValueIgnored") // failures of writes and closes come back through the pipeline
public final class Farewell {

    private final Channel channel;
    private final Loop loop;
    private final Duration patience;
    private final Consumer<Channel> endOfStream;
    private Loop.@Nullable Alarm alarm;

    /// Ends `channel`, which lives on `loop`; `endOfStream` ends our stream and not theirs, as
    /// [#endOutput(Channel)] does.
    public Farewell(Channel channel, Loop loop, Duration patience, Consumer<Channel> endOfStream) {
        this.channel = channel;
        this.loop = loop;
        this.patience = patience;
        this.endOfStream = endOfStream;
    }

    /// Sends `last` behind what was written and ends our stream. Takes `last` over.
    public void say(ByteBuf last) {
        channel.writeAndFlush(last).addListener(_ -> endOfStream.accept(channel));
        limit();
    }

    /// Ends our stream, of a channel without TLS.
    public static void endOutput(Channel channel) {
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }

    /// Closes the channel unless it closes by itself or goes on taking output. Idempotent.
    void limit() {
        if (alarm == null) {
            channel.closeFuture().addListener(_ -> cancel());
            watch(Long.MAX_VALUE);
        }
    }

    private void watch(long before) {
        long now = pendingBytes(channel);
        if (now >= before) {
            channel.close();
        } else {
            alarm = loop.at(loop.nanoTime() + patience.toNanos(), () -> watch(now));
        }
    }

    private void cancel() {
        if (alarm != null) {
            alarm.cancel();
        }
    }

    /// Bytes that `channel` has been given and the socket not yet.
    static long pendingBytes(Channel channel) {
        ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
        return pending == null ? 0 : pending.totalPendingWriteBytes();
    }
}
