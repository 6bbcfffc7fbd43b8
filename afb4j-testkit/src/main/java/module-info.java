import org.jspecify.annotations.NullMarked;

/// What the tests of several modules share. Not shipped with the product.
@NullMarked
module afb4j.testkit {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive java.logging;
    requires transitive org.junit.jupiter.api;
    requires tools.jackson.databind;

    exports afb4j.testkit;
    exports afb4j.testkit.http;
    exports afb4j.testkit.vector;
}
