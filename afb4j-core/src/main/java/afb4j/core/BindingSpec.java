package afb4j.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What to load and how: the value of `--binding`, `[EXPORT]PATH[:[UID:]CONFIG]` (http-and-wsj1.md 7.2).
///
/// @param location the name of a binding on the module path, or the path of a jar: what has a `/` or ends in
///     `.jar`
/// @param visibility who may call the APIs of the binding: `public:`, `private:`, `restricted:` or `-` before
///     the location
/// @param uid an identifier given to the binding, empty if none
/// @param config a JSON file given to the binding
public record BindingSpec(String location, Visibility visibility, String uid, Optional<Path> config) {

    private static final List<String> PRIVATE_PREFIXES = List.of("private:", "restricted:", "-");
    private static final String PUBLIC_PREFIX = "public:";

    /// Reads the value of the option.
    ///
    /// @throws IllegalArgumentException when it is not of the form above
    public static BindingSpec parse(String text) {
        for (String prefix : PRIVATE_PREFIXES) {
            if (text.startsWith(prefix)) {
                return parse(text, text.substring(prefix.length()), Visibility.PRIVATE);
            }
        }
        return parse(
                text,
                text.startsWith(PUBLIC_PREFIX) ? text.substring(PUBLIC_PREFIX.length()) : text,
                Visibility.PUBLIC);
    }

    private static BindingSpec parse(String whole, String text, Visibility visibility) {
        String[] parts = text.split(":", 3);
        if (parts[0].isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + whole + "\" names no binding: expected [EXPORT]NAME-OR-JAR[:[UID:]CONFIG]");
        }
        String uid = parts.length == 3 ? parts[1] : "";
        String config = parts.length == 1 ? "" : parts[parts.length - 1];
        return new BindingSpec(
                parts[0], visibility, uid, config.isEmpty() ? Optional.empty() : Optional.of(Path.of(config)));
    }

    /// Whether the location is a jar, not a name.
    public boolean isJar() {
        return location.indexOf('/') >= 0 || location.endsWith(".jar");
    }
}
