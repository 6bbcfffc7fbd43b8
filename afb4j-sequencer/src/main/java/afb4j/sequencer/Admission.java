package afb4j.sequencer;

/// What became of an offered message.
public enum Admission {
    /// It is queued: it will be delivered once, or given to the discard hook once (J-05).
    ACCEPTED,
    /// There was no room; the message remains the caller's.
    FULL,
    /// The sequencer is ending or has ended, or the step of the port is over; the message remains the caller's
    ///
    CLOSED
}
