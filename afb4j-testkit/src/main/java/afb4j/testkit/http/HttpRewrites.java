package afb4j.testkit.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Recorded requests and replies of HTTP → what is wanted of us, where that is another thing.
final class HttpRewrites {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String COOKIE = "Set-Cookie";
    private static final String NEW_SESSION =
            "x-afb-uuid-{{PORT}}={{uuid}}; Path=/; Max-Age=32000000; HttpOnly; SameSite=Lax;";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String ALLOW = "Allow";
    private static final String METHODS_OF_CALLS = "GET, HEAD, POST, OPTIONS";
    private static final String METHODS_OF_FILES = "GET, HEAD, OPTIONS";

    /// Refused without a look at the rest of the connection.
    private static final Set<Integer> END_OF_CONNECTION = Set.of(414, 431, 505);

    private HttpRewrites() {}

    static HttpVector nothing(HttpVector recorded) {
        return recorded;
    }

    // ---- what is asked for

    /// Whether the path is `ROOTAPI/API/VERB`.
    private static boolean isCall(HttpVector vector, SentRequest request) {
        String rootApi = vector.setup()
                .options()
                .getOrDefault("rootapi", List.of("/api"))
                .getFirst();
        return request.path().matches(Pattern.quote(rootApi) + "/+[^/?]+/+[^?]+.*");
    }

    /// Whether the reply is that of a verb, or of the binder in its place.
    private static boolean isAnswered(HttpVector vector, HttpStep.Exchange exchange) {
        return isCall(vector, exchange.request()) && exchange.reply().hasHeader(COOKIE);
    }

    private static boolean isFile(WantedReply reply) {
        return reply.hasHeader("ETag");
    }

    private static boolean isRefusal(WantedReply reply) {
        return reply.status() >= 400 && reply.status() != 404 && !reply.hasHeader(COOKIE);
    }

    // ---- 11, P5 to P7, P32

    /// Replies of verbs say what they are: JSON, or bytes. A verb that speaks HTTP says it itself.
    static HttpVector contentTypes(HttpVector recorded) {
        return recorded.mapExchanges(exchange -> {
            WantedReply reply = exchange.reply();
            if (!isAnswered(recorded, exchange) || reply.hasHeader(CONTENT_TYPE)) {
                return exchange;
            }
            return switch (reply.body()) {
                case WantedBody.Value _ -> exchange.withReply(reply.withHeader(CONTENT_TYPE, "application/json"));
                case WantedBody.Exact _
                when !recorded.is("http/http-reply") ->
                    exchange.withReply(reply.withHeader(CONTENT_TYPE, "application/octet-stream"));
                default -> exchange;
            };
        });
    }

    /// Connections of HTTP/1.1 stay, unless their input cannot be understood any more.
    static HttpVector keepAlive(HttpVector recorded) {
        return recorded.mapExchanges(exchange -> {
            boolean ends = !exchange.request().version().equals("HTTP/1.1")
                    || END_OF_CONNECTION.contains(exchange.reply().status())
                    || exchange.request().method().equals("TRACE");
            return exchange.withReply(
                    exchange.reply().withConnection(ends ? WantedReply.After.CLOSED : WantedReply.After.OPEN));
        });
    }

    /// Only calls have a session, and its cookie.
    static HttpVector cookiesOfCalls(HttpVector recorded) {
        return recorded.mapSteps(step -> switch (step) {
            case HttpStep.Exchange exchange
            when !isAnswered(recorded, exchange) ->
                exchange.withReply(exchange.reply().withoutHeader(COOKIE));
            case HttpStep.Upgrade upgrade -> upgrade.withReply(upgrade.reply().withoutHeader(COOKIE));
            default -> step;
        });
    }

    /// The header ends with its last attribute.
    static HttpVector cookieSyntax(HttpVector recorded) {
        return recorded.mapReplies(reply -> reply.headers() == null || !reply.hasHeader(COOKIE)
                ? reply
                : reply.withHeader(
                        COOKIE, String.valueOf(reply.headers().get(COOKIE)).replaceFirst(";$", "")));
    }

    // ---- 11, P1 and P34

    /// Methods of calls and of files: HEAD is a GET without body, OPTIONS tells the methods, others are not
    /// allowed or not known.
    static HttpVector methods(HttpVector recorded) {
        return recorded.mapExchanges(exchange -> {
            boolean isCall = isCall(recorded, exchange.request());
            String allowed = isCall ? METHODS_OF_CALLS : METHODS_OF_FILES;
            return switch (exchange.request().method()) {
                case "HEAD" -> exchange.withReply(isCall ? headOfCall(exchange) : headOfFile(exchange));
                case "OPTIONS" ->
                    exchange.withReply(exchange.reply().withStatus(204).withHeader(ALLOW, allowed));
                case "PUT", "DELETE", "PATCH" -> notAllowed(exchange, allowed);
                case "TRACE" -> exchange.withReply(exchange.reply().withStatus(501));
                case "POST" -> {
                    boolean isTypedToFile = recorded.is("http/static-post")
                            && exchange.request().body() != null;
                    yield isTypedToFile ? notAllowed(exchange, allowed) : exchange;
                }
                default -> exchange;
            };
        });
    }

    private static HttpStep.Exchange notAllowed(HttpStep.Exchange exchange, String allowed) {
        return exchange.withReply(exchange.reply().withStatus(405).withHeader(ALLOW, allowed));
    }

    private static WantedReply headOfCall(HttpStep.Exchange exchange) {
        return exchange.reply()
                .withStatus(200)
                .withHeader(COOKIE, NEW_SESSION)
                .withHeader(CONTENT_TYPE, "application/json");
    }

    private static WantedReply headOfFile(HttpStep.Exchange exchange) {
        return exchange.reply()
                .withStatus(200)
                .withHeader(CONTENT_TYPE, "text/plain")
                .withHeader("Cache-Control", "100000")
                .withHeader("ETag", "{{etag}}");
    }

    /// Refusals by the binder itself say in a line why.
    static HttpVector refusals(HttpVector recorded) {
        return recorded.mapSteps(step -> switch (step) {
            case HttpStep.Exchange exchange
            when isRefusal(exchange.reply()) && exchange.reply().silence().isEmpty() ->
                exchange.withReply(explained(exchange.reply()));
            case HttpStep.Upgrade upgrade
            when isRefusal(upgrade.reply()) -> upgrade.withReply(explained(upgrade.reply()));
            default -> step;
        });
    }

    private static WantedReply explained(WantedReply reply) {
        WantedReply said = reply.withHeader(CONTENT_TYPE, TEXT).withBody(new WantedBody.Line());
        return reply.status() == 415 ? said.withHeader("Accept", "application/json") : said;
    }

    // ---- 5; 11, P19

    /// Files have valid headers, and those of conditions and ranges.
    static HttpVector filesAsOfHttp(HttpVector recorded) {
        return recorded.mapReplies(reply -> {
            if (!isFile(reply)) {
                return reply;
            }
            WantedReply valid =
                    reply.withHeader("Cache-Control", "max-age=100000").withHeader("ETag", "\"{{etag}}\"");
            return valid.status() == 304
                    ? valid
                    : valid.withHeader("Last-Modified", "{{date}}")
                            .withHeader("Accept-Ranges", "bytes")
                            .withHeader("X-Content-Type-Options", "nosniff");
        });
    }

    /// A range is answered.
    static HttpVector ranges(HttpVector recorded) {
        return recorded.mapExchanges(
                exchange -> exchange.request().header("Range").isEmpty()
                        ? exchange
                        : exchange.withReply(exchange.reply()
                                .withStatus(206)
                                .withHeader("Content-Range", "bytes 1-2/6")
                                .withBody(new WantedBody.Exact("la"))));
    }

    /// Text has its charset; what a folder shows is typed by the name of the file that is shown.
    static HttpVector fileTypes(HttpVector recorded) {
        return recorded.mapExchanges(exchange -> {
            WantedReply reply = exchange.reply();
            if (!isFile(reply) || reply.headers() == null || !reply.hasHeader(CONTENT_TYPE)) {
                return exchange;
            }
            boolean isIndex = exchange.request().path().endsWith("/");
            String type = isIndex ? "text/html" : String.valueOf(reply.headers().get(CONTENT_TYPE));
            return exchange.withReply(
                    reply.withHeader(CONTENT_TYPE, type.startsWith("text/") ? type + "; charset=utf-8" : type));
        });
    }

    // ---- recommended

    /// Replies are those that are recommended; one with a value has the usual cookie.
    static HttpVector recommended(HttpVector recorded) {
        return recorded.mapExchanges(exchange -> exchange.recommended()
                .map(reply -> exchange.withReply(reply.withHeaders(
                        reply.body() instanceof WantedBody.Value ? Map.of(COOKIE, NEW_SESSION) : Map.of())))
                .orElse(exchange));
    }
}
