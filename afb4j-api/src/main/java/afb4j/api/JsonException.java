package afb4j.api;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A JSON value or text is not what its reader expected. The message names the place when it is known, what
/// was expected and what came, such as `/position/lat: expected a number, got "x"`.
///
/// Whoever wrote the value is at fault, often a peer, not the code that reads it: so this is a situation of its own
/// (R23), not an [IllegalArgumentException].
public final class JsonException extends BinderException {

    private static final long serialVersionUID = 1L;

    /// @param text what was expected and what came
    public JsonException(String text) {
        super(text);
    }

    JsonException(String text, Throwable cause) {
        super(text, cause);
    }

    /// The text `in` is not JSON at the index `at`.
    static JsonException at(byte[] in, int at, String expected) {
        String before = new String(in, 0, at, UTF_8);
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        String rest = new String(in, at, in.length - at, UTF_8);
        String got =
                rest.isEmpty() ? "the end of the text" : "'" + rest.substring(0, rest.offsetByCodePoints(0, 1)) + "'";
        return new JsonException("line " + line + ", column " + column + ": expected " + expected + ", got " + got);
    }
}
