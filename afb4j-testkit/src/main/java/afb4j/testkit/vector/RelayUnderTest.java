package afb4j.testkit.vector;

/// How a play starts a binder that relays: client of a remote API, and server of the same API.
///
/// It connects to its remotes when it starts. When such a connection is lost it connects again at the next
/// call, not earlier (W-99, the lazy mode). The credentials of its own client are sent on behalf (W-59).
public interface RelayUnderTest extends AutoCloseable {

    /// Starts it and returns where it listens. Called once, on a thread of its own, while the remote server
    /// already accepts.
    Endpoint start(RelaySetup setup);

    /// Stops it. Idempotent.
    @Override
    void close();
}
