package afb4j.client.json1;

import com.google.errorprone.annotations.Immutable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a binder takes JSON websockets: `[ws://|http://|wss://|https://]HOST[:PORT]/PATH` (http-and-wsj1.md
/// 9).
///
/// @param isSecure over TLS
/// @param host a name, a number as `127.0.0.1`, or one in brackets as `[::1]`
/// @param port 1 to 65535
/// @param path what follows, begun by a slash, possibly with a query; percent-encoded
@Immutable
public record Json1Address(boolean isSecure, String host, int port, String path) {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://");
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;
    private static final String EXPECTED = "expected [ws://|wss://]HOST[:PORT]/PATH, such as localhost:1234/api";

    /// Reads an address. Without a scheme it is `ws`; `http` is taken for `ws` and `https` for `wss`; without
    /// a port it is that of the scheme, 80 or 443.
    ///
    /// @throws IllegalArgumentException when it is none; the message says what was expected
    public static Json1Address parse(String text) {
        Matcher prefix = SCHEME.matcher(text);
        boolean hasScheme = prefix.lookingAt();
        String scheme = hasScheme ? prefix.group(1).toLowerCase(Locale.ROOT) : "ws";
        boolean isSecure = switch (scheme) {
            case "ws", "http" -> false;
            case "wss", "https" -> true;
            default -> throw new IllegalArgumentException("the scheme is \"" + scheme + "\", " + EXPECTED);
        };
        String rest = hasScheme ? text.substring(prefix.end()) : text;
        int slash = rest.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("there is no path, " + EXPECTED);
        }
        URI uri = uri((isSecure ? "wss://" : "ws://") + rest);
        if (uri.getHost() == null || uri.getUserInfo() != null || rest.charAt(Math.max(slash - 1, 0)) == ':') {
            throw new IllegalArgumentException(
                    "\"" + rest.substring(0, slash) + "\" is no host with an optional port, " + EXPECTED);
        }
        return new Json1Address(isSecure, uri.getHost(), port(uri, isSecure), rest.substring(slash));
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getRawFragment() != null) {
                throw new IllegalArgumentException("there is a fragment behind #, " + EXPECTED);
            }
            return uri;
        } catch (URISyntaxException bad) {
            throw new IllegalArgumentException(bad.getReason() + " at \"" + bad.getInput() + "\", " + EXPECTED, bad);
        }
    }

    private static int port(URI uri, boolean isSecure) {
        int port = uri.getPort() < 0 ? isSecure ? HTTPS_PORT : HTTP_PORT : uri.getPort();
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("the port is " + port + ", allowed are 1 to " + MAX_PORT);
        }
        return port;
    }

    /// The address to ask for, with session and token in its query (http-and-wsj1.md 2.1).
    URI uri(@Nullable String session, @Nullable String token) {
        StringBuilder uri = new StringBuilder(isSecure ? "wss://" : "ws://")
                .append(host)
                .append(':')
                .append(port)
                .append(path);
        add(uri, "uuid", session);
        add(uri, "token", token);
        return URI.create(uri.toString());
    }

    private static void add(StringBuilder uri, String name, @Nullable String value) {
        if (value != null) {
            uri.append(uri.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /// `HOST:PORT`, for messages.
    String authority() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return uri(null, null).toString();
    }
}
