package afb4j.api;

/// Something an API tells those who subscribed to it: made by [ApiContext#event(String)], pushed as often as
/// there is news, closed when there will be none.
///
/// All methods may be called from any thread. What one thread pushes arrives in the order it was pushed; what
/// was pushed before the reply to a call arrives before that reply.
public interface Event extends AutoCloseable {

    /// The whole name, `api/event`.
    String name();

    /// Who may subscribe; [Guard#yes()] for everybody.
    Guard guard();

    /// Sends `data` to all subscribers: a [Data] as it is, everything else mapped to JSON. Never blocks: a
    /// subscriber that does not keep up is treated by the policy of the binder. Does nothing when the event
    /// is closed.
    ///
    /// @return how many subscribers there are
    int push(Object data);

    /// Sends `data` to everybody who is connected, here and at binders connected to this one, subscribed or
    /// not (W-77). Does nothing when the event is closed.
    void broadcast(Object data);

    /// Whether anybody has subscribed: who makes values at some cost may ask first.
    boolean hasSubscribers();

    /// Whether it may still be pushed.
    boolean isOpen();

    /// Ends it: subscribers are told, and subscriptions are gone. Idempotent.
    @Override
    void close();
}
