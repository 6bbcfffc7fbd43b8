package afb4j.sequencer;

/// Makes connections of one kind to one place. What a transport implements.
@FunctionalInterface
public interface Connector<C> {

    /// Starts connecting and returns at once; the outcome is told to `attempt`, now or later. Runs on the
    /// sequencer's loop and must not block. Throwing counts as [Attempt#failed(Throwable)].
    void connect(Attempt<C> attempt) throws Exception;
}
