package afb4j.testkit.vector;

/// How a play drives a client. All methods are called on threads of the player; callbacks may come on any
/// thread.
///
/// Nothing is asked of it about events and subcalls but to do what a client does:
///
/// - a push to an event that a call of this connection subscribed is shown to the listener, and so is a
///   broadcast; a push that nobody waits for is shown as well, or answered by `U` (W-73), not both;
/// - a subcall (dialect of 2017) is run by the client itself, as the requester of the call it belongs to: the
///   API `hello` is the remote API of this very connection, any other is unknown. Its answer holds the reply
///   envelope (L-07).
public interface ClientUnderTest {

    /// Connects. Must not need an answer of the server: a client sends without waiting for the version
    /// (W-34).
    ///
    /// @param setup    where to, and with which session and token
    /// @param listener to be told of events and of the loss of the connection
    /// @throws RuntimeException when the connection cannot be made; accepted only where a client may hang up
    ///     at once (W-33)
    Conversation open(ClientSetup setup, ClientListener listener);
}
