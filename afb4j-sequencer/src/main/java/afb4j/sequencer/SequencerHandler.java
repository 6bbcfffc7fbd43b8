package afb4j.sequencer;

/// A sequencer's behaviour: what to do at each signal.
///
/// @param <S> the type of the sequencer's state
/// @param <E> the type of its messages
@FunctionalInterface
public interface SequencerHandler<S, E> {

    /// Handles one signal. Runs on the sequencer's loop, never re-entered, and must not block.
    ///
    /// @return whether the sequencer goes on
    /// @throws Exception to fail: the sequencer ends with [Ending.Failed], unless its spec tolerates the exception
    Verdict on(Sequencer<S, E> seq, S state, Signal<E> signal) throws Exception;
}
