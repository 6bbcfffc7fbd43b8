package afb4j.server.http.body;

import java.nio.file.Path;

/// A field of a form.
public sealed interface FormField {

    /// Its name; may be empty, and may come several times.
    String name();

    /// A text.
    ///
    /// @param value empty where there was none
    record Text(String name, String value) implements FormField {}

    /// A file.
    ///
    /// @param fileName what the client calls it, without folders; may be empty. Nothing to open a file by
    /// @param path where it is, until the form is closed
    record File(String name, String fileName, Path path) implements FormField {}
}
