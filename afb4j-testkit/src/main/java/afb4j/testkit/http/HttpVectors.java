package afb4j.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of `vectors/http` and `vectors/wsj1`, which are looked for from the working directory upwards.
public final class HttpVectors {
    private static final String FOLDER = "vectors";
    private static final List<String> KINDS = List.of("http", "wsj1");
    private static final String SUFFIX = ".json";

    /// Runs of programs, which are no conversations.
    private static final String RUNS = "cli-";

    private HttpVectors() {}

    /// Returns the folder `vectors`.
    ///
    /// @throws IllegalStateException when neither the working directory nor a folder above has it
    public static Path folder() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            Path folder = at.resolve(FOLDER);
            if (Files.isDirectory(folder.resolve(KINDS.getFirst()))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder " + FOLDER + "/" + KINDS.getFirst() + " in " + start + " nor above");
    }

    /// Reads all conversations: those of HTTP, then those of websockets, each in alphabetical order.
    public static List<HttpVector> all() {
        return KINDS.stream().flatMap(HttpVectors::names).map(HttpVectors::load).toList();
    }

    /// Reads one.
    ///
    /// @param name as `http/alias`
    public static HttpVector load(String name) {
        return HttpVectorReader.read(name, folder().resolve(name + SUFFIX));
    }

    private static Stream<String> names(String kind) {
        try (Stream<Path> files = Files.list(folder().resolve(kind))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX) && !name.startsWith(RUNS))
                    .map(name -> kind + "/" + name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
