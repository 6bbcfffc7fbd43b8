package afb4j.testkit.vector;

/// A running server that serves the API `hello`, in the flavour that [VectorCatalog] tells for the vector.
/// Started by the test.
public interface ServerUnderTest {

    /// Returns where it listens.
    Endpoint endpoint();

    /// Stops it the way an operator does, for the recordings in which the server goes away. Called on the
    /// thread of the player, at most once; may block until the server is down.
    void stop();
}
