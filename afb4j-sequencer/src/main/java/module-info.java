import org.jspecify.annotations.NullMarked;

/// Sequencers: small actors on an event loop that drive operations of several steps. Needs `java.base` only; the
/// module `jdk.jfr` is optional, for the package of its observer.
@NullMarked
module afb4j.sequencer {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires static jdk.jfr;

    exports afb4j.sequencer;
    exports afb4j.sequencer.jfr;
    exports afb4j.sequencer.retry;
    exports afb4j.sequencer.step;
    exports afb4j.sequencer.testkit;
}
