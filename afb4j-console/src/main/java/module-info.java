import org.jspecify.annotations.NullMarked;

/// The pages of the console: HTML, style and script, with the libraries they use.
@NullMarked
module afb4j.console {
    requires static transitive org.jspecify;

    exports afb4j.console;
}
