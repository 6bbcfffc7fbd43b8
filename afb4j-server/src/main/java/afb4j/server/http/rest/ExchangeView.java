package afb4j.server.http.rest;

import afb4j.api.HttpCall;
import afb4j.server.http.HttpExchange;
import java.util.Optional;

/// What a verb may know of the request it was called by (http-and-wsj1.md 1.8).
record ExchangeView(HttpExchange exchange) implements HttpCall {

    @Override
    public String method() {
        return exchange.method().name();
    }

    @Override
    public Optional<String> header(String name) {
        return exchange.header(name);
    }

    @Override
    public String query() {
        String query = exchange.rawQuery();
        return query.isEmpty() ? query : query.substring(1);
    }
}
