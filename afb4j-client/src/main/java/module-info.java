import org.jspecify.annotations.NullMarked;

/// Connects to a binder and calls it: one of its APIs by [afb4j.client.AfbClient], all that it shows to
/// browsers by [afb4j.client.json1.Json1Client].
@NullMarked
module afb4j.client {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive afb4j.api;
    requires transitive afb4j.transport;

    exports afb4j.client;
    exports afb4j.client.json1;
}
