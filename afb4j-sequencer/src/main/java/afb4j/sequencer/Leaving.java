package afb4j.sequencer;

/// What happens to a live connection when its step or its sequencer ends.
public enum Leaving {
    /// It is left alone: no signal of it is seen any more, and it may outlive the sequencer.
    DETACH,
    /// It is closed; the sequencer's completion waits for that.
    CLOSE
}
