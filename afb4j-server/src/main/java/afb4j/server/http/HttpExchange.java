package afb4j.server.http;

import afb4j.sequencer.Loop;
import afb4j.server.http.config.HttpConfig;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A request and its way to an answer: routes are asked in turn until one answers; the last resort is 404
/// (http-and-wsj1.md 1.1).
///
/// What the client sent may be read by any thread, as long as the exchange is not over; [#receive] is for the
/// loop, while the request is handled.
@ThreadSafe
@SuppressWarnings("Immutable") // the request is not changed any more; the rest is confined to the loop
public final class HttpExchange {

    private static final Route LAST =
            new Route(Integer.MIN_VALUE, "", exchange -> exchange.respond(HttpReply.of(HttpResponseStatus.NOT_FOUND)));

    private final HttpConnection connection;
    private final HttpRequest request;
    private final String target;
    private final String rawPath;
    private final String path;
    private final Query query;

    /// Whether the handler that was asked last has decided; each of them decides once.
    private final AtomicBoolean isDecided = new AtomicBoolean(true);

    /// The next of the routes that has not been asked. Confined to the loop.
    private int nextRoute;

    HttpExchange(HttpConnection connection, HttpRequest request) {
        this.connection = connection;
        this.request = request;
        target = originForm(request.uri());
        int mark = target.indexOf('?');
        rawPath = mark < 0 ? target : target.substring(0, mark);
        path = Query.decode(rawPath, false);
        query = mark < 0
                ? Query.EMPTY
                : Query.parse(
                        target.substring(mark + 1), connection.config().limits().maxFields());
    }

    /// Drops scheme and host of `http://host/path`, and a fragment, which does not belong in a request.
    private static String originForm(String uri) {
        int fragment = uri.indexOf('#');
        String target = fragment < 0 ? uri : uri.substring(0, fragment);
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return target;
        }
        int slash = target.indexOf('/', scheme + "://".length());
        return slash < 0 ? "/" : target.substring(slash);
    }

    // ---- what the client sent

    /// The method.
    public HttpMethod method() {
        return request.method();
    }

    /// The path, percent-decoded once; begins with a slash.
    public String path() {
        return path;
    }

    /// The path as it was sent.
    public String rawPath() {
        return rawPath;
    }

    /// What follows the `?` of the URL as it was sent, with the `?`; empty if there is none.
    public String rawQuery() {
        return target.substring(rawPath.length());
    }

    /// The fields of the query.
    public Query query() {
        return query;
    }

    /// A header; of several the first. Names are case blind.
    public Optional<String> header(CharSequence name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    /// All values of a header, in order.
    public List<String> headers(CharSequence name) {
        return request.headers().getAll(name);
    }

    /// Whether the request says HTTP/1.1.
    public boolean isHttp11() {
        return request.protocolVersion().isKeepAliveDefault();
    }

    /// The connection it came by.
    public HttpConnection connection() {
        return connection;
    }

    /// The loop of the connection.
    public Loop loop() {
        return connection.loop();
    }

    /// The configuration of the server.
    public HttpConfig config() {
        return connection.config();
    }

    // ---- the body

    /// Takes the body. To be called on the loop, once, before the handler returns; without it the body is
    /// passed over. What is longer than `maxBytes` is answered 413 and aborted.
    public void receive(long maxBytes, BodyReceiver receiver) {
        connection.receive(this, maxBytes, receiver);
    }

    /// What the client says the body has, in bytes; -1 if it does not say.
    public long announcedBytes() {
        return HttpUtil.getContentLength(request, -1L);
    }

    // ---- the answer

    /// Answers. Any thread; the answer is released when the client is gone.
    ///
    /// @throws IllegalStateException when the handler has answered or declined before
    public void respond(HttpReply reply) {
        decide();
        connection.execute(() -> connection.respond(this, reply));
    }

    /// Leaves the request to the next route. Any thread.
    ///
    /// @throws IllegalStateException when the handler has answered or declined before
    public void decline() {
        decide();
        connection.execute(() -> connection.route(this));
    }

    /// Answers, and makes of the connection something else than HTTP. Any thread.
    ///
    /// @param reply without body, as 101
    /// @param change gets the pipeline, without anything of HTTP, once the answer was written; on the loop.
    ///     Nothing was read meanwhile: what has the pipeline reads on by itself
    /// @throws IllegalStateException when the handler has answered or declined before
    public void upgrade(HttpReply reply, Consumer<ChannelPipeline> change) {
        decide();
        connection.execute(() -> connection.upgrade(this, reply, change));
    }

    private void decide() {
        if (!isDecided.compareAndSet(false, true)) {
            throw new IllegalStateException(this + ": answered or declined before");
        }
    }

    /// The route that is to be asked now, for a handler that has not decided yet; the last resort when all were
    /// asked.
    Route nextRoute(List<Route> routes) {
        while (nextRoute < routes.size()) {
            Route route = routes.get(nextRoute++);
            if (route.matches(path)) {
                isDecided.set(false);
                return route;
            }
        }
        isDecided.set(false);
        return LAST;
    }

    HttpRequest request() {
        return request;
    }

    @Override
    public String toString() {
        return connection + " " + request.method() + " " + rawPath;
    }
}
