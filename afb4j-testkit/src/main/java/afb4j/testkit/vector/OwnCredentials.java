package afb4j.testkit.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The credentials of this process, as its peers on a unix socket know them, in the form of W-59.
final class OwnCredentials {
    private static final String WITHOUT_LABEL = read();

    private OwnCredentials() {}

    /// Returns whether credentials name this process, whatever their label.
    static boolean areMeantBy(String credentials) {
        return credentials.startsWith(WITHOUT_LABEL);
    }

    /// Returns the credentials with a label.
    static String withLabel(String label) {
        return WITHOUT_LABEL + label;
    }

    /// The user and group of a process are those of the files that it makes.
    private static String read() {
        try {
            Path file = Files.createTempFile("afb4j-play", "");
            int user = (int) Files.getAttribute(file, "unix:uid");
            int group = (int) Files.getAttribute(file, "unix:gid");
            Files.delete(file);
            return "%x:%x:%x-".formatted(user, group, ProcessHandle.current().pid());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
