package afb4j.server.http.file;

import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpHandler;
import afb4j.server.http.HttpReply;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;

/// Sends what nobody has found below the prefix of one-page applications to the page itself, with the
/// rest of the
/// path behind `#!` (specification, section 5): `/opa/page?q` becomes `/opa/#!page?q`, and `/opa` becomes
/// `/opa/`
/// (P20).
final class OnePage implements HttpHandler {

    private final String prefix;

    /// @param prefix without a slash at its end
    OnePage(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public void handle(HttpExchange exchange) {
        HttpMethod method = exchange.method();
        boolean isVisit =
                method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.POST);
        String rest = withoutSlashes(exchange.path().substring(prefix.length()));
        if (!isVisit || rest.startsWith("#")) {
            exchange.decline();
            return;
        }
        boolean isBare = exchange.path().length() == prefix.length();
        String page = isBare ? "/" : "/#!" + PercentEncoding.path(rest);
        exchange.respond(HttpReply.redirect(HttpResponseStatus.MOVED_PERMANENTLY, prefix + page + exchange.rawQuery()));
    }

    private static String withoutSlashes(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }
}
