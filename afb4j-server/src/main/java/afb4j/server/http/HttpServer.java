package afb4j.server.http;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.core.metrics.ConnectionRegistry;
import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.HttpLimits;
import afb4j.server.http.tls.ServerTls;
import afb4j.server.http.tls.TlsException;
import afb4j.transport.Address;
import afb4j.transport.Listener;
import afb4j.transport.TransportException;
import afb4j.transport.netty.AcceptedChannel;
import afb4j.transport.netty.NettyNetwork;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Listens for HTTP on the loops of a network, and brings requests to routes.
///
/// **Stop.** [#closeListeners()], then [#drain()]: connections without a request end, the others with their
/// answer, which says `Connection: close`; then [#close()] ends what is left. What connections were upgraded
/// to is the affair of who has upgraded them.
@ThreadSafe
@SuppressWarnings({"Immutable", "FutureReturnValueIgnored"}) // nothing follows a close
public final class HttpServer {

    private static final System.Logger LOGGER = System.getLogger(HttpServer.class.getName());
    private static final AtomicLong IDS = new AtomicLong();
    private static final int MAX_CHUNK_BYTES = 64 * 1024;

    private final NettyNetwork network;
    private final ConnectionRegistry registry;
    private final HttpConfig config;
    private final List<Route> routes;
    private final Optional<Supplier<ServerTls>> encryption;
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isFull = new AtomicBoolean();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;
    private volatile String cookieName = "";

    /// Opened when the server begins to listen: until then nobody would close it.
    private volatile @Nullable ServerTls tls;

    /// A server that does not listen yet.
    ///
    /// @param routes in any order
    /// @param encryption opens what encrypts connections, if they are encrypted; the server closes it
    public HttpServer(
            NettyNetwork network, HttpConfig config, List<Route> routes, Optional<Supplier<ServerTls>> encryption) {
        this(network, config, routes, encryption, new ConnectionRegistry());
    }

    /// As the other one, whose connections are listed in `registry`.
    public HttpServer(
            NettyNetwork network,
            HttpConfig config,
            List<Route> routes,
            Optional<Supplier<ServerTls>> encryption,
            ConnectionRegistry registry) {
        this.network = network;
        this.registry = registry;
        this.config = config;
        this.routes = routes.stream().sorted(Route.ORDER).toList();
        this.encryption = encryption;
    }

    /// Begins to listen at all interfaces. Blocks; not on a loop.
    ///
    /// @throws TransportException when it can't; the message is a sentence for the operator
    /// @throws TlsException when the files of HTTPS cannot be used; the message is such a sentence too
    public void listen() {
        tls = encryption.map(Supplier::get).orElse(null);
        for (Address address : config.interfaces()) {
            listeners.add(network.listenRaw(address, this::accept));
            if (cookieName.isEmpty()) {
                cookieName = cookieName(listeners.getFirst().address());
            }
        }
    }

    /// `x-afb-uuid-PORT` (http-and-wsj1.md 2.1).
    private static String cookieName(Address first) {
        return "x-afb-uuid-" + (first instanceof Address.Tcp tcp ? tcp.port() : 0);
    }

    /// Where it listens, with the real ports.
    public List<Address> addresses() {
        return listeners.stream().map(Listener::address).toList();
    }

    /// How many connections speak HTTP now.
    public int connectionCount() {
        return connections.size();
    }

    private void accept(AcceptedChannel accepted) {
        Channel channel = accepted.channel();
        if (draining || connections.size() >= config.limits().maxConnections()) {
            if (!draining && isFull.compareAndSet(false, true)) {
                LOGGER.log(
                        WARNING,
                        "there are {0} HTTP connections, as many as there may be: further ones are closed",
                        config.limits().maxConnections());
            }
            channel.close();
            return;
        }
        HttpConnection connection =
                new HttpConnection(IDS.incrementAndGet(), this, channel, accepted.loop(), accepted.credentials());
        connections.add(connection);
        registry.add(connection);
        channel.config().setAutoRead(false);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        setUp(channel.pipeline(), connection);
    }

    private void setUp(ChannelPipeline pipeline, HttpConnection connection) {
        HttpLimits limits = config.limits();
        ServerTls encrypting = tls;
        if (encrypting != null) {
            pipeline.addLast(encrypting.newHandler());
        }
        pipeline.addLast(connection.patience());
        pipeline.addLast(new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxLineBytes())
                .setMaxHeaderSize(limits.maxHeadBytes())
                .setMaxChunkSize(MAX_CHUNK_BYTES)));
        pipeline.addLast(new FlowControlHandler());
        if (encrypting != null) {
            pipeline.addLast(new ChunkedWriteHandler());
        }
        pipeline.addLast(connection);
    }

    /// Takes all that is about HTTP out of a pipeline that goes on as something else, and lets it read.
    static void stripHttp(ChannelPipeline pipeline) {
        pipeline.remove(HttpConnection.class);
        if (pipeline.get(ChunkedWriteHandler.class) != null) {
            pipeline.remove(ChunkedWriteHandler.class);
        }
        pipeline.remove(FlowControlHandler.class);
        pipeline.remove(HttpServerCodec.class);
        pipeline.remove(HttpPatience.class);
        pipeline.channel().config().setAutoRead(true);
    }

    HttpConfig config() {
        return config;
    }

    List<Route> routes() {
        return routes;
    }

    String cookieName() {
        return cookieName;
    }

    boolean isDraining() {
        return draining;
    }

    /// A connection has ended, or speaks something else now.
    void left(HttpConnection connection) {
        registry.remove(connection);
        if (connections.remove(connection)) {
            isFull.set(false);
        }
        if (draining && connections.isEmpty()) {
            drained.complete(null);
        }
    }

    /// Accepts no more. Blocks.
    public void closeListeners() {
        listeners.forEach(Listener::close);
        ServerTls opened = tls;
        if (opened != null) {
            opened.close();
        }
    }

    /// Lets the requests that are there be answered, and no more; completes when no connection is left.
    public CompletableFuture<Void> drain() {
        draining = true;
        connections.forEach(connection -> connection.execute(connection::drain));
        if (connections.isEmpty()) {
            drained.complete(null);
        }
        return drained;
    }

    /// Ends all connections; completes when they are over.
    public CompletableFuture<Void> close() {
        CompletableFuture<Void> over = drain();
        connections.forEach(HttpConnection::close);
        return over;
    }
}
