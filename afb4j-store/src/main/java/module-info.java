import org.jspecify.annotations.NullMarked;

/// Sessions that survive a restart, in a file.
@NullMarked
@SuppressWarnings("requires-automatic") // its manifest names the module: that name is stable
module afb4j.store {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive afb4j.core;
    requires com.h2database.mvstore;
    requires java.sql; // of which the library, having no descriptor, does not say that it needs it

    exports afb4j.store;
}
