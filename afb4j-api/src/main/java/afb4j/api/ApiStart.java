package afb4j.api;

/// What an API does when its binder starts it: after the APIs it requires, before any call.
@FunctionalInterface
public interface ApiStart {

    /// Starts the API; may block.
    ///
    /// @throws Exception when it can't: the binder does not start
    void start(ApiContext context) throws Exception;
}
