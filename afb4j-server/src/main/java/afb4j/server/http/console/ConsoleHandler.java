package afb4j.server.http.console;

import static java.lang.System.Logger.Level.ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Json;
import afb4j.console.ConsolePages;
import afb4j.server.http.HttpBody;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpHandler;
import afb4j.server.http.HttpReply;
import afb4j.server.http.Route;
import afb4j.server.http.config.HttpConfig.Console;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Serves the pages of the console, to clients on this machine unless it is for everybody. To others it is
/// not there.
///
/// A page is read once, by a virtual thread, and then kept. `settings.json` is made here: it tells the page
/// what it cannot know, the prefix of calls and the name of the binder.
@ThreadSafe
@SuppressWarnings("Immutable") // a concurrent map
public final class ConsoleHandler implements HttpHandler {

    private static final System.Logger LOGGER = System.getLogger(ConsoleHandler.class.getName());
    private static final String PREFIX = "/console";
    private static final String INDEX = "index.html";
    private static final String SETTINGS = "settings.json";

    /// After calls, before files.
    private static final int PRIORITY = 5;

    /// Nothing but files of this server: no script or style in a page, no frame around it.
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private final Console who;
    private final Page settings;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    private ConsoleHandler(Console who, String rootApi, String binderName) {
        this.who = who;
        Json text =
                Json.object().put("rootapi", rootApi).put("name", binderName).build();
        this.settings = Page.of(SETTINGS, text.compact().getBytes(UTF_8));
    }

    /// The route to the console, if there is one.
    ///
    /// @param rootApi the prefix of calls
    /// @param binderName what the page says it is connected to
    public static Optional<Route> route(Console who, String rootApi, String binderName) {
        return who == Console.OFF
                ? Optional.empty()
                : Optional.of(new Route(PRIORITY, PREFIX, new ConsoleHandler(who, rootApi, binderName)));
    }

    @Override
    public void handle(HttpExchange exchange) {
        if (who == Console.LOOPBACK && !exchange.connection().isLoopback()) {
            exchange.decline();
            return;
        }
        if (!exchange.method().equals(HttpMethod.GET) && !exchange.method().equals(HttpMethod.HEAD)) {
            exchange.respond(
                    HttpReply.of(HttpResponseStatus.METHOD_NOT_ALLOWED).with(HttpHeaderNames.ALLOW, "GET, HEAD"));
            return;
        }
        if (exchange.path().equals(PREFIX)) {
            exchange.respond(
                    HttpReply.redirect(HttpResponseStatus.MOVED_PERMANENTLY, PREFIX + "/" + exchange.rawQuery()));
            return;
        }
        String path = exchange.path().substring(PREFIX.length() + 1);
        Page known = path.equals(SETTINGS) ? settings : pages.get(path.isEmpty() ? INDEX : path);
        if (known != null) {
            answer(exchange, known);
        } else {
            Thread.ofVirtual().name("afb4j-console").start(() -> read(exchange, path.isEmpty() ? INDEX : path));
        }
    }

    private void read(HttpExchange exchange, String path) {
        Optional<byte[]> content;
        try {
            content = ConsolePages.read(path);
        } catch (IOException failure) {
            LOGGER.log(ERROR, "the console cannot be read: " + path, failure);
            exchange.respond(HttpReply.of(HttpResponseStatus.INTERNAL_SERVER_ERROR));
            return;
        }
        if (content.isEmpty()) {
            exchange.decline();
            return;
        }
        answer(exchange, pages.computeIfAbsent(path, _ -> Page.of(path, content.get())));
    }

    private static void answer(HttpExchange exchange, Page page) {
        boolean isKnown = exchange.header(HttpHeaderNames.IF_NONE_MATCH)
                .filter(page::isNamedBy)
                .isPresent();
        boolean isPacked = page.isPackedFor(
                exchange.header(HttpHeaderNames.ACCEPT_ENCODING).orElse(""));
        HttpReply reply = isKnown
                ? HttpReply.of(HttpResponseStatus.NOT_MODIFIED)
                : HttpReply.of(HttpResponseStatus.OK, new HttpBody.Bytes(Unpooled.wrappedBuffer(page.bytes(isPacked))));
        reply.with(HttpHeaderNames.CONTENT_TYPE, page.type())
                .with(HttpHeaderNames.ETAG, page.tag())
                .with(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .with(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING)
                .with(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin");
        if (isPacked && !isKnown) {
            reply.with(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        exchange.respond(reply);
    }
}
