package afb4j.core.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// The files of one API: a document is `NAME.afb`, and `active-session.afb` is a link to the current one, or
/// a file with its name where there are no links.
///
/// Everything is written aside, forced to the disk and renamed: whoever reads, also after a kill or a loss of
/// power, finds the old or the new content. What is written aside begins with a dot and names its process, so
/// that what a killed one has left can be removed.
@Immutable
@SuppressWarnings("Immutable") // a path of the default file system is
final class DocumentDirectory {

    private static final AtomicLong WRITTEN = new AtomicLong();
    private static final String ASIDE = ".aside-";

    private final Path directory;

    DocumentDirectory(Path directory) {
        this.directory = directory;
    }

    /// Makes it if it is not there.
    void make() throws IOException {
        Files.createDirectories(directory);
    }

    /// The documents by name.
    List<DocumentEntry> list() throws IOException {
        List<DocumentEntry> entries = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return entries;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Optional<String> name = nameOf(file.getFileName().toString());
                if (name.isPresent() && Files.isRegularFile(file, NOFOLLOW_LINKS)) {
                    entries.add(new DocumentEntry(
                            name.get(),
                            Files.getLastModifiedTime(file, NOFOLLOW_LINKS).toInstant()));
                }
            }
        }
        entries.sort(Comparator.comparing(DocumentEntry::name));
        return entries;
    }

    private static Optional<String> nameOf(String fileName) {
        return fileName.endsWith(DocumentNames.SUFFIX)
                ? Optional.of(fileName.substring(0, fileName.length() - DocumentNames.SUFFIX.length()))
                        .filter(DocumentNames::isDocument)
                : Optional.empty();
    }

    boolean has(String name) {
        return Files.isRegularFile(fileOf(name), NOFOLLOW_LINKS); // a link may lead out of the directory
    }

    /// How many bytes a document has, if there is one.
    OptionalLong sizeOf(String name) throws IOException {
        return has(name) ? OptionalLong.of(Files.size(fileOf(name))) : OptionalLong.empty();
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(fileOf(name));
    }

    void write(String name, byte[] content) throws IOException {
        replace(fileOf(name), content);
    }

    /// The name of the current document, if it is there.
    Optional<String> current() throws IOException {
        Path link = fileOf(DocumentNames.LINK);
        Optional<String> name;
        if (Files.isSymbolicLink(link)) {
            name = nameOf(Files.readSymbolicLink(link).toString()); // none, if it leads somewhere else
        } else if (Files.isRegularFile(link, NOFOLLOW_LINKS)) {
            name = Optional.of(Files.readString(link, UTF_8)).filter(DocumentNames::isDocument);
        } else {
            name = Optional.empty();
        }
        return name.filter(this::has);
    }

    /// Makes a document the current one.
    void makeCurrent(String name) throws IOException {
        Path link = fileOf(DocumentNames.LINK);
        Path aside = aside();
        try {
            Files.createSymbolicLink(aside, Path.of(name + DocumentNames.SUFFIX));
        } catch (UnsupportedOperationException | FileSystemException _) { // no links here
            replace(link, name.getBytes(UTF_8));
            return;
        }
        rename(aside, link);
    }

    /// Removes what processes have left that are no more.
    void tidy() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ASIDE + "*")) {
            for (Path file : files) {
                if (!belongsToSomebodyElse(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean belongsToSomebodyElse(String fileName) {
        String pid = fileName.substring(ASIDE.length()).replaceFirst("-.*", "");
        try {
            return Long.parseLong(pid) != ProcessHandle.current().pid()
                    && ProcessHandle.of(Long.parseLong(pid)).isPresent();
        } catch (NumberFormatException _) { // not ours
            return true;
        }
    }

    private Path fileOf(String name) {
        return directory.resolve(name + DocumentNames.SUFFIX);
    }

    private Path aside() {
        return directory.resolve(ASIDE + ProcessHandle.current().pid() + "-" + WRITTEN.incrementAndGet());
    }

    private void replace(Path file, byte[] content) throws IOException {
        Path aside = aside();
        try {
            try (FileChannel channel =
                    FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
        } catch (IOException cause) {
            Files.deleteIfExists(aside);
            throw cause;
        }
        rename(aside, file);
    }

    private void rename(Path aside, Path file) throws IOException {
        try {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException cause) {
            Files.deleteIfExists(aside);
            throw cause;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true); // the rename itself
        } catch (FileSystemException _) {
            // directories cannot be opened everywhere: there the system forces renames itself
        }
    }
}
