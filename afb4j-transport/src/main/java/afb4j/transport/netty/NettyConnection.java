package afb4j.transport.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.protocol.CloseCode;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.websocket.FrameDecoder;
import afb4j.protocol.websocket.FrameEncoder;
import afb4j.protocol.websocket.FrameSink;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.transport.CloseReason;
import afb4j.transport.Connection;
import afb4j.transport.ConnectionListener;
import afb4j.transport.PeerCredentials;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A Netty channel as a [Connection]: cuts its bytes into messages, gathers its output, closes it in order.
///
/// **Input.** All frames of one read are decoded in one go; the rest of a frame waits in a buffer that is
/// never longer than a message. Reading is off while the protocol above wants it so. An accepted connection
/// also stops reading while the socket takes no more output, so that a client that does not read its replies
/// cannot make memory grow by calling. One that this side opened never does: two ends that both wait for the
/// other to read would wait for ever. Its output is bounded by who calls.
///
/// **Output.** Writers append frames to one buffer. It is flushed once: at the end of the read batch, or,
/// outside of one, when the loop has run the tasks it has now.
///
/// **Close.** Whoever closes first wins, the rest is ignored. A close of ours sends what was written, a close
/// frame and an end of stream, then discards input until the other side closes or a time limit passes:
/// closing a socket with unread input would destroy the last messages on their way.
@ConfinedTo("connection event loop")
@SuppressWarnings("FutureReturnValueIgnored") // failures of writes and closes come back through the pipeline
final class NettyConnection extends ChannelInboundHandlerAdapter implements Connection, FrameSink {

    private static final System.Logger LOGGER = System.getLogger(Connection.class.getName());
    private static final AtomicLong IDS = new AtomicLong();
    private static final int FIRST_OUTPUT_BYTES = 512;
    private static final int MAX_OUTPUT_BYTES = 256 * 1024;

    private final long id = IDS.incrementAndGet();
    private final Channel channel;
    private final Side side;
    private final Loop loop;
    private final TransportConfig config;
    private final Optional<PeerCredentials> credentials;
    private final FrameDecoder decoder;
    private final ConnectionListener listener;

    /// Input that is not decoded yet, null when there is none.
    private @Nullable ByteBuf input;

    /// Output of this turn, null when there is none.
    private @Nullable ByteBuf output;

    private int outputHint = FIRST_OUTPUT_BYTES;
    private boolean inReadBatch;
    private boolean flushScheduled;
    private boolean decoding;
    private boolean readingWanted = true;
    private volatile Stage stage = Stage.OPEN;

    /// Which end of the wire this is.
    enum Side {
        /// The other end opened the connection.
        ACCEPTED,
        /// This end opened it.
        CONNECTED
    }

    /// Where a connection is in its life.
    private enum Stage {
        /// Messages come and go.
        OPEN,
        /// This side sent its last frame and waits for the end of the other side's stream.
        CLOSING,
        /// Over; the listener was told.
        CLOSED
    }

    /// The connection of a channel that is open; `listeners` makes the listener, on the loop.
    NettyConnection(
            Channel channel,
            Side side,
            TransportConfig config,
            Loop loop,
            Function<Connection, ConnectionListener> listeners) {
        this.channel = channel;
        this.side = side;
        this.loop = loop;
        this.config = config;
        this.credentials = Credentials.of(channel);
        this.decoder = new FrameDecoder(config.limits().maxMessageBytes(), channel.alloc());
        this.listener = listeners.apply(this);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public Optional<PeerCredentials> credentials() {
        return credentials;
    }

    @Override
    public void execute(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    @Override
    public boolean isOpen() {
        return stage == Stage.OPEN;
    }

    // ---- input

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        inReadBatch = true;
        ByteBuf waiting = input;
        if (waiting == null) {
            input = bytes;
        } else {
            try {
                waiting.writeBytes(bytes);
            } finally {
                bytes.release();
            }
        }
        decode();
    }

    /// Decodes what is there, as long as reading is wanted.
    private void decode() {
        ByteBuf bytes = input;
        if (bytes == null || decoding) {
            return;
        }
        decoding = true;
        try {
            while (isReading() && decoder.decodeNext(bytes, this)) {
                // until no complete frame is left
            }
        } catch (ProtocolException broken) {
            refuseFrame(broken);
        } finally {
            decoding = false;
        }
        keepRest(bytes);
    }

    private void keepRest(ByteBuf bytes) {
        if (stage != Stage.OPEN || !bytes.isReadable()) {
            bytes.release();
            input = null;
        } else if (bytes.readerIndex() > 0) {
            // a buffer of its own: a read buffer would be kept alive by a few bytes
            input = channel.alloc().buffer(bytes.readableBytes()).writeBytes(bytes);
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        inReadBatch = false;
        flush();
    }

    @Override
    public void onMessage(ByteBuf payload) {
        if (payload.isReadable()) { // W-19
            listener.onMessage(payload);
        }
    }

    @Override
    public void onPing(ByteBuf payload) {
        if (outboundBytes() <= config.maxOutboundBytes()) { // else it reads nothing, so it misses nothing
            FrameEncoder.writePong(output(), payload);
            written();
        }
    }

    @Override
    public void onPong(ByteBuf payload) {
        // W-14: nothing waits for it
    }

    @Override
    public void onClose(int code) {
        hangUp(
                CloseReason.Kind.REMOTE,
                code == FrameSink.NO_CODE ? "closed by the peer" : "closed by the peer: " + code,
                null);
    }

    @Override
    public void reading(boolean wanted) {
        readingWanted = wanted;
        updateReading();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        updateReading();
    }

    private boolean isReading() {
        return stage != Stage.OPEN || (readingWanted && (side == Side.CONNECTED || channel.isWritable()));
    }

    private void updateReading() {
        boolean wanted = isReading();
        if (wanted != channel.config().isAutoRead()) {
            channel.config().setAutoRead(wanted);
            if (wanted && input != null) {
                loop.execute(this::decode);
            }
        }
    }

    // ---- output

    @Override
    public ByteBuf output() {
        ByteBuf buffer = output;
        if (buffer == null) {
            buffer = channel.alloc().buffer(outputHint);
            output = buffer;
        }
        return buffer;
    }

    @Override
    public void written() {
        ByteBuf buffer = output;
        if (buffer != null && buffer.readableBytes() >= MAX_OUTPUT_BYTES) {
            output = null;
            channel.write(buffer, channel.voidPromise());
        }
        if (!inReadBatch && !flushScheduled) {
            flushScheduled = true;
            loop.execute(this::scheduledFlush);
        }
    }

    private void scheduledFlush() {
        flushScheduled = false;
        flush();
    }

    private void flush() {
        ByteBuf buffer = output;
        output = null;
        if (buffer == null) {
            channel.flush();
        } else if (stage == Stage.CLOSED || !buffer.isReadable()) {
            buffer.release();
        } else {
            outputHint = Math.max(FIRST_OUTPUT_BYTES, Integer.highestOneBit(buffer.readableBytes()) << 1);
            channel.writeAndFlush(buffer, channel.voidPromise());
        }
    }

    @Override
    public long outboundBytes() {
        ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
        ByteBuf buffer = output;
        return (pending == null ? 0 : pending.totalPendingWriteBytes()) + (buffer == null ? 0 : buffer.readableBytes());
    }

    // ---- end

    @Override
    public void close() {
        execute(() -> hangUp(CloseReason.Kind.LOCAL, "", null));
    }

    @Override
    public void refuse(String why) {
        LOGGER.log(WARNING, "{0}: refused: {1}", this, why);
        hangUp(CloseReason.Kind.PROTOCOL_ERROR, why, null);
    }

    /// W-17.
    private void refuseFrame(ProtocolException broken) {
        String why = String.valueOf(broken.getMessage());
        LOGGER.log(
                WARNING, "{0}: refused with {1}: {2}", this, broken.closeCode().code(), why);
        hangUp(CloseReason.Kind.PROTOCOL_ERROR, why, broken.closeCode());
    }

    private void hangUp(CloseReason.Kind kind, String text, @Nullable CloseCode code) {
        if (stage != Stage.OPEN) {
            return;
        }
        if (code == null) {
            FrameEncoder.writeClose(output());
        } else {
            FrameEncoder.writeClose(output(), code);
        }
        flush();
        stage = Stage.CLOSING;
        updateReading();
        channel.write(Unpooled.EMPTY_BUFFER).addListener(_ -> shutdownOutput());
        channel.flush();
        over(new CloseReason(kind, text));
    }

    /// Ends our stream; the channel closes when the other side ends its own, or does not in time.
    private void shutdownOutput() {
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            long limit = loop.nanoTime() + config.closeTimeout().toNanos();
            Loop.Alarm alarm = loop.at(limit, channel::close);
            channel.closeFuture().addListener(_ -> alarm.cancel());
        } else {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (stage == Stage.OPEN) {
            over(new CloseReason(CloseReason.Kind.REMOTE, "end of stream"));
        }
        stage = Stage.CLOSED;
        release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOGGER.log(WARNING, "connection " + id + ": closed by a failure of this side", cause);
        } else {
            LOGGER.log(DEBUG, "connection {0}: {1}", id, cause);
        }
        if (stage == Stage.OPEN) {
            over(new CloseReason(CloseReason.Kind.FAILURE, String.valueOf(cause.getMessage())));
        }
        channel.close();
    }

    private void over(CloseReason reason) {
        if (stage == Stage.OPEN) {
            stage = Stage.CLOSING;
        }
        LOGGER.log(DEBUG, "connection {0}: over, {1}", id, reason);
        decoder.close();
        listener.onClosed(reason);
    }

    private void release() {
        if (input != null && !decoding) {
            input.release();
            input = null;
        }
        if (output != null) {
            output.release();
            output = null;
        }
    }

    @Override
    public String toString() {
        return "connection " + id;
    }
}
