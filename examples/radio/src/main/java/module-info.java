import afb4j.api.Binding;
import afb4j.examples.radio.RadioBinding;
import org.jspecify.annotations.NullMarked;

/// A small binding to read: the API `radio`.
@NullMarked
module afb4j.examples.radio {
    requires static transitive org.jspecify;
    requires transitive afb4j.api;

    exports afb4j.examples.radio;

    provides Binding with
            RadioBinding;
}
