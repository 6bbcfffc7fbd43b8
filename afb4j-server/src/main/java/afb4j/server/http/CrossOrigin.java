package afb4j.server.http;

import com.google.errorprone.annotations.ThreadSafe;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;

/// Lets pages of other sites call, or not: what [OriginPolicy] allows, in the headers of CORS (Fetch standard,
/// 3.2).
///
/// A browser sends simple requests of any page without asking before, and only hides the answer: so those of
/// pages that may not are refused, before anything runs. Requests that a page causes without a script, as for
/// an image or by a link, carry no origin, but say that they are cross-site.
@ThreadSafe
@SuppressWarnings("Immutable") // the policy is thread-safe
public final class CrossOrigin {

    private static final String FETCH_SITE = "sec-fetch-site";
    private static final String CROSS_SITE = "cross-site";
    private static final String UNKNOWN = "another site";
    private static final int PREFLIGHT_SECONDS = 600;

    private final OriginPolicy policy;
    private final String methods;

    /// @param policy which pages may
    /// @param methods what they may use, as `GET, POST`
    public CrossOrigin(OriginPolicy policy, String methods) {
        this.policy = policy;
        this.methods = methods;
    }

    /// The answer to a request of a page that may not; empty if it may, or is no page.
    public Optional<HttpReply> refusal(HttpExchange exchange) {
        String origin = exchange.header(HttpHeaderNames.ORIGIN).orElse(null);
        if (origin == null) {
            boolean isForeign =
                    exchange.header(FETCH_SITE).filter(CROSS_SITE::equals).isPresent();
            return isForeign && !isAllowed("null", exchange) ? Optional.of(refused(UNKNOWN)) : Optional.empty();
        }
        return isAllowed(origin, exchange) ? Optional.empty() : Optional.of(refused(origin));
    }

    private boolean isAllowed(String origin, HttpExchange exchange) {
        String host = exchange.header(HttpHeaderNames.HOST).orElse(null);
        return policy.allows(origin, host, exchange.connection().isLoopback());
    }

    private static HttpReply refused(String origin) {
        return HttpReply.text(HttpResponseStatus.FORBIDDEN, OriginPolicy.refusal(origin));
    }

    /// Lets the page that has asked read the answer.
    public HttpReply opened(HttpExchange exchange, HttpReply reply) {
        exchange.header(HttpHeaderNames.ORIGIN)
                .ifPresent(origin -> reply.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                        .with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                        .with(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN));
        return reply;
    }

    /// The answer to `OPTIONS`, of a browser that asks before it calls or of anybody else.
    public HttpReply options(HttpExchange exchange) {
        HttpReply reply = HttpReply.of(HttpResponseStatus.NO_CONTENT).with(HttpHeaderNames.ALLOW, methods);
        if (exchange.header(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD).isPresent()) {
            reply.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods)
                    .with(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
            exchange.header(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
                    .ifPresent(headers -> reply.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers));
        }
        return opened(exchange, reply);
    }

    /// The answer to a method that is not used here: 405 (P34).
    public HttpReply notAllowed(HttpMethod method) {
        return HttpReply.text(
                        HttpResponseStatus.METHOD_NOT_ALLOWED, "expected one of " + methods + ", not " + method.name())
                .with(HttpHeaderNames.ALLOW, methods);
    }
}
