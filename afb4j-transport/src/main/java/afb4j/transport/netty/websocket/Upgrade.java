package afb4j.transport.netty.websocket;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.transport.WebSocket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.flow.FlowControlHandler;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/// Asks for a websocket over a channel that is connected, and makes the channel one when the other side agrees
/// (RFC 6455, 4).
@ConfinedTo("event loop")
@SuppressWarnings("FutureReturnValueIgnored") // failures end the channel, which this hears of
final class Upgrade extends SimpleChannelInboundHandler<FullHttpResponse> {

    /// A refusal has a few words of text.
    private static final int MAX_ANSWER_BYTES = 1 << 16;

    private final Loop loop;
    private final int maxMessageBytes;
    private final WebSocket.Listener listener;
    private final WebSocketClientHandshaker handshaker;
    private final CompletableFuture<WebSocket> opened;

    /// @param opened told of the outcome
    Upgrade(
            URI uri,
            String protocol,
            Loop loop,
            int maxMessageBytes,
            WebSocket.Listener listener,
            CompletableFuture<WebSocket> opened) {
        this.loop = loop;
        this.maxMessageBytes = maxMessageBytes;
        this.listener = listener;
        this.handshaker = new Handshaker(uri, protocol, maxMessageBytes);
        this.opened = opened;
    }

    /// Sends the request and reads the answer.
    void begin(Channel channel) {
        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_ANSWER_BYTES), this);
        handshaker.handshake(channel);
        channel.config().setAutoRead(true);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
        if (answer.decoderResult().isFailure()) {
            fail(context, new IOException("no HTTP", answer.decoderResult().cause()));
            return;
        }
        Channel channel = context.channel();
        channel.config().setAutoRead(false);
        try {
            handshaker.finishHandshake(channel, answer);
        } catch (WebSocketClientHandshakeException refused) {
            fail(context, refused);
            return;
        }
        NettyWebSocket socket = new NettyWebSocket(channel, loop, maxMessageBytes, listener);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(
                new Utf8FrameValidator(false),
                new WebSocketFrameAggregator(maxMessageBytes),
                new FlowControlHandler(), // keeps what came with the answer until the websocket is started
                socket);
        pipeline.remove(this);
        if (!opened.complete(socket)) {
            channel.close(); // given up meanwhile
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        Throwable cause =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        fail(context, cause instanceof IOException ? cause : new IOException("no HTTP", cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, new IOException("it hung up without an answer"));
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        opened.completeExceptionally(cause);
        context.close();
    }

    /// Asks without an `Origin`, which is for pages of browsers. Leaves it to the websocket to close after a bad
    /// frame, since a socket that is closed with input unread takes the close frame with it.
    private static final class Handshaker extends WebSocketClientHandshaker13 {

        Handshaker(URI uri, String protocol, int maxMessageBytes) {
            super(uri, WebSocketVersion.V13, protocol, false, EmptyHttpHeaders.INSTANCE, maxMessageBytes);
        }

        @Override
        protected FullHttpRequest newHandshakeRequest() {
            FullHttpRequest request = super.newHandshakeRequest();
            request.headers().remove(HttpHeaderNames.ORIGIN);
            return request;
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                    .expectMaskedFrames(false)
                    .allowExtensions(false)
                    .maxFramePayloadLength(maxFramePayloadLength())
                    .closeOnProtocolViolation(false)
                    .build());
        }
    }
}
