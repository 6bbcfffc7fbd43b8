package afb4j.server.http;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.server.http.config.HttpLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/// How long a client may take: to say something, to end the head of a request, to bring its body
/// (http-and-wsj1.md 1.7). Stands before the codec and sees the bytes as they come.
///
/// One alarm serves all: when it is due it looks at what the client does now, and waits on if there is time
/// left. So a request costs no timer.
@ConfinedTo("connection event loop")
final class HttpPatience extends ChannelInboundHandlerAdapter {

    private final HttpConnection connection;
    private final Loop loop;
    private final long idleNanos;
    private final long headNanos;
    private final double bytesPerNano;
    private Loop.@Nullable Alarm alarm;
    private Phase phase = Phase.ANSWERING;

    /// When the phase began.
    private long sinceNanos;

    /// When the last bytes came.
    private long readNanos;

    /// How many bytes came in this phase.
    private long bytes;

    private enum Phase {
        /// No request has begun, or its head is not complete.
        WAITING,
        /// The body of a request comes.
        BODY,
        /// It is our turn.
        ANSWERING,
        /// The connection has ended.
        OVER
    }

    HttpPatience(HttpConnection connection, Loop loop, HttpLimits limits) {
        this.connection = connection;
        this.loop = loop;
        this.idleNanos = limits.idleTimeout().toNanos();
        this.headNanos = limits.headTimeout().toNanos();
        this.bytesPerNano = limits.minBytesPerSecond() / 1e9;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        readNanos = loop.nanoTime();
        if (phase == Phase.WAITING && bytes == 0) {
            sinceNanos = readNanos; // the head is timed from its first byte
        }
        bytes += ((ByteBuf) message).readableBytes();
        context.fireChannelRead(message);
    }

    /// The client may send a request.
    void waiting() {
        begin(Phase.WAITING);
    }

    /// The client sends the body of its request.
    void body() {
        begin(Phase.BODY);
    }

    /// It is our turn.
    void answering() {
        begin(Phase.ANSWERING);
    }

    /// The connection has ended.
    void over() {
        phase = Phase.OVER;
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private void begin(Phase next) {
        if (phase == Phase.OVER) {
            return;
        }
        phase = next;
        if (next != Phase.ANSWERING) {
            sinceNanos = loop.nanoTime();
            readNanos = sinceNanos;
            bytes = 0;
            if (alarm == null) {
                arm(sinceNanos + Math.min(idleNanos, headNanos));
            }
        }
    }

    private void arm(long deadlineNanos) {
        alarm = loop.at(deadlineNanos, this::onAlarm);
    }

    private void onAlarm() {
        alarm = null;
        long now = loop.nanoTime();
        switch (phase) {
            case WAITING -> {
                boolean isSilent = bytes == 0;
                check(now, sinceNanos + (isSilent ? idleNanos : headNanos), isSilent ? "no request came" : SLOW_HEAD);
            }
            case BODY -> {
                long enough = sinceNanos + Math.max(headNanos, bytesPerNano == 0 ? 0 : (long) (bytes / bytesPerNano));
                check(
                        now,
                        bytesPerNano == 0 ? readNanos + idleNanos : Math.min(enough, readNanos + idleNanos),
                        SLOW_BODY);
            }
            case ANSWERING, OVER -> {}
        }
    }

    private static final String SLOW_HEAD = "the head of the request takes too long";
    private static final String SLOW_BODY = "the body of the request takes too long";

    private void check(long now, long deadlineNanos, String why) {
        if (now - deadlineNanos >= 0) {
            connection.impatient(why);
        } else {
            arm(deadlineNanos);
        }
    }
}
