package afb4j.testkit.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of `vectors/wsapi`, which is looked for from the working directory upwards.
public final class Vectors {
    private static final String FOLDER = "vectors/wsapi";
    private static final String SUFFIX = ".json";

    private Vectors() {}

    /// Returns the folder.
    ///
    /// @throws IllegalStateException when neither the working directory nor a folder above has
    ///     `vectors/wsapi`
    public static Path folder() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            Path folder = at.resolve(FOLDER);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder " + FOLDER + " in " + start + " nor above");
    }

    /// Returns the names of all vectors, in alphabetical order.
    public static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Reads a vector.
    ///
    /// @param name without `.json`
    public static Vector load(String name) {
        return VectorReader.read(folder().resolve(name + SUFFIX));
    }

    /// Reads all vectors, in the order of [#names()].
    public static List<Vector> all() {
        return names().stream().map(Vectors::load).toList();
    }
}
