package afb4j.server.http.body;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A header of the form `value; name=text; name="text"`, as content types and dispositions have it.
///
/// @param value what stands first, in lower case
/// @param parameters by their names in lower case; of those with the same name the first
record HeaderValue(String value, Map<String, String> parameters) {

    HeaderValue {
        parameters = Map.copyOf(parameters);
    }

    /// A parameter.
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// Reads a header; nothing when it has another form. In quotes, a backslash before a quote or a
    /// backslash is
    /// not part of the text; any other is, because some clients send paths with unescaped backslashes.
    static Optional<HeaderValue> parse(String text) {
        int semicolon = text.indexOf(';');
        String value = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        Map<String, String> parameters = new LinkedHashMap<>();
        Scanner scanner = new Scanner(text, semicolon < 0 ? text.length() : semicolon);
        while (scanner.skipSemicolons()) {
            String name = scanner.name();
            String parameter = name == null ? null : scanner.parameter();
            if (name == null || parameter == null) {
                return Optional.empty();
            }
            parameters.putIfAbsent(name, parameter);
        }
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new HeaderValue(value.toLowerCase(Locale.ROOT), parameters));
    }

    /// Goes through the parameters.
    private static final class Scanner {

        private final String text;
        private int at;

        Scanner(String text, int at) {
            this.text = text;
            this.at = at;
        }

        /// Whether something follows.
        boolean skipSemicolons() {
            while (at < text.length() && (isBlank(text.charAt(at)) || text.charAt(at) == ';')) {
                at++;
            }
            return at < text.length();
        }

        private static boolean isBlank(char character) {
            return character == ' ' || character == '\t';
        }

        @Nullable
        String name() {
            int equal = text.indexOf('=', at);
            if (equal < 0) {
                return null;
            }
            String name = text.substring(at, equal).strip().toLowerCase(Locale.ROOT);
            at = equal + 1;
            return name.isEmpty() || name.indexOf(';') >= 0 || name.indexOf('"') >= 0 ? null : name;
        }

        /// Null when it is not closed or followed by something else.
        @Nullable
        String parameter() {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '"') {
                at++;
                return quoted();
            }
            int semicolon = text.indexOf(';', at);
            int end = semicolon < 0 ? text.length() : semicolon;
            String token = text.substring(at, end).strip();
            at = end;
            return token.indexOf('"') < 0 ? token : null;
        }

        private @Nullable String quoted() {
            StringBuilder value = new StringBuilder();
            while (at < text.length()) {
                char next = text.charAt(at++);
                if (next == '"') {
                    return isEnd() ? value.toString() : null;
                }
                boolean escapes =
                        next == '\\' && at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\');
                value.append(escapes ? text.charAt(at++) : next);
            }
            return null;
        }

        private boolean isEnd() {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            return at == text.length() || text.charAt(at) == ';';
        }
    }
}
