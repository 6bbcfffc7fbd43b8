package afb4j.api;

/// What an API does about events of other APIs: broadcasts, and those it has subscribed to.
@FunctionalInterface
public interface EventHandler {

    /// An event came. Called for one event after the other, in order, on a thread that may block; those that
    /// come meanwhile wait, up to a bound, beyond which the oldest are dropped with a warning.
    ///
    /// @param event the whole name of the event
    /// @param data what it carries
    /// @throws Exception which is logged; the next event comes all the same
    void onEvent(String event, Data data) throws Exception;
}
