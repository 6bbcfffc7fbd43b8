package afb4j.sequencer.step;

/// What became of a request.
///
/// @param <R> the type of its answer
public sealed interface Outcome<R> {

    /// It was answered.
    record Answered<R>(R answer) implements Outcome<R> {}

    /// It failed. A cause that is a [afb4j.sequencer.retry.RetryAfter] says how long to wait before the next try.
    record Failed<R>(Throwable cause) implements Outcome<R> {}
}
