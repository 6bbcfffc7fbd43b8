package afb4j.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.core.BinderCore;
import afb4j.core.monitor.MonitorApi;
import afb4j.core.security.PermissionChecker;
import afb4j.server.http.HttpBody;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpHandler;
import afb4j.server.http.HttpReply;
import afb4j.server.http.Route;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where those who watch binders ask:
///
/// | path | answer |
/// |---|---|
/// | `/metrics` | 200 and the metrics, see [Exposition]; 403 for who may not read them, see [WatcherAccess] |
/// | `/health` | 200 as long as the process answers |
/// | `/ready` | 200, or 503 if it is not [ready][Readiness]; why is told to who may read metrics |
@ThreadSafe
@SuppressWarnings("Immutable")
public final class MonitorRoutes {

    /// Before files: a folder cannot hide them.
    private static final int PRIORITY = 5;

    private final BinderCore core;
    private final Readiness readiness;
    private final WatcherAccess access;
    private final Supplier<Exposition> exposition;

    private MonitorRoutes(BinderCore core, Readiness readiness, Optional<PermissionChecker> policy) {
        this.core = core;
        this.readiness = readiness;
        this.access = new WatcherAccess(policy);
        this.exposition = new Once();
    }

    /// The routes of a binder.
    ///
    /// @param policy who may do what; nothing if that is not configured
    public static List<Route> of(BinderCore core, Readiness readiness, Optional<PermissionChecker> policy) {
        MonitorRoutes routes = new MonitorRoutes(core, readiness, policy);
        return List.of(
                route("/metrics", routes::metrics), route("/health", routes::health), route("/ready", routes::ready));
    }

    /// Only the very path, and only to read.
    private static Route route(String path, HttpHandler handler) {
        return new Route(PRIORITY, path, exchange -> {
            boolean isRead = exchange.method().equals(HttpMethod.GET)
                    || exchange.method().equals(HttpMethod.HEAD);
            if (!exchange.path().equals(path)) {
                exchange.decline();
            } else if (!isRead) {
                exchange.respond(
                        HttpReply.of(HttpResponseStatus.METHOD_NOT_ALLOWED).with(HttpHeaderNames.ALLOW, "GET, HEAD"));
            } else {
                handler.handle(exchange);
            }
        });
    }

    private void metrics(HttpExchange exchange) {
        if (!access.isGranted(exchange)) {
            exchange.respond(HttpReply.text(
                    HttpResponseStatus.FORBIDDEN,
                    "metrics are for clients on the machine of the binder, and for those to whom a policy grants "
                            + MonitorApi.PERMISSION));
            return;
        }
        String accept = exchange.header(HttpHeaderNames.ACCEPT).orElse("");
        Thread.ofVirtual().name("afb4j-metrics").start(() -> exchange.respond(page(accept)));
    }

    private HttpReply page(String accept) {
        Exposition.Page page = exposition.get().read(accept);
        return HttpReply.of(HttpResponseStatus.OK, new HttpBody.Bytes(Unpooled.copiedBuffer(page.text(), UTF_8)))
                .with(HttpHeaderNames.CONTENT_TYPE, page.contentType())
                .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    private void health(HttpExchange exchange) {
        exchange.respond(text(HttpResponseStatus.OK, "alive"));
    }

    private void ready(HttpExchange exchange) {
        List<String> obstacles = readiness.obstacles();
        if (obstacles.isEmpty()) {
            exchange.respond(text(HttpResponseStatus.OK, "ready"));
        } else {
            String why = access.isGranted(exchange) ? String.join("\n", obstacles) : "not ready";
            exchange.respond(text(HttpResponseStatus.SERVICE_UNAVAILABLE, why));
        }
    }

    private static HttpReply text(HttpResponseStatus status, String line) {
        return HttpReply.text(status, line).with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    /// Made when it is asked for first: it takes time that not every start needs to have.
    private final class Once implements Supplier<Exposition> {

        private volatile Optional<Exposition> made = Optional.empty();

        @Override
        public Exposition get() {
            return made.orElseGet(this::make);
        }

        private synchronized Exposition make() {
            Exposition known = made.orElseGet(() -> new Exposition(core));
            made = Optional.of(known);
            return known;
        }
    }
}
