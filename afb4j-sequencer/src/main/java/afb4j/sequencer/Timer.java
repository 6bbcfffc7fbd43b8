package afb4j.sequencer;

import java.time.Duration;

/// A one-shot timer of a sequencer. Its expiry queues [Signal.TimedOut]; never early, and never seen
/// after [#cancel()] said so or after it was armed again (J-07). Belongs to the step it was armed in, unless made
/// with [Sequencer#timerAcrossSteps(String)]. Any thread.
public interface Timer {

    /// The timer's name, the default tag of its signals.
    String name();

    /// Arms the timer, in place of an earlier arming. Zero queues the signal at once, behind what is queued.
    /// Without effect on an ended sequencer.
    ///
    /// @throws IllegalArgumentException when `after` is negative
    default void arm(Duration after) {
        arm(after, name());
    }

    /// As [#arm(Duration)], with a tag for the signal.
    void arm(Duration after, Object tag);

    /// Disarms the timer.
    ///
    /// @return whether an expiry that would have come will now not come
    boolean cancel();
}
