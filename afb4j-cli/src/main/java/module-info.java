import afb4j.cli.log.StderrLoggerFinder;
import org.jspecify.annotations.NullMarked;

/// The command `afb4j`: a binder, and a client, for a terminal or a script.
///
/// Nothing is exported: programs use `afb4j.server` and `afb4j.client`.
@NullMarked
module afb4j.cli {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires afb4j.client;
    requires afb4j.server;
    requires afb4j.store;
    requires info.picocli;
    requires java.logging;
    requires jdk.unsupported;
    requires org.jline.reader;
    requires org.jline.terminal;

    provides System.LoggerFinder with
            StderrLoggerFinder;
}
