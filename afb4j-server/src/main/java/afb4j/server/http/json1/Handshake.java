package afb4j.server.http.json1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a request says about a websocket (RFC 6455, 4.2; http-and-wsj1.md 3.1).
sealed interface Handshake {

    /// The protocol that is spoken here.
    String PROTOCOL = "x-afb-ws-json1";

    /// The version of websockets that is spoken here.
    int VERSION = 13;

    /// It asks for no websocket: a request as any other.
    record None() implements Handshake {}

    /// It asks for another version of websockets.
    record OtherVersion() implements Handshake {}

    /// It asks for protocols of which none is spoken here.
    record UnknownProtocol() implements Handshake {}

    /// It can be had.
    ///
    /// @param key that the client has chosen
    record Acceptable(String key) implements Handshake {

        private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

        /// The value of `Sec-WebSocket-Accept` (RFC 6455, 4.2.2).
        String accept() {
            try {
                MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
                return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(US_ASCII)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// Reads a request; `headers` gives all values of a header.
    static Handshake of(HttpMethod method, boolean isHttp11, Function<CharSequence, List<String>> headers) {
        List<String> keys = headers.apply(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        List<String> versions = headers.apply(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
        boolean isAsked = method.equals(HttpMethod.GET)
                && isHttp11
                && words(headers.apply(HttpHeaderNames.CONNECTION)).anyMatch("upgrade"::equals)
                && isWebSocket(headers.apply(HttpHeaderNames.UPGRADE))
                && !keys.isEmpty()
                && !versions.isEmpty();
        if (!isAsked) {
            return new None();
        }
        if (!isSpoken(versions.getFirst())) {
            return new OtherVersion();
        }
        List<String> protocols = headers.apply(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        // the only one that is known is also the first of the client's choice that is
        return protocols.isEmpty() || words(protocols).anyMatch(PROTOCOL::equals)
                ? new Acceptable(keys.getFirst().trim())
                : new UnknownProtocol();
    }

    /// Not a list of protocols.
    private static boolean isWebSocket(List<String> upgrades) {
        return upgrades.size() == 1 && upgrades.getFirst().trim().equalsIgnoreCase("websocket");
    }

    private static boolean isSpoken(String version) {
        return Patterns.VERSION.matcher(version.trim()).lookingAt();
    }

    private static Stream<String> words(List<String> values) {
        return values.stream().flatMap(Patterns.SEPARATORS::splitAsStream).map(word -> word.toLowerCase(Locale.ROOT));
    }

    /// How the texts are cut.
    final class Patterns {

        private static final Pattern SEPARATORS = Pattern.compile("[ \t,]+");

        /// The leading digits count.
        private static final Pattern VERSION = Pattern.compile("0*" + Handshake.VERSION + "(?!\\d)");

        private Patterns() {}
    }
}
