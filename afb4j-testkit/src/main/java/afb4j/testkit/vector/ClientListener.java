package afb4j.testkit.vector;

/// What a client under test tells of a connection. May be called on any thread, one call at a time; returns
/// at once.
public interface ClientListener {

    /// The connection was lost. To be told once, after every pending call and description was answered
    /// (W-90); not when [Conversation#close()] ended the connection.
    void onHangup();

    /// The user of the client sees an event: a push to one that a call subscribed, or a broadcast.
    void onEvent(EventSeen event);
}
