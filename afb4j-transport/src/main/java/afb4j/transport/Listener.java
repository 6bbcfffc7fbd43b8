package afb4j.transport;

/// A socket that accepts connections.
public interface Listener extends AutoCloseable {

    /// Where it listens: with the real port when any free one was asked for.
    Address address();

    /// Stops accepting and removes the socket file, if there is one and it is still this listener's. Returns
    /// when both are done. Accepted connections stay. Idempotent.
    @Override
    void close();
}
