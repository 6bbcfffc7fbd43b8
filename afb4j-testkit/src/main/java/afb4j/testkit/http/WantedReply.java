package afb4j.testkit.http;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A reply that is wanted.
///
/// @param status     the code
/// @param headers    all there are but Date, Content-Length and Connection, names as recorded; null when nothing
///     is said about them
/// @param body       the body
/// @param connection what becomes of the connection
/// @param interim    the codes 1xx before it
/// @param silence    when there is to be no reply at all: for how long
@Immutable
@SuppressWarnings("Immutable") // the collections are copies that cannot be changed
record WantedReply(
        int status,
        @Nullable Map<String, String> headers,
        WantedBody body,
        After connection,
        List<Integer> interim,
        Optional<Duration> silence) {

    /// What becomes of the connection after a reply.
    enum After {
        /// It stays.
        OPEN,
        /// The server closes it.
        CLOSED,
        /// Nothing is said about it.
        ANY
    }

    WantedReply {
        headers = headers == null ? null : unmodifiable(headers);
        interim = List.copyOf(interim);
    }

    private static Map<String, String> unmodifiable(Map<String, String> headers) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    WantedReply withStatus(int other) {
        return new WantedReply(other, headers, body, connection, interim, silence);
    }

    WantedReply withBody(WantedBody other) {
        return new WantedReply(status, headers, other, connection, interim, silence);
    }

    WantedReply withConnection(After other) {
        return new WantedReply(status, headers, body, other, interim, silence);
    }

    /// With one header more, or another value for it; the same when nothing is said about headers.
    WantedReply withHeader(String name, String value) {
        return withHeaders(known -> {
            known.put(name, value);
            return known;
        });
    }

    WantedReply withoutHeader(String name) {
        return withHeaders(known -> {
            known.remove(name);
            return known;
        });
    }

    WantedReply withHeaders(Map<String, String> others) {
        return new WantedReply(status, others, body, connection, interim, silence);
    }

    private WantedReply withHeaders(UnaryOperator<Map<String, String>> change) {
        if (headers == null) {
            return this;
        }
        return new WantedReply(status, change.apply(new LinkedHashMap<>(headers)), body, connection, interim, silence);
    }

    boolean hasHeader(String name) {
        return headers != null && headers.containsKey(name);
    }

    /// The headers by the name they are compared by.
    Map<String, String> comparable() {
        Map<String, String> byKey = new TreeMap<>();
        if (headers != null) {
            headers.forEach((name, value) -> byKey.put(new HttpHeader(name, value).key(), value));
        }
        return byKey;
    }

    @Override
    public String toString() {
        return silence.isPresent()
                ? "no reply within " + silence.get().toMillis() + " ms"
                : status + " " + headers + " " + body + " interim " + interim + " connection " + connection;
    }
}
