import org.jspecify.annotations.NullMarked;

/// Sequencers on the event loops of Netty.
@NullMarked
module afb4j.sequencer.netty {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive afb4j.sequencer;
    requires transitive io.netty.common;
    requires transitive io.netty.transport;

    exports afb4j.sequencer.netty;
}
