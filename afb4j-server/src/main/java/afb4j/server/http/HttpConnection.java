package afb4j.server.http;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Credentials;
import afb4j.core.metrics.ConnectionInfo;
import afb4j.core.metrics.MonitoredConnection;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.server.http.config.HttpConfig;
import afb4j.transport.netty.PeerName;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One client that speaks HTTP/1.1: takes its requests one after the other, each to the routes, and sends the
/// answers in that order (http-and-wsj1.md 1.7).
///
/// **Input.** Nothing is read that nobody waits for: the head of a request while there is none, then its body
/// piece by piece as it is taken. Requests that a client sends before it has the answer (pipelining) wait in
/// the socket, or in the [FlowControlHandler] for what came with one read.
///
/// **Answers** that come before the body is complete are sent at once; what follows of the body is passed over
/// within the limit of bodies, then the connection ends.
///
/// **End.** A connection that says nothing before or within a request is closed ([HttpPatience]); one whose
/// request is being answered is not. When a client shuts down its sending side it still gets its answer. An
/// answer after which we close is followed by a polite end ([Lingering]), so that it is not lost by a reset.
@ConfinedTo("connection event loop")
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which comes back
public final class HttpConnection extends ChannelInboundHandlerAdapter implements MonitoredConnection {

    private static final System.Logger LOGGER = System.getLogger(HttpConnection.class.getName());
    private static final HttpReply CONTINUE = HttpReply.of(HttpResponseStatus.CONTINUE);

    private final long id;
    private final HttpServer server;
    private final Channel channel;
    private final Loop loop;
    private final Optional<Credentials> credentials;
    private final HttpPatience patience;
    private final HttpWriter writer;
    private final Instant since = Instant.now();

    private @Nullable HttpExchange current;
    private @Nullable BodyReceiver receiver;
    private @Nullable Runnable onUpgrade;
    private long bodyBytes;
    private long maxBodyBytes;
    private boolean bodyOver;
    private boolean answered;
    private boolean keepAlive;
    private boolean inputOver;
    private boolean ended;
    private boolean wantsInput;
    private boolean reading;
    private boolean readAgain;

    HttpConnection(long id, HttpServer server, Channel channel, Loop loop, Optional<Credentials> credentials) {
        this.id = id;
        this.server = server;
        this.channel = channel;
        this.loop = loop;
        this.credentials = credentials;
        this.patience = new HttpPatience(this, loop, server.config().limits());
        this.writer = new HttpWriter(channel, loop);
    }

    // ---- who it is

    /// Its number among the HTTP connections of this process, for logs.
    public long id() {
        return id;
    }

    /// The loop it lives on.
    @Override
    public Loop loop() {
        return loop;
    }

    /// Who is at the other end of a unix socket; nobody is known over TCP.
    public Optional<Credentials> credentials() {
        return credentials;
    }

    /// The other end, for people.
    public String peerName() {
        return PeerName.of(channel, credentials);
    }

    @Override
    public ConnectionInfo info() {
        return new ConnectionInfo(id, "http", peerName(), "", current == null ? 0 : 1, 0, since);
    }

    /// Whether the client is on this machine.
    public boolean isLoopback() {
        return !(channel.remoteAddress() instanceof InetSocketAddress remote)
                || remote.getAddress().isLoopbackAddress();
    }

    /// Whether it is encrypted.
    public boolean isSecure() {
        return server.config().tls().isPresent();
    }

    /// The channel, for who takes it over.
    public Channel channel() {
        return channel;
    }

    /// The name of the cookie with the session (http-and-wsj1.md 2.1).
    public String cookieName() {
        return server.cookieName();
    }

    HttpConfig config() {
        return server.config();
    }

    HttpPatience patience() {
        return patience;
    }

    /// Runs a task on the loop, at once when there already.
    public void execute(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    // ---- input

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        patience.waiting();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        read();
    }

    /// Asks for the next piece of input. What is there already comes within this call, and asks again: that is
    /// made a loop here, because a client may send very many tiny pieces.
    private void read() {
        wantsInput = true;
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        try {
            do {
                readAgain = false;
                channel.read();
            } while (readAgain);
        } finally {
            reading = false;
        }
    }

    /// A read that brought nothing for us is over: it is to be asked for again.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (wantsInput && !ended) {
            read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        wantsInput = false;
        try {
            if (ended) {
                return;
            }
            if (message instanceof HttpRequest head) {
                onHead(head);
            }
            if (message instanceof HttpContent content && current != null) {
                onContent(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onHead(HttpRequest head) {
        HttpExchange exchange = new HttpExchange(this, head);
        current = exchange;
        receiver = null;
        bodyBytes = 0;
        maxBodyBytes = config().limits().maxBodyBytes();
        bodyOver = false;
        answered = false;
        keepAlive = exchange.isHttp11() && HttpUtil.isKeepAlive(head);
        HttpReply refusal = BadRequests.refusal(head, exchange);
        if (refusal != null) {
            refuse(exchange, refusal);
            return;
        }
        patience.body();
        route(exchange);
        if (!ended && current == exchange && receiver == null) {
            read();
        }
    }

    /// Answers what does not come as far as to a route, and ends the connection.
    private void refuse(HttpExchange exchange, HttpReply refusal) {
        keepAlive = false;
        respond(exchange, refusal);
    }

    void receive(HttpExchange exchange, long maxBytes, BodyReceiver bodyReceiver) {
        if (exchange != current || receiver != null || bodyOver) {
            throw new IllegalStateException(exchange + ": the body is taken once, before the handler returns");
        }
        receiver = bodyReceiver;
        maxBodyBytes = maxBytes;
        if (exchange.announcedBytes() > maxBytes) {
            tooLong(exchange);
            return;
        }
        if (HttpUtil.is100ContinueExpected(exchange.request())) {
            writer.writeInformational(CONTINUE);
        }
        read();
    }

    private void onContent(HttpContent content) {
        HttpExchange exchange = current;
        BodyReceiver taker = receiver;
        boolean isLast = content instanceof LastHttpContent;
        bodyBytes += content.content().readableBytes();
        if (exchange == null || content.decoderResult().isFailure()) {
            broken();
            return;
        }
        if (bodyBytes > maxBodyBytes) {
            tooLong(exchange);
            return;
        }
        if (taker == null || answered || !content.content().isReadable()) {
            taken(exchange, isLast);
        } else {
            taker.data(content.content(), () -> execute(() -> taken(exchange, isLast)));
        }
    }

    /// A piece of the body was dealt with.
    private void taken(HttpExchange exchange, boolean isLast) {
        if (exchange != current || ended) {
            return;
        }
        if (!isLast) {
            read();
            return;
        }
        bodyOver = true;
        patience.answering();
        BodyReceiver taker = receiver;
        receiver = null;
        if (taker != null && !answered) {
            taker.end();
        }
        if (onUpgrade != null) {
            onUpgrade.run();
        } else {
            finish(exchange);
        }
    }

    private void tooLong(HttpExchange exchange) {
        keepAlive = false;
        if (answered) {
            end(true);
            return;
        }
        abortBody();
        respond(
                exchange,
                HttpReply.text(
                        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                        "the body is longer than " + maxBodyBytes + " bytes, which is the limit here"));
    }

    private void broken() {
        LOGGER.log(DEBUG, "{0}: the body of a request is malformed: closed", this);
        end(true);
    }

    private void abortBody() {
        BodyReceiver taker = receiver;
        receiver = null;
        if (taker != null) {
            taker.abort();
        }
    }

    // ---- answers

    /// Asks the next route.
    void route(HttpExchange exchange) {
        if (exchange != current || ended) {
            return;
        }
        Route route = exchange.nextRoute(server.routes());
        try {
            route.handler().handle(exchange);
        } catch (RuntimeException failure) { // the outermost place: whatever fails ends this exchange only
            LOGGER.log(WARNING, exchange + ": failed", failure);
            refuse(exchange, HttpReply.of(HttpResponseStatus.INTERNAL_SERVER_ERROR));
        }
    }

    void respond(HttpExchange exchange, HttpReply reply) {
        if (exchange != current || ended || answered) {
            reply.body().release();
            return;
        }
        answered = true;
        keepAlive &= !server.isDraining() && !inputOver;
        writer.write(exchange.request(), reply, keepAlive);
        if (receiver != null && !bodyOver) {
            abortBody();
            read();
        }
        finish(exchange);
    }

    /// Goes on to the next request when this one is over.
    private void finish(HttpExchange exchange) {
        if (exchange != current || !answered) {
            return;
        }
        if (!keepAlive) {
            end(!bodyOver);
        } else if (bodyOver) {
            current = null;
            patience.waiting();
            read();
        }
    }

    void upgrade(HttpExchange exchange, HttpReply reply, Consumer<ChannelPipeline> change) {
        if (exchange != current || ended) {
            return;
        }
        Runnable task = () -> {
            writer.writeInformational(reply);
            ended = true;
            current = null;
            server.left(this);
            patience.over();
            change.accept(channel.pipeline());
            HttpServer.stripHttp(channel.pipeline()); // after it: what was read already goes to what is new
        };
        if (bodyOver) {
            task.run();
        } else {
            onUpgrade = task;
        }
    }

    // ---- the end

    /// The client has taken too long.
    void impatient(String why) {
        HttpExchange exchange = current;
        LOGGER.log(DEBUG, "{0}: {1}: closed", this, why);
        if (exchange == null || answered) {
            end(false);
        } else {
            abortBody();
            refuse(exchange, HttpReply.text(HttpResponseStatus.REQUEST_TIMEOUT, why));
        }
    }

    /// Refuses new requests; a connection without request ends now, another with its answer.
    void drain() {
        if (current == null && !ended) {
            end(false);
        }
    }

    /// Ends the connection at once.
    void close() {
        channel.close();
    }

    private void end(boolean mayHaveInput) {
        if (!ended) {
            ended = true;
            patience.over();
            Lingering.close(channel, loop, mayHaveInput && !isSecure());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !ended) {
            inputOver = true;
            if (current == null || !bodyOver) {
                end(false);
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        patience.over();
        current = null;
        abortBody();
        server.left(this);
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOGGER.log(DEBUG, "{0}: {1}", this, cause.getMessage());
        } else {
            LOGGER.log(DEBUG, this + ": closed", cause); // broken TLS, as a rule: the client's affair
        }
        channel.close();
    }

    @Override
    public String toString() {
        return "http " + id;
    }
}
