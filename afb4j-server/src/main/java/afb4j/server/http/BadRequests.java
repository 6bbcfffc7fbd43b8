package afb4j.server.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Requests that no route is asked for (http-and-wsj1.md 1.2, 1.7, P1).
final class BadRequests {

    private static final Set<HttpMethod> KNOWN = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private BadRequests() {}

    /// The answer to a request that cannot be served; null if it can.
    static @Nullable HttpReply refusal(HttpRequest head, HttpExchange exchange) {
        Throwable cause = head.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return HttpReply.text(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG,
                    "the request line is longer than "
                            + exchange.config().limits().maxLineBytes() + " bytes, which is the limit here");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return HttpReply.text(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "the headers are longer than " + exchange.config().limits().maxHeadBytes()
                            + " bytes, which is the limit here");
        }
        if (cause != null) {
            return HttpReply.text(HttpResponseStatus.BAD_REQUEST, "this is not a request of HTTP/1.1");
        }
        if (head.protocolVersion().majorVersion() != 1) {
            return HttpReply.text(
                    HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                    "HTTP/1.1 is spoken here, not " + head.protocolVersion());
        }
        if (!KNOWN.contains(head.method())) {
            return HttpReply.text(HttpResponseStatus.NOT_IMPLEMENTED, "the method is not known here");
        }
        if (!exchange.rawPath().startsWith("/")) {
            return HttpReply.text(HttpResponseStatus.BAD_REQUEST, "expected a path that begins with a slash");
        }
        return null;
    }
}
