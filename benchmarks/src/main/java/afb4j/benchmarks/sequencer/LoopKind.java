package afb4j.benchmarks.sequencer;

/// The event loops measured.
public enum LoopKind {
    EPOLL,
    NIO
}
