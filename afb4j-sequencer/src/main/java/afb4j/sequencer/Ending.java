package afb4j.sequencer;

/// Why a sequencer ended.
public sealed interface Ending {

    /// Its handler answered [Verdict#DONE].
    record Done() implements Ending {}

    /// Its handler threw, or someone called [Sequencer#fail(Throwable)], or its overall deadline passed.
    record Failed(Throwable cause) implements Ending {}

    /// Someone called [Sequencer#close()], or its parent ended.
    record Closed() implements Ending {}

    /// Its runtime was closed.
    record Shutdown() implements Ending {}
}
