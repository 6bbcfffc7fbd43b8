package afb4j.api;

/// What a verb does. One handler serves all calls of its verb, concurrently unless its API asks for one at a
/// time.
@FunctionalInterface
public interface VerbHandler {

    /// Handles one call. It may answer at once, later after [Request#defer()], or not at all (see [Request]).
    ///
    /// @throws Exception answered as `internal-error` (the text stays in the log), or as `invalid-request`
    ///     with its message if it is a [JsonException]
    void handle(Request request) throws Exception;

    /// A verb from a value to a value: the argument is mapped to a Java type, the result back.
    ///
    /// @param <I> the type of the argument
    @FunctionalInterface
    interface Typed<I> {

        /// Handles one call; the result is taken as by [Reply#ofResult(Object)].
        Object handle(I input) throws Exception;
    }

    /// A verb from a value to a value of a type that is known too.
    ///
    /// @param <I> the type of the argument
    /// @param <O> the type of the result
    @FunctionalInterface
    interface Mapping<I, O> {

        /// Handles one call; the result is mapped to JSON.
        O handle(I input) throws Exception;
    }
}
