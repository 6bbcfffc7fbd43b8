package afb4j.server.http.json1;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.protocol.CloseCode;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.websocket.FrameEncoder;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.transport.Refusals;
import afb4j.transport.netty.Farewell;
import afb4j.transport.netty.Output;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.Function;

/// The server's end of a websocket that carries texts (RFC 6455, http-and-wsj1.md 3.2).
///
/// **Input.** Netty cuts the bytes into frames, masked or not, and refuses those that are none. Texts are put
/// together of their fragments. Reading stops while the protocol above wants it so, and while the socket takes
/// no more output, so that a client that does not read its replies cannot make memory grow by calling; frames
/// that were read already wait, at most those of one read.
///
/// **Output.** Frames of one turn are gathered, neither masked nor fragmented, and flushed once ([Output]).
///
/// **Close.** Whoever closes first wins. A close of ours sends what was written, a close frame and the end of
/// our stream, then discards input until the client ends its stream too, or moves no more ([Farewell]). A close
/// of the client is answered with its code (11, P14). The listener is told once, before the client can see the
/// end.
///
/// **Failures.** Frames and texts that break a protocol end this connection with the code that says so; what
/// else a listener throws ends it with 1011. Exceptions do not travel.
@ConfinedTo("connection event loop")
@SuppressWarnings("FutureReturnValueIgnored") // failures of writes and closes come back through the pipeline
final class TextConnection extends ChannelInboundHandlerAdapter implements Heartbeat.Pulse {

    private static final System.Logger LOGGER = System.getLogger(TextConnection.class.getName());
    private static final int NO_CODE = -1;

    private final String name;
    private final Channel channel;
    private final Loop loop;
    private final Json1Config config;
    private final Output output;
    private final Farewell farewell;
    private final Heartbeat heartbeat;
    private final FrameIntake intake;
    private final Fragments fragments;
    private final TextListener listener;

    private SendState sentAtPing = new SendState(null, 0, 0);

    private volatile Stage stage = Stage.OPEN;

    /// Where a connection is in its life.
    private enum Stage {
        /// Texts come and go.
        OPEN,
        /// The listener was told of the end; the channel still sends the last bytes.
        CLOSING,
        /// The channel is closed.
        CLOSED
    }

    private TextConnection(
            String name,
            Channel channel,
            Loop loop,
            Json1Config config,
            Function<TextConnection, TextListener> listeners) {
        this.name = name;
        this.channel = channel;
        this.loop = loop;
        this.config = config;
        this.output = new Output(channel, loop);
        this.farewell = new Farewell(channel, loop, config.transport().closeTimeout(), TextConnection::endStream);
        this.heartbeat = new Heartbeat(loop, config, this);
        this.intake = new FrameIntake(channel, loop, this::handle);
        this.fragments = new Fragments(channel.alloc(), maxMessageBytes(config));
        this.listener = listeners.apply(this);
    }

    private static int maxMessageBytes(Json1Config config) {
        return config.transport().limits().maxMessageBytes();
    }

    /// Makes a connection of an open channel whose pipeline has no protocol; on its loop, `loop`.
    ///
    /// @param name for logs, as `connection 17`
    /// @param listeners makes what hears of the texts
    static TextConnection begin(
            ChannelPipeline pipeline,
            String name,
            Loop loop,
            Json1Config config,
            Function<TextConnection, TextListener> listeners) {
        TextConnection connection = new TextConnection(name, pipeline.channel(), loop, config, listeners);
        pipeline.addLast(connection.decoder());
        pipeline.addLast(connection);
        connection.heartbeat.start();
        connection.intake.update();
        return connection;
    }

    private WebSocket13FrameDecoder decoder() {
        WebSocketDecoderConfig frames = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxMessageBytes(config))
                .expectMaskedFrames(true)
                .allowMaskMismatch(true) // compat: C clients do not mask, vector unmasked
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
        return new WebSocket13FrameDecoder(frames) {
            @Override
            public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
                heartbeat.heard(); // a part of a frame is a sign of life too
                super.channelRead(context, bytes);
            }
        };
    }

    Loop loop() {
        return loop;
    }

    /// Runs `task` on the loop: at once when the caller is on it, else later, in order. Any thread.
    void execute(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /// Whether texts may still come and go. Any thread; true may be out of date.
    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    // ---- input

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (stage != Stage.OPEN || !(message instanceof WebSocketFrame frame)) {
            ReferenceCountUtil.release(message); // what comes behind the end
            return;
        }
        output.beginReadBatch();
        intake.add(frame);
    }

    private void handle(WebSocketFrame frame) {
        try {
            dispatch(frame);
        } catch (ProtocolException broken) {
            refuse(broken.closeCode().code(), broken.closeReason(), String.valueOf(broken.getMessage()));
        } catch (RuntimeException | Error failure) {
            fail(failure);
        } finally {
            frame.release();
        }
    }

    private void dispatch(WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame ping -> onPing(ping.content());
            case PongWebSocketFrame _ -> {} // was heard
            case CloseWebSocketFrame close -> onClose(close.statusCode());
            case BinaryWebSocketFrame _ ->
                throw new ProtocolException(Reason.BINARY_FRAME, "binary frame, expected texts");
            default -> onText(frame);
        }
    }

    /// A text or a part of one: the decoder has seen to it that they come in order.
    private void onText(WebSocketFrame frame) {
        boolean isWhole = frame.isFinalFragment() && !fragments.isBegun();
        if (isWhole) {
            listener.onText(frame.content());
            return;
        }
        fragments.add(frame.content());
        if (frame.isFinalFragment()) {
            ByteBuf text = fragments.take();
            try {
                listener.onText(text);
            } finally {
                text.release();
            }
        }
    }

    /// Also for one that is empty (http-and-wsj1.md 11, P13).
    private void onPing(ByteBuf payload) {
        FrameEncoder.writePong(output.buffer(), payload);
        output.written();
    }

    private void onClose(int code) {
        hangUp(code, "", "closed by the client" + (code == NO_CODE ? "" : ": " + code));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        output.endReadBatch();
    }

    /// Stops or resumes reading on behalf of the protocol above.
    void reading(boolean wanted) {
        intake.want(wanted);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        intake.update();
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

    // ---- output

    /// The buffer to append whole frames to; tell [#written()] afterwards. Only while [#isOpen()].
    ByteBuf output() {
        return output.buffer();
    }

    /// Says that [#output()] has grown: it is sent with the rest of this turn.
    void written() {
        output.written();
    }

    /// Bytes that wait to be sent.
    long outboundBytes() {
        return output.bytes();
    }

    // ---- the pulse of the client

    @Override
    public void ping() {
        sentAtPing = SendState.of(channel);
        intake.watch();
        if (channel.isWritable()) { // else it would wait behind what the client does not read
            FrameEncoder.writePing(output.buffer(), Unpooled.EMPTY_BUFFER);
            output.written();
        }
    }

    @Override
    public boolean isStill() {
        return !intake.wasOff()
                || (!channel.isWritable() && SendState.of(channel).isAs(sentAtPing));
    }

    @Override
    public void onDead() {
        refuse(
                CloseCode.POLICY_VIOLATION.code(),
                "no-pong",
                "silent for " + config.pongTimeout().toMillis() + " ms after a ping");
    }

    // ---- end

    /// Closes in order, after what was written. Idempotent, any thread.
    ///
    /// @param reason told to the client; 123 bytes at most
    void close(CloseCode code, String reason) {
        execute(() -> hangUp(code.code(), reason, reason));
    }

    private void refuse(int code, String reason, String why) {
        if (stage == Stage.OPEN) {
            Refusals.of(loop).tell(LOGGER, this + ": refused with " + code + ": " + why);
        }
        hangUp(code, reason, why);
    }

    /// A failure of this side, most likely of the listener.
    private void fail(Throwable cause) {
        LOGGER.log(WARNING, this + ": closed by a failure of this side", cause);
        hangUp(CloseCode.INTERNAL_ERROR.code(), "", "failure");
    }

    private void hangUp(int code, String reason, String why) {
        if (stage != Stage.OPEN) {
            return;
        }
        ByteBuf last = output.end();
        if (code == NO_CODE) {
            FrameEncoder.writeClose(last);
        } else {
            FrameEncoder.writeClose(last, code, reason);
        }
        stage = Stage.CLOSING; // before anything else happens: the channel may call back at once
        tell(why);
        farewell.say(last);
        discardInput();
    }

    /// Whatever comes is not looked at any more.
    private void discardInput() {
        if (channel.pipeline().get(WebSocket13FrameDecoder.class) != null) {
            channel.pipeline().remove(WebSocket13FrameDecoder.class);
        }
        intake.close();
    }

    /// Ends our stream and not that of the client.
    private static void endStream(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            Farewell.endOutput(channel);
        } else {
            tls.closeOutbound();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (stage == Stage.OPEN) {
            stage = Stage.CLOSED;
            tell("end of stream");
            discardInput();
        }
        stage = Stage.CLOSED;
        output.discard();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException broken ->
                refuse(broken.closeStatus().code(), "", String.valueOf(broken.getMessage()));
            case DecoderException broken
            when broken.getCause() instanceof IOException tls -> // of TLS
                exceptionCaught(context, tls);
            case IOException _ -> LOGGER.log(DEBUG, "{0}: {1}", this, cause); // the channel closes by itself
            default -> fail(cause);
        }
    }

    private void tell(String why) {
        LOGGER.log(DEBUG, "{0}: over, {1}", this, why);
        heartbeat.stop();
        fragments.release();
        try {
            listener.onClosed();
        } catch (RuntimeException | Error failure) { // what is to be released is released nevertheless
            LOGGER.log(WARNING, this + ": the listener failed to take the end", failure);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
