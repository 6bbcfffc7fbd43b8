package afb4j.api;

/// What an API does when it ends, as the partner of [ApiStart]: when its binder stops or removes it. Not
/// called for an API that has not started, or could not.
@FunctionalInterface
public interface ApiStop {

    /// Stops the API. No call comes any more; events, handlers and jobs of the API still work, and so do the
    /// APIs it requires. May block: the binder waits for it.
    ///
    /// @throws Exception which is logged; the binder goes on stopping
    void stop(ApiContext context) throws Exception;
}
