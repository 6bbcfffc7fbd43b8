import org.jspecify.annotations.NullMarked;

/// Connects to a binder and calls it.
@NullMarked
module afb4j.client {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive afb4j.api;
    requires transitive afb4j.transport;

    exports afb4j.client;
}
