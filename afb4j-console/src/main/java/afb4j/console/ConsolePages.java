package afb4j.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/// The files of the console, by their paths: `index.html`, `js/main.js`, `vendor/uplot.js`. Thread-safe.
///
/// They are resources of this module, below the folder `page` beside this class.
public final class ConsolePages {

    private static final Pattern PATH = Pattern.compile("(?:[a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9-]*\\.[a-z]+");

    private ConsolePages() {}

    /// The content of a file, empty if there is none of that path, whatever the path looks like. Reads: not to
    /// be called on an event loop.
    ///
    /// @throws IOException when the module cannot be read
    public static Optional<byte[]> read(String path) throws IOException {
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        try (InputStream in = ConsolePages.class.getResourceAsStream("page/" + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
