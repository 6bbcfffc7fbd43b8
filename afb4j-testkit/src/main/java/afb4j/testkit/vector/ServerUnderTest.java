package afb4j.testkit.vector;

/// A running server that serves the API `hello`, as the [ServerSetup] of its [CatalogEntry] wants it. Started
/// by the test. All methods are called on the thread of the player.
public interface ServerUnderTest {

    /// Returns where it listens. Asked before each connection.
    Endpoint endpoint();

    /// Returns another socket of the same server that serves the same API, for the recordings in which a
    /// client has two links to it; the same as [#endpoint()] when it has one socket only.
    default Endpoint secondEndpoint() {
        return endpoint();
    }

    /// Stops it the way an operator does, for the recordings in which the server goes away. Called at most
    /// once; may block until the server is down.
    void stop();

    /// Starts it again after [#stop()] with nothing remembered: no session, no event. May listen elsewhere.
    /// Called at most once, for `v1-reconnect*`.
    void startAgain();
}
