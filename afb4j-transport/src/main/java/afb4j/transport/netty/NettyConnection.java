package afb4j.transport.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Credentials;
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
import afb4j.transport.Refusals;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
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
/// **Output.** Frames of one turn are gathered and flushed once ([Output]).
///
/// **Close.** Whoever closes first wins, the rest is ignored; the listener is told once, before the other
/// side can see the end: who connects again then finds everything released (W-54). A close of ours sends what
/// was written, a close frame and an end of stream, then discards input until the other side closes or moves
/// no more ([Farewell]). When the other side ends first, what it sent before is still delivered, and so when
/// a write fails: replies may be on their way to us.
///
/// **Failures.** What a listener throws while it is told of a message is logged and closes this connection,
/// no other.
///
/// **Attacks considered.** Channels of one process read and write within each other's calls: input that comes
/// while a message is handled waits, and reading is not resumed before the listener has returned, so that a
/// borrowed message stays where it is. A listener may close, write, stop and resume reading at any moment.
@ConfinedTo("connection event loop")
@SuppressWarnings("FutureReturnValueIgnored") // failures of writes and closes come back through the pipeline
final class NettyConnection extends ChannelInboundHandlerAdapter implements Connection, FrameSink {

    private static final System.Logger LOGGER = System.getLogger(Connection.class.getName());
    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final Channel channel;
    private final Side side;
    private final Loop loop;
    private final TransportConfig config;
    private final Optional<Credentials> credentials;
    private final FrameDecoder decoder;
    private final Input input;
    private final BooleanSupplier wish = this::isReading;
    private final ConnectionListener listener;
    private final Output output;
    private final Farewell farewell;

    /// When decoding began.
    private long arrivalNanos;

    private boolean readingWanted = true;

    /// Why the socket takes no more output, null while it does.
    private @Nullable CloseReason outputOver;

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
        /// The listener is told of the end; the channel still sends the last bytes.
        CLOSING,
        /// The channel is closed.
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
        this.credentials = KernelCredentials.of(channel);
        this.decoder = new FrameDecoder(config.limits().maxMessageBytes(), channel.alloc());
        this.input = new Input(channel.alloc(), decoder);
        this.output = new Output(channel, loop);
        this.farewell = new Farewell(channel, loop, config.closeTimeout(), Farewell::endOutput);
        channel.config().setAutoClose(false); // after a failed write there may be input still
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        this.listener = listeners.apply(this);
    }

    /// Begins to read, on a channel that was opened without.
    void start() {
        updateReading();
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
    public long arrivalNanos() {
        return arrivalNanos;
    }

    @Override
    public Optional<Credentials> credentials() {
        return credentials;
    }

    @Override
    public String peerName() {
        return PeerName.of(channel, credentials);
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
        output.beginReadBatch();
        input.add((ByteBuf) message);
        decode();
    }

    /// Decodes what is there, as long as reading is wanted.
    private void decode() {
        if (input.isEmpty() || input.isDecoding()) {
            return;
        }
        arrivalNanos = loop.nanoTime();
        try {
            input.decode(wish, this);
        } catch (ProtocolException broken) {
            refuseFrame(broken);
        } finally {
            if (stage == Stage.OPEN) {
                input.keepRest();
            } else {
                input.release();
            }
        }
        updateReading();
    }

    /// Decodes outside of a read: failures go the same way as those of a read.
    private void resume() {
        try {
            decode();
        } catch (RuntimeException | Error failure) {
            fail(failure);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        output.endReadBatch();
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
        if (channel.isWritable()) {
            loop.execute(this::tellWritable); // not within a write
        }
    }

    private void tellWritable() {
        if (stage == Stage.OPEN) {
            try {
                listener.onWritable();
            } catch (RuntimeException | Error failure) {
                fail(failure);
            }
        }
    }

    private boolean isReading() {
        return stage != Stage.OPEN
                || (readingWanted && (side == Side.CONNECTED || channel.isWritable() || outputOver != null));
    }

    private void updateReading() {
        if (input.isDecoding()) {
            return; // the end of decode() does it
        }
        boolean wanted = isReading();
        if (wanted != channel.config().isAutoRead()) {
            channel.config().setAutoRead(wanted);
            if (wanted && !input.isEmpty()) {
                loop.execute(this::resume);
            }
        }
    }

    // ---- output

    @Override
    public ByteBuf output() {
        return output.buffer();
    }

    @Override
    public void written() {
        output.written();
    }

    @Override
    public long outboundBytes() {
        return output.bytes();
    }

    // ---- end

    @Override
    public void close() {
        execute(() -> hangUp(CloseReason.Kind.LOCAL, "", null));
    }

    @Override
    public void refuse(String why) {
        Refusals.of(loop).tell(LOGGER, this + ": refused: " + why);
        hangUp(CloseReason.Kind.PROTOCOL_ERROR, why, null);
    }

    /// W-17.
    private void refuseFrame(ProtocolException broken) {
        String why = String.valueOf(broken.getMessage());
        Refusals.of(loop)
                .tell(LOGGER, this + ": refused with " + broken.closeCode().code() + ": " + why);
        hangUp(CloseReason.Kind.PROTOCOL_ERROR, why, broken.closeCode());
    }

    private void hangUp(CloseReason.Kind kind, String text, @Nullable CloseCode code) {
        if (stage != Stage.OPEN) {
            return;
        }
        ByteBuf last = output.end();
        if (code == null) {
            FrameEncoder.writeClose(last);
        } else {
            FrameEncoder.writeClose(last, code);
        }
        stage = Stage.CLOSING; // before anything else happens: the channel may call back at once
        tell(new CloseReason(kind, text));
        farewell.say(last);
        updateReading();
    }

    /// The peer has ended its stream, or the socket cannot be read any more.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            endOfInput();
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        endOfInput();
        stage = Stage.CLOSED;
        release();
    }

    /// W-16.
    private void endOfInput() {
        if (stage == Stage.OPEN) {
            CloseReason reason =
                    outputOver != null ? outputOver : new CloseReason(CloseReason.Kind.REMOTE, "end of stream");
            outputOver = reason;
            resume(); // what came before the end
            if (stage == Stage.OPEN) {
                stage = Stage.CLOSED;
                tell(reason);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            onSocketFailure(cause);
        } else {
            fail(cause);
        }
    }

    /// After a failed read the channel closes by itself, after a failed write it may have input still.
    private void onSocketFailure(Throwable cause) {
        LOGGER.log(DEBUG, "{0}: {1}", this, cause);
        if (stage == Stage.OPEN && outputOver == null) {
            outputOver = new CloseReason(CloseReason.Kind.FAILURE, String.valueOf(cause.getMessage()));
            farewell.limit();
            updateReading();
        }
    }

    /// A failure of this side, most likely of the listener.
    private void fail(Throwable cause) {
        LOGGER.log(WARNING, this + ": closed by a failure of this side", cause);
        if (stage == Stage.OPEN) {
            hangUp(CloseReason.Kind.FAILURE, String.valueOf(cause), null);
        } else {
            channel.close();
        }
    }

    private void tell(CloseReason reason) {
        LOGGER.log(DEBUG, "{0}: over, {1}", this, reason);
        decoder.close();
        try {
            listener.onClosed(reason);
        } catch (RuntimeException | Error failure) { // what is to be released is released nevertheless
            LOGGER.log(WARNING, this + ": the listener failed to take the end", failure);
        }
    }

    private void release() {
        input.release();
        output.discard();
    }

    @Override
    public String toString() {
        return "connection " + id;
    }
}
