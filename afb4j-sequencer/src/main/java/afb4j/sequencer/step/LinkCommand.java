package afb4j.sequencer.step;

/// What can be said to a [ManagedConnection] besides closing it.
public enum LinkCommand {
    /// If it waits, it tries now; the policy counts on.
    RETRY_NOW
}
