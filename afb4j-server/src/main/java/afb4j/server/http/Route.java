package afb4j.server.http;

import java.util.Comparator;

/// Which requests a handler is asked for (http-and-wsj1.md 1.1).
///
/// @param priority handlers of a higher one are asked first; of the same, the one with the longer prefix
/// @param prefix whole segments at the begin of the path, as `/api`; empty for all paths. A `/` at its end
///     does not count
/// @param handler who is asked
public record Route(int priority, String prefix, HttpHandler handler) {

    /// The order in which routes are asked.
    static final Comparator<Route> ORDER = Comparator.comparingInt(Route::priority)
            .reversed()
            .thenComparing(
                    Comparator.comparingInt((Route route) -> route.prefix().length())
                            .reversed());

    /// Drops slashes at the end of the prefix.
    ///
    /// @throws IllegalArgumentException when there is a prefix that does not begin with a slash
    public Route {
        while (prefix.endsWith("/")) {
            prefix = prefix.substring(0, prefix.length() - 1);
        }
        if (!prefix.isEmpty() && !prefix.startsWith("/")) {
            throw new IllegalArgumentException("prefix of a route is \"" + prefix + "\", expected /...");
        }
    }

    /// Whether `path` is the prefix or below it.
    boolean matches(String path) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /// What follows the prefix in a path that matches, without the slashes between: empty, or not begun by a
    /// slash.
    public static String rest(String path, String prefix) {
        int start = prefix.length();
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }
}
