package afb4j.sequencer;

/// A sequencer's behaviour written as straight-line code (J-11): it runs on a virtual thread of its own and may
/// block.
///
/// The sequencer and its script take turns, strictly: the loop delivers the next signal only when the script waits
/// for one. So the order of signals and all rules of the mailbox hold as for a handler. The script is not on the
/// loop: what is confined to the loop is reached by [Scope#onLoop(java.util.concurrent.Callable)].
///
/// When the sequencer is closed, the wait under way ends with a [java.util.concurrent.CancellationException];
/// `finally` blocks and resources are done with; then comes the last signal. A script that returns ends its
/// sequencer with [Ending.Done], one that throws with [Ending.Failed].
///
/// @param <E> the type of the messages
/// @param <T> the type of the result
@FunctionalInterface
public interface Script<E, T> {

    /// Does everything, from the first signal on.
    T run(Scope<E> scope) throws Exception;
}
