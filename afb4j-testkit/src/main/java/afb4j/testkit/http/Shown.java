package afb4j.testkit.http;

/// Texts for people.
final class Shown {
    private static final int LIMIT = 2000;

    private Shown() {}

    /// Returns the text, or its beginning and its length.
    static String cut(String text) {
        return text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "... (" + text.length() + " characters)";
    }
}
