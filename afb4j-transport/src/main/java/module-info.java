import org.jspecify.annotations.NullMarked;

/// A wire and its two equal ends; the only place that opens sockets.
@NullMarked
module afb4j.transport {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive afb4j.api;
    requires transitive afb4j.protocol;
    requires transitive afb4j.sequencer;
    requires afb4j.sequencer.netty;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires transitive io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;

    exports afb4j.transport;
    exports afb4j.transport.link;
    exports afb4j.transport.netty;
    exports afb4j.transport.netty.websocket;
    exports afb4j.transport.peer;
}
