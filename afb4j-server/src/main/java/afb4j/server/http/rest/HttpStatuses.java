package afb4j.server.http.rest;

import io.netty.handler.codec.http.HttpResponseStatus;

/// The status of HTTP for the code of a reply (http-and-wsj1.md 1.5).
final class HttpStatuses {

    /// What a refused caller is told by `WWW-Authenticate`.
    static final String INVALID_TOKEN = "error=\"invalid_token\"";

    static final String INSUFFICIENT_SCOPE = "error=\"insufficient_scope\"";

    private HttpStatuses() {}

    /// 200 for successes and for what a verb says by itself.
    static HttpResponseStatus of(int code) {
        return switch (code) {
            case -1, -2 -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
            case -3, -4 -> HttpResponseStatus.NOT_FOUND;
            case -5 -> HttpResponseStatus.NOT_IMPLEMENTED;
            case -6, -7 -> HttpResponseStatus.UNAUTHORIZED;
            case -8, -9, -10 -> HttpResponseStatus.FORBIDDEN;
            default -> HttpResponseStatus.OK;
        };
    }
}
