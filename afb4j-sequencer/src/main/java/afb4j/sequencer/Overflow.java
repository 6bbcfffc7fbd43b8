package afb4j.sequencer;

/// What happens to a message offered to a full mailbox (J-04).
public enum Overflow {
    /// It is refused with [Admission#FULL].
    REJECT,
    /// It is accepted, and the oldest queued message is discarded.
    DROP_OLDEST_MESSAGE,
    /// It is refused with [Admission#FULL], and the sequencer fails.
    FAIL_SEQUENCER
}
