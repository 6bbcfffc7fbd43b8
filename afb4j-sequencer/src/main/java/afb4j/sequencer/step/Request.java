package afb4j.sequencer.step;

/// How a [RequestStep] makes its request.
///
/// @param <R> the type of the answer
@FunctionalInterface
public interface Request<R> {

    /// Sends the request and returns at once; the result is told to `exchange`. Runs on the loop, once per try.
    /// Throwing counts as a failed try.
    void send(Exchange<R> exchange) throws Exception;
}
