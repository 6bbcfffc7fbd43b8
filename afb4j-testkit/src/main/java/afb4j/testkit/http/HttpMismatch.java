package afb4j.testkit.http;

import java.io.Serial;

/// What a program said by HTTP or by a websocket differs from what was wanted. The message tells what was
/// expected and what came, and in a play also the recording, the step and what had been said before.
public final class HttpMismatch extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1L;

    /// @param message what was expected, and what came
    public HttpMismatch(String message) {
        super(message);
    }

    /// @param message what was expected, and what came
    public HttpMismatch(String message, Throwable cause) {
        super(message, cause);
    }
}
