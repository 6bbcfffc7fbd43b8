import org.jspecify.annotations.NullMarked;

/// What authors of bindings and of clients compile against.
@NullMarked
module afb4j.api {
    requires static transitive org.jspecify;
    requires tools.jackson.databind;

    exports afb4j.api;
}
