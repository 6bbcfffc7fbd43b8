package afb4j.testkit.vector;

import org.jspecify.annotations.Nullable;

/// Small things about texts shown to people.
final class Texts {
    private Texts() {}

    /// Returns `text`, or its start and its length when it is longer than `limit` characters.
    static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit) + "… (" + text.length() + " characters)";
    }

    static String quote(@Nullable String text) {
        return text == null ? "null" : '"' + cut(text, 160) + '"';
    }
}
