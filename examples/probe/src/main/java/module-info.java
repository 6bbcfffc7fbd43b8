import afb4j.api.Binding;
import afb4j.examples.probe.ProbeBinding;
import org.jspecify.annotations.NullMarked;

/// The binding `probe`, whose verbs show what a binder does with calls, replies, sessions and events.
@NullMarked
module afb4j.examples.probe {
    requires static com.google.errorprone.annotations;
    requires static transitive org.jspecify;
    requires transitive afb4j.api;

    exports afb4j.examples.probe;

    provides Binding with
            ProbeBinding;
}
