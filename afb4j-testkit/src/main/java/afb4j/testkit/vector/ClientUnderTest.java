package afb4j.testkit.vector;

/// How a play drives a client. All methods are called on threads of the player; callbacks may come on any
/// thread.
public interface ClientUnderTest {

    /// Connects. Must not need an answer of the server: a client sends without waiting for the version
    /// (W-34).
    ///
    /// @param endpoint where the scripted server listens
    /// @param dialect  what it speaks
    /// @param onHangup to be run once when the connection is lost, after every pending call was answered
    ///                 (W-90); not when [Conversation#close()] ended it
    /// @throws RuntimeException when the connection cannot be made; accepted only where a client may hang
    ///     up at once (W-33)
    Conversation open(Endpoint endpoint, Dialect dialect, Runnable onHangup);
}
