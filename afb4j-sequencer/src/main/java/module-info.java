import org.jspecify.annotations.NullMarked;

@NullMarked
module afb4j.sequencer {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    exports afb4j.sequencer;
    exports afb4j.sequencer.retry;
    exports afb4j.sequencer.testkit;
}
