package afb4j.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Which session and token a request comes with (http-and-wsj1.md 2.1).
///
/// @param uuid of the session, as the client chose it or as it was given one; not checked
/// @param isNamed whether the client has named a session, else `uuid` is a new one
/// @param token the token, if any
public record Identity(String uuid, boolean isNamed, Optional<String> token) {

    private static final String UUID_NAME = "x-afb-uuid";
    private static final String TOKEN_NAME = "x-afb-token";
    private static final String BEARER = "bearer ";

    /// P9: others are refused.
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,36}");

    /// Looks in the headers, the query and the cookies of a request; the first hit wins.
    ///
    /// @param form the fields of its body, which come before those of the query
    public static Identity of(HttpExchange exchange, Query form) {
        Optional<String> named = exchange.header(UUID_NAME)
                .or(() -> field(exchange, form, UUID_NAME))
                .or(() -> cookie(exchange))
                .or(() -> field(exchange, form, "uuid"));
        Optional<String> token = bearer(exchange)
                .or(() -> field(exchange, form, "access_token"))
                .or(() -> exchange.header(TOKEN_NAME))
                .or(() -> field(exchange, form, TOKEN_NAME))
                .or(() -> field(exchange, form, "token"));
        return new Identity(named.orElseGet(() -> UUID.randomUUID().toString()), named.isPresent(), token);
    }

    /// As [#of(HttpExchange, Query)], of a request without form.
    public static Identity of(HttpExchange exchange) {
        return of(exchange, Query.EMPTY);
    }

    private static Optional<String> field(HttpExchange exchange, Query form, String name) {
        return form.last(name).or(() -> exchange.query().last(name));
    }

    private static Optional<String> bearer(HttpExchange exchange) {
        return exchange.header(HttpHeaderNames.AUTHORIZATION)
                .map(String::strip)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private static Optional<String> cookie(HttpExchange exchange) {
        String name = exchange.connection().cookieName();
        for (String header : exchange.headers(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : ServerCookieDecoder.LAX.decode(header)) {
                if (cookie.name().equals(name)) {
                    return Optional.of(cookie.value());
                }
            }
        }
        return Optional.empty();
    }

    /// The answer to a request whose session has no name that is accepted (P9); empty if it has.
    public Optional<HttpReply> refusal() {
        return VALID.matcher(uuid).matches()
                ? Optional.empty()
                : Optional.of(HttpReply.text(
                        HttpResponseStatus.BAD_REQUEST,
                        "the name of the session has " + uuid.length()
                                + " characters, expected 1 to 36 of A-Z a-z 0-9 . _ -"));
    }

    /// Neither session nor token, which do not belong in logs (R32).
    @Override
    public String toString() {
        return isNamed ? "a named session" : "a new session";
    }
}
