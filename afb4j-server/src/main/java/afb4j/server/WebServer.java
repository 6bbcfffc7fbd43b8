package afb4j.server;

import static java.lang.System.Logger.Level.INFO;

import afb4j.server.http.HttpServer;
import afb4j.server.http.Route;
import afb4j.server.http.config.HttpConfig;
import afb4j.transport.Address;
import afb4j.transport.netty.NettyNetwork;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What a binder is to browsers, put together of its parts: calls, websocket, files
/// (http-and-wsj1.md 1.1).
@ThreadSafe
@SuppressWarnings("Immutable")
final class WebServer {

    private static final System.Logger LOGGER = System.getLogger(Binder.class.getName());

    private final HttpConfig config;
    private final HttpServer server;

    /// The web server of a binder, which does not listen yet.
    WebServer(NettyNetwork network, HttpConfig config) {
        this.config = config;
        List<Route> routes = new ArrayList<>();
        this.server = new HttpServer(network, config, routes, Optional.empty());
    }

    /// Begins to listen. Blocks; not on a loop.
    void listen() {
        server.listen();
        String scheme = config.tls().isPresent() ? "https" : "http";
        for (Address address : server.addresses()) {
            LOGGER.log(INFO, "public APIs are served at {0} ({1})", address, scheme);
        }
    }

    List<Address> addresses() {
        return server.addresses();
    }

    void closeListeners() {
        server.closeListeners();
    }

    /// Answers what was asked, refuses what comes; completes when nothing runs any more.
    CompletableFuture<Void> drain() {
        return server.drain();
    }

    /// Ends all connections; completes when they are over.
    CompletableFuture<Void> close() {
        return server.close();
    }
}
