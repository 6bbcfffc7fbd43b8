package afb4j.api;

/// A JSON value or text is not what its reader expected. The message names the place when it is known, what
/// was expected and what came, such as `/position/lat: expected a number, got "x"`.
public final class JsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /// @param text what was expected and what came
    public JsonException(String text) {
        super(text);
    }

    JsonException(String text, Throwable cause) {
        super(text, cause);
    }
}
