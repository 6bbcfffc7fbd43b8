import afb4j.api.Binding;
import org.jspecify.annotations.NullMarked;

/// A binder without sockets: APIs, and the way of a call from its origin to the verb and back.
@NullMarked
module afb4j.core {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires java.management;
    requires jdk.management;
    requires transitive afb4j.api;
    requires transitive afb4j.sequencer;
    requires dev.harrel.jsonschema;

    exports afb4j.core;
    exports afb4j.core.document;
    exports afb4j.core.event;
    exports afb4j.core.metrics;
    exports afb4j.core.monitor;
    exports afb4j.core.schema;
    exports afb4j.core.security;
    exports afb4j.core.session;
    exports afb4j.core.trace;

    uses Binding;
}
