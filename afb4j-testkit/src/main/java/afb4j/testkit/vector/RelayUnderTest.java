package afb4j.testkit.vector;

/// How a play starts a binder that relays: client of a remote API, and server of the same API.
public interface RelayUnderTest extends AutoCloseable {

    /// Starts it and returns where it listens. Called once, on a thread of its own, while the remote server
    /// already accepts.
    ///
    /// @param remote where the scripted server of the API listens
    Endpoint start(Endpoint remote);

    /// Stops it. Idempotent.
    @Override
    void close();
}
