package afb4j.sequencer;

/// A state that does work outside of the loop, such as the thread of a script: its sequencer ends only after it
/// has.
interface Resident {

    /// The sequencer is about to end: finish. On the loop, once.
    void closing();

    /// Whether it has finished.
    boolean isGone();
}
