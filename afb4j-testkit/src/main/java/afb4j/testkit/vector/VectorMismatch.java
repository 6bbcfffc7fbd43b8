package afb4j.testkit.vector;

import java.io.Serial;

/// The conversation with the program under test differs from the recorded one. The message tells the
/// vector, the place, what was expected, what came, and what had been said before, all decoded.
public final class VectorMismatch extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1L;

    VectorMismatch(String message) {
        super(message);
    }

    VectorMismatch(String message, Throwable cause) {
        super(message, cause);
    }
}
