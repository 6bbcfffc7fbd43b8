package afb4j.server;

import static java.lang.System.Logger.Level.INFO;

import afb4j.api.BinderException;
import afb4j.core.BinderCore;
import afb4j.sequencer.Loop;
import afb4j.server.http.HttpServer;
import afb4j.server.http.OriginPolicy;
import afb4j.server.http.Route;
import afb4j.server.http.body.FormReader;
import afb4j.server.http.body.UploadFolder;
import afb4j.server.http.config.HttpConfig;
import afb4j.server.http.config.HttpLimits;
import afb4j.server.http.console.ConsoleHandler;
import afb4j.server.http.document.ApiDocument;
import afb4j.server.http.file.FileRoutes;
import afb4j.server.http.json1.Json1Config;
import afb4j.server.http.json1.Json1Export;
import afb4j.server.http.json1.Json1Upgrade;
import afb4j.server.http.rest.RestHandler;
import afb4j.server.http.tls.ServerTls;
import afb4j.transport.Address;
import afb4j.transport.TransportException;
import afb4j.transport.netty.NettyNetwork;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What a binder is to browsers, put together of its parts: calls, websocket, files
/// (http-and-wsj1.md 1.1).
@ThreadSafe
@SuppressWarnings("Immutable")
final class WebServer {

    private static final System.Logger LOGGER = System.getLogger(Binder.class.getName());

    /// In which order routes are asked (http-and-wsj1.md 1.1); files come after them.
    private static final int WEBSOCKET = 20;

    private static final int CALLS = 10;

    /// How many of the largest forms may be there at a time.
    private static final int UPLOADS_AT_A_TIME = 16;

    private final HttpConfig config;
    private final HttpServer server;
    private final Json1Export websockets;

    /// The web server of a binder, which does not listen yet. Blocks.
    ///
    /// @param further routes besides calls, websocket and files
    WebServer(NettyNetwork network, BinderCore core, HttpConfig config, List<Route> further) {
        this.config = config;
        Loop clock = network.loop();
        HttpLimits limits = config.limits();
        this.websockets = new Json1Export(
                core,
                new Json1Config(
                        network.config(), limits.pingInterval(), limits.pongTimeout(), limits.maxConnections()));
        OriginPolicy origins = new OriginPolicy(config.origins());
        List<Route> routes = new ArrayList<>(FileRoutes.of(config, clock::nanoTime, InstantSource.system()));
        routes.add(new Route(WEBSOCKET, config.rootApi(), new Json1Upgrade(websockets, origins)));
        routes.add(new Route(
                CALLS,
                config.rootApi(),
                new RestHandler(core, origins, forms(config), config.tls().isPresent())));
        ConsoleHandler.route(config.console(), config.rootApi(), core.name()).ifPresent(routes::add);
        routes.addAll(ApiDocument.routes(core, config.rootApi(), origins));
        routes.addAll(further);
        this.server = new HttpServer(
                network,
                config,
                routes,
                config.tls()
                        .map(files ->
                                () -> ServerTls.open(files, clock, ServerTls.DEFAULT_INTERVAL, InstantSource.system())),
                core.connections());
    }

    private static FormReader forms(HttpConfig config) {
        long maxBytes = UPLOADS_AT_A_TIME * config.limits().maxUploadBytes();
        return new FormReader(config.limits(), UploadFolder.open(config.uploadDir(), maxBytes));
    }

    /// Begins to listen. Blocks; not on a loop.
    ///
    /// @throws BinderException when it can't, or the files of HTTPS cannot be used; the message is a sentence
    void listen() {
        try {
            server.listen();
        } catch (TransportException cause) {
            throw new BinderException(
                    "no HTTP: " + cause.getMessage() + " (another port: -p PORT, no HTTP: --no-httpd)", cause);
        }
        server.addresses().forEach(this::tell);
    }

    private void tell(Address address) {
        String scheme = config.tls().isPresent() ? "https" : "http";
        LOGGER.log(
                INFO,
                "HTTP is served at {0}",
                switch (address) {
                    case Address.Tcp(String host, int port)
                    when host.isEmpty() -> scheme + "://*:" + port + ", to other machines too";
                    case Address.Tcp(String host, int port) ->
                        scheme + "://" + host + ":" + port + " (-i tcp:*:" + port + " opens it to other machines)";
                    default -> address + " (" + scheme + ")";
                });
    }

    List<Address> addresses() {
        return server.addresses();
    }

    /// Accepts no more. Blocks.
    void closeListeners() {
        server.closeListeners();
    }

    /// Answers what was asked, refuses what comes; completes when nothing runs any more.
    CompletableFuture<Void> drain() {
        return CompletableFuture.allOf(server.drain(), websockets.drain());
    }

    /// Ends all connections; completes when they are over.
    CompletableFuture<Void> close() {
        return CompletableFuture.allOf(server.close(), websockets.close());
    }
}
