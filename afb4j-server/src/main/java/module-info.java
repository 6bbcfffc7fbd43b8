import org.jspecify.annotations.NullMarked;

/// The embedding entry point: a binder with its sockets.
@NullMarked
module afb4j.server {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires java.management;
    requires jdk.management;
    requires transitive afb4j.api;
    requires transitive afb4j.core;
    requires transitive afb4j.transport;
    requires afb4j.console;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;

    exports afb4j.server;
    exports afb4j.server.http.config;
}
