package afb4j.transport.netty.websocket;

import static java.lang.System.Logger.Level.ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.protocol.CloseCode;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.transport.WebSocket;
import afb4j.transport.netty.Causes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A [WebSocket] on a channel of Netty, whose handlers before this one check frames and UTF-8, and put fragments
/// together.
///
/// **Output.** Each text leaves in one frame, behind those before; what was sent in one turn of the loop is
/// flushed once, at its end.
///
/// **End.** Whatever comes first of a close frame, the end of the stream, a failure, and the time limit of
/// our own close.
@ConfinedTo("event loop")
@SuppressWarnings("FutureReturnValueIgnored") // listeners of the futures take their outcome
final class NettyWebSocket extends SimpleChannelInboundHandler<WebSocketFrame> implements WebSocket {

    /// How long the other side may take to answer a close frame.
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private static final System.Logger LOGGER = System.getLogger(NettyWebSocket.class.getName());
    private static final int NO_CODE = -1;

    private final Channel channel;
    private final Loop loop;
    private final int maxMessageBytes;
    private final Listener listener;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private long outboundChars;
    private boolean isFlushDue;

    /// Whether a close frame was sent: texts that come are discarded.
    private boolean isClosing;

    private boolean isOver;
    private Loop.Alarm closeLimit = () -> {};

    /// Why it is over, if that is known before it is.
    private @Nullable String cause;

    /// A websocket on `channel`, which is to be read by this as its last handler.
    NettyWebSocket(Channel channel, Loop loop, int maxMessageBytes, Listener listener) {
        this.channel = channel;
        this.loop = loop;
        this.maxMessageBytes = maxMessageBytes;
        this.listener = listener;
    }

    @Override
    public void start() {
        channel.config().setAutoRead(true);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text
            when !isClosing -> listener.onText(text.content().toString(UTF_8));
            case BinaryWebSocketFrame _
            when !isClosing -> breakOff(CloseCode.UNSUPPORTED_DATA.code(), "a binary message came, expected texts");
            case PingWebSocketFrame ping ->
                channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame farewell -> hungUp(farewell);
            default -> {
                // a pong nobody asked for, or what comes behind our close frame
            }
        }
    }

    private void hungUp(CloseWebSocketFrame farewell) {
        if (isClosing) {
            channel.close();
            return;
        }
        int code = farewell.statusCode();
        String reason = farewell.reasonText();
        because("it hung up" + (code == NO_CODE ? "" : " with " + code) + (reason.isEmpty() ? "" : " " + reason));
        isClosing = true;
        limitClose();
        WebSocketFrame echo = code == NO_CODE ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, "");
        channel.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        switch (failure) {
            case CorruptedWebSocketFrameException bad
            when !isTooBig(bad) ->
                breakOff(bad.closeStatus().code(), "it broke the protocol of websockets: " + bad.getMessage());
            case TooLongFrameException _, CorruptedWebSocketFrameException _ ->
                breakOff(CloseCode.MESSAGE_TOO_BIG.code(), "a message is longer than " + maxMessageBytes + " bytes");
            case IOException broken -> {
                because("the connection broke: " + Causes.text(broken));
                channel.close();
            }
            default -> LOGGER.log(ERROR, "what came over a websocket could not be handled", failure);
        }
    }

    private static boolean isTooBig(CorruptedWebSocketFrameException bad) {
        return bad.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("it hung up without a word");
    }

    @Override
    public void send(String text) {
        if (isClosing || isOver) {
            return;
        }
        outboundChars += text.length();
        channel.write(new TextWebSocketFrame(text)).addListener(sent -> {
            outboundChars -= text.length();
            if (sent.cause() instanceof IOException broken && !(broken instanceof ClosedChannelException)) {
                because("the connection broke: " + Causes.text(broken));
            }
        });
        if (!isFlushDue) {
            isFlushDue = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        isFlushDue = false;
        channel.flush();
    }

    @Override
    public long outboundChars() {
        return outboundChars;
    }

    @Override
    public void close(int code, String reason) {
        if (!isClosing && !isOver) {
            isClosing = true;
            limitClose();
            channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
        }
    }

    /// The other side is at fault: it is told, and so is the listener in the end.
    private void breakOff(int code, String why) {
        because(why);
        close(code, why);
    }

    /// The first cause is the true one.
    private void because(String why) {
        if (cause == null) {
            cause = why;
        }
    }

    private void limitClose() {
        closeLimit = loop.at(loop.nanoTime() + CLOSE_TIMEOUT.toNanos(), () -> end("it did not answer the close"));
    }

    private void end(String why) {
        if (!isOver) {
            isOver = true;
            closeLimit.cancel();
            channel.close();
            listener.onOver(cause == null ? why : cause);
            over.complete(null);
        }
    }

    @Override
    public CompletionStage<Void> over() {
        return over;
    }
}
