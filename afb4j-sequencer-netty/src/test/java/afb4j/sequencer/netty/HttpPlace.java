package afb4j.sequencer.netty;

import afb4j.sequencer.CloseCause;
import afb4j.sequencer.Connector;
import afb4j.sequencer.example.Web;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/// Servers to fetch pages from, real ones for real loops and played ones for the virtual loop.
final class HttpPlace implements AutoCloseable {

    private final LoopKind kind;
    private final LocalPeer server = new LocalPeer(HttpPlace::answer);
    private final LocalPeer mute = new LocalPeer();
    private final List<String> closed = new ArrayList<>();

    HttpPlace(LoopKind kind) {
        this.kind = kind;
    }

    /// A server with pages `/a` and `/b`.
    Connector<Web> pages() {
        return kind.isReal() ? real(server.address()) : played(HttpPlace::statusOf);
    }

    /// A port that accepts and never answers.
    Connector<Web> mute() {
        return kind.isReal() ? real(mute.address()) : played(_ -> 0);
    }

    /// A host nobody knows.
    Connector<Web> unknown() {
        return kind.isReal()
                ? real(InetSocketAddress.createUnresolved("nowhere.invalid", 80))
                : attempt -> attempt.failed(new UnknownHostException("nowhere.invalid"));
    }

    /// The played connections that were closed by the sequencer.
    List<String> closed() {
        return closed;
    }

    @Override
    public void close() {
        server.close();
        mute.close();
    }

    /// One request per connection: its first line is `GET /path HTTP/1.1`.
    private static void answer(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String path = in.readLine().split(" ", 3)[1];
            String head = "HTTP/1.1 " + statusOf(path) + " whatever\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            in.transferTo(Writer.nullWriter()); // until the client closes
        } catch (IOException closed) {
            // the client is gone
        }
    }

    private static int statusOf(String path) {
        return path.equals("/a") || path.equals("/b") ? 200 : 404;
    }

    private interface Pages {
        int status(String path);
    }

    private Connector<Web> played(Pages pages) {
        return attempt -> {
            attempt.onClose(() -> {
                closed.add("connection " + attempt.id());
                attempt.closed(new CloseCause.Local());
            });
            attempt.loop()
                    .nextTurn(() -> attempt.opened((path, answer) -> {
                        if (pages.status(path) != 0) {
                            attempt.loop().nextTurn(() -> answer.accept(pages.status(path)));
                        }
                    }));
        };
    }

    private Connector<Web> real(SocketAddress address) {
        return Tcp.to(address, kind, HttpPlace::addHandlers).as(HttpPlace::web);
    }

    private static void addHandlers(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(65_536), new Answers());
    }

    private static Web web(Channel channel) {
        return (path, answer) -> {
            channel.pipeline().get(Answers.class).waiting = answer;
            DefaultFullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
            request.headers().set(HttpHeaderNames.HOST, "localhost");
            ChannelFuture _ = channel.writeAndFlush(request);
        };
    }

    private static final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {
        private IntConsumer waiting;

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            Objects.requireNonNull(waiting).accept(response.status().code());
        }
    }
}
