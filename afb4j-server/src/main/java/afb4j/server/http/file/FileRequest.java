package afb4j.server.http.file;

import afb4j.server.http.HttpExchange;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a request says about the file it wants.
///
/// @param path below the prefix
/// @param languages folders of languages, the best first
/// @param codings that the client takes
/// @param conditions under which it wants the file
/// @param range the header, empty without one
record FileRequest(FilePath path, List<String> languages, List<Coding> codings, Conditions conditions, String range) {

    /// Reads a request; nothing when its path is none of a file. A slash or backslash that is percent-
    /// encoded
    /// is no part of a name, and whoever stands before this server may have taken it for one.
    ///
    /// @param prefix that the path begins with
    static Optional<FileRequest> read(HttpExchange exchange, String prefix) {
        if (hidesSlash(exchange.rawPath())) {
            return Optional.empty();
        }
        return FilePath.parse(exchange.path().substring(prefix.length()))
                .map(path -> new FileRequest(
                        path,
                        LanguageTags.folders(header(exchange, HttpHeaderNames.ACCEPT_LANGUAGE)),
                        Coding.acceptedBy(header(exchange, HttpHeaderNames.ACCEPT_ENCODING)),
                        conditions(exchange),
                        header(exchange, HttpHeaderNames.RANGE)));
    }

    private static boolean hidesSlash(String rawPath) {
        if (rawPath.indexOf('%') < 0) {
            return false;
        }
        String lower = rawPath.toLowerCase(Locale.ROOT);
        return lower.contains("%2f") || lower.contains("%5c");
    }

    private static Conditions conditions(HttpExchange exchange) {
        return new Conditions(
                header(exchange, HttpHeaderNames.IF_MATCH),
                header(exchange, HttpHeaderNames.IF_UNMODIFIED_SINCE),
                header(exchange, HttpHeaderNames.IF_NONE_MATCH),
                header(exchange, HttpHeaderNames.IF_MODIFIED_SINCE),
                header(exchange, HttpHeaderNames.IF_RANGE));
    }

    /// A header that is there several times is one list.
    private static String header(HttpExchange exchange, CharSequence name) {
        List<String> values = exchange.headers(name);
        return switch (values.size()) {
            case 0 -> "";
            case 1 -> values.getFirst();
            default -> String.join(", ", values);
        };
    }
}
