package afb4j.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The descriptors that a process has open, those of sockets, pipes and event queues, by kind. Files are not
/// counted: the JVM opens jars when it likes.
final class OpenFiles {

    private OpenFiles() {}

    static Map<String, Integer> ofThisProcess() {
        return of("self");
    }

    static Map<String, Integer> of(String pid) {
        Map<String, Integer> counts = new TreeMap<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", pid, "fd"))) {
            descriptors.forEach(one -> {
                String kind = kind(one);
                if (!kind.startsWith("/")) {
                    counts.merge(kind, 1, Integer::sum);
                }
            });
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return counts;
    }

    private static String kind(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().replaceAll(":?\\[\\d+]", "");
        } catch (IOException _) { // it was closed meanwhile
            return "/";
        }
    }
}
