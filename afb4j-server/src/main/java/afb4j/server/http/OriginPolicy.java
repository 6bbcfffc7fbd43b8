package afb4j.server.http;

import com.google.errorprone.annotations.ThreadSafe;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which web pages may use the binder. A browser lets any page of any site talk to this machine, with the
/// cookies it has for it, and says in the header `Origin` which page that is; nobody but the binder can
/// refuse (RFC 6455, 10.2). Clients that are no browsers send no origin, and are not asked for one.
///
/// **Allowed** are: pages of this machine, as `http://localhost:3000`, at any port; pages that came from the
/// binder itself, because the origin is the host the request was sent to; and the origins of the
/// configuration (`--origin`), `*` among them meaning all. Everything else is refused, also the origin `null`
/// of pages without any, unless it is in the list.
///
/// **Attack considered.** A site may have its name resolved to the address of this machine once its page is
/// loaded: then origin and host are the same foreign name. So over loopback only an address counts as the
/// binder's own host; names are for `--origin`.
@ThreadSafe
@SuppressWarnings("Immutable") // the set is not changed
public final class OriginPolicy {

    private static final String ALL = "*";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_SHOWN = 100;

    private final Set<String> allowed;

    /// The policy that also allows `origins`, as `https://example.org:8443`, `null` or `*`.
    ///
    /// @throws IllegalArgumentException when one of them is no origin
    public OriginPolicy(List<String> origins) {
        allowed = origins.stream().map(OriginPolicy::requireOrigin).collect(Collectors.toUnmodifiableSet());
    }

    private static String requireOrigin(String text) {
        if (text.equals(ALL) || text.equals("null")) {
            return text;
        }
        Place place = Place.of(text);
        if (place == null) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no origin: expected SCHEME://HOST or SCHEME://HOST:PORT, null, or *");
        }
        return place.origin();
    }

    /// Whether a page may use the binder.
    ///
    /// @param origin the header `Origin` of its request
    /// @param host the header `Host`, null if there is none
    /// @param isLoopback whether the request came from this machine
    public boolean allows(String origin, @Nullable String host, boolean isLoopback) {
        if (allowed.contains(ALL) || allowed.contains(origin)) {
            return true;
        }
        Place page = Place.of(origin);
        return page != null && (page.isLocal() || allowed.contains(page.origin()) || isOwn(page, host, isLoopback));
    }

    private static boolean isOwn(Place page, @Nullable String host, boolean isLoopback) {
        if (host == null || (isLoopback && !page.isAddress())) {
            return false;
        }
        Place own = Place.of(page.scheme() + "://" + host);
        return own != null && own.equals(page);
    }

    /// What to tell a page that may not, and whoever configures the binder.
    public static String refusal(String origin) {
        String shown = origin.length() > MAX_SHOWN ? origin.substring(0, MAX_SHOWN) + "..." : origin;
        return "Pages of " + shown + " may not use this binder. If they should, start it with --origin " + shown;
    }

    /// A scheme, a host and a port.
    private record Place(String scheme, String host, int port) {

        /// Null for a text that is no origin.
        static @Nullable Place of(String text) {
            try {
                URI uri = new URI(text);
                boolean isOrigin = uri.getScheme() != null
                        && uri.getHost() != null
                        && uri.getUserInfo() == null
                        && uri.getRawPath().isEmpty()
                        && uri.getQuery() == null
                        && uri.getFragment() == null;
                if (!isOrigin) {
                    return null;
                }
                String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
                String host = uri.getHost().toLowerCase(Locale.ROOT);
                return new Place(scheme, host, uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort());
            } catch (URISyntaxException _) {
                return null; // the answer is all that the caller wants
            }
        }

        private static int defaultPort(String scheme) {
            return switch (scheme) {
                case "http", "ws" -> HTTP_PORT;
                case "https", "wss" -> HTTPS_PORT;
                default -> -1;
            };
        }

        boolean isLocal() {
            return host.equals("localhost")
                    || host.endsWith(".localhost")
                    || host.equals("[::1]")
                    || (host.startsWith("127.") && isAddress());
        }

        /// Whether the host is an address and not a name.
        boolean isAddress() {
            return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        }

        String origin() {
            return scheme + "://" + host + ":" + port;
        }
    }
}
