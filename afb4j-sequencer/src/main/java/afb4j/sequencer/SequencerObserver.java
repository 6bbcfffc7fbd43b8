package afb4j.sequencer;

import afb4j.sequencer.retry.RetryDecision;
import java.time.Duration;

/// Told what sequencers do, for logs, metrics and traces (J-12). Methods run where the thing happens, mostly on the
/// loop, and must be short and thread-safe; what they throw is logged and otherwise ignored.
public interface SequencerObserver {

    /// Watches nothing.
    SequencerObserver NONE = new SequencerObserver() {};

    /// A sequencer was started.
    default void created(Sequencer<?, ?> seq) {}

    /// A message was offered. Messages that the runtime makes, such as the end of a child, count as accepted.
    default void offered(Sequencer<?, ?> seq, Object body, Admission admission) {}

    /// A signal was handled.
    ///
    /// @param waitedNanos how long it was queued
    /// @param tookNanos how long the handler took
    default void delivered(Sequencer<?, ?> seq, Signal<?> signal, long waitedNanos, long tookNanos) {}

    /// An accepted message will not be delivered.
    default void discarded(Sequencer<?, ?> seq, Object body) {}

    /// Something came for a step, a timer or a connection that is over, and was dropped.
    default void stale(Sequencer<?, ?> seq, Object what) {}

    /// A timer is being armed, in place of an earlier arming of the same timer.
    default void timerArmed(Sequencer<?, ?> seq, Object tag, Duration after) {}

    /// An armed timer was cancelled: its signal will not be seen.
    default void timerCancelled(Sequencer<?, ?> seq, Object tag) {}

    /// A timer expired: its signal is queued.
    default void timerFired(Sequencer<?, ?> seq, Object tag) {}

    /// Another try was scheduled.
    default void retryScheduled(Sequencer<?, ?> seq, RetryDecision.Again again) {}

    /// No other try will be made.
    default void retryExhausted(Sequencer<?, ?> seq, RetryDecision.Exhausted exhausted) {}

    /// A connection changed its state.
    default void connection(Sequencer<?, ?> seq, ConnectionHandle<?> connection, ConnectionState state) {}

    /// A handler, a hook or a listener threw.
    default void failed(Sequencer<?, ?> seq, Throwable failure) {}

    /// A sequencer ended; its last signal was handled.
    default void destroyed(Sequencer<?, ?> seq, Ending ending, int discarded) {}
}
