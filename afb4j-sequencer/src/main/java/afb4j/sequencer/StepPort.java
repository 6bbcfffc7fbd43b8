package afb4j.sequencer;

/// A way into a sequencer that is open for one step only (J-10): what the step's operations post their results to.
/// When the step is over, posts answer [Admission#CLOSED], and those already queued are dropped. Any thread.
public interface StepPort<E> {

    /// What was given to [Sequencer#newStep(Object)].
    Object tag();

    /// Whether the step is still the current one.
    boolean isCurrent();

    /// As [Sequencer#offer(Object)], while the step lasts.
    Admission offer(E body);
}
