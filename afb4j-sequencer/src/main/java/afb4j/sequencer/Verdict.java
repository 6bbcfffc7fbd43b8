package afb4j.sequencer;

/// A handler's answer to a signal. To fail, it throws.
public enum Verdict {
    /// The sequencer goes on.
    CONTINUE,
    /// The sequencer has reached its end.
    DONE
}
