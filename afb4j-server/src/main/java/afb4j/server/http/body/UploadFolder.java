package afb4j.server.http.body;

import static java.lang.System.Logger.Level.WARNING;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Where files of forms are put (`--uploaddir`). Their names are made of chance alone, nobody but the
/// user of the
/// binder may read them, and together they have a bound.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class UploadFolder {

    private static final System.Logger LOGGER = System.getLogger(UploadFolder.class.getName());

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int NAME_LETTERS = 20;

    private final Path folder;
    private final long maxBytes;
    private final AtomicLong heldBytes = new AtomicLong();
    private final SecureRandom random = new SecureRandom();

    private UploadFolder(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /// The folder `wanted`, or that of the system for temporary files if nothing can be written there,
    /// which is
    /// told in the log (specification 7.2). Blocks.
    ///
    /// @param maxBytes of all files of forms that are there at a time
    public static UploadFolder open(Path wanted, long maxBytes) {
        if (Files.isDirectory(wanted) && Files.isWritable(wanted)) {
            return new UploadFolder(wanted, maxBytes);
        }
        Path other = Path.of(System.getProperty("java.io.tmpdir"));
        LOGGER.log(
                WARNING,
                "uploads go to {0}: expected a folder at {1} where files can be written, there is none",
                other,
                wanted);
        return new UploadFolder(other, maxBytes);
    }

    /// Begins a file. Blocks.
    Upload begin() throws IOException {
        String name = name();
        Path incomplete = folder.resolve("." + name + ".part");
        boolean hasModes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] modes = hasModes
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        FileChannel channel =
                FileChannel.open(incomplete, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), modes);
        return new Upload(this, incomplete, folder.resolve(name), channel);
    }

    private String name() {
        return random.ints(NAME_LETTERS, 0, LETTERS.length())
                .map(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Takes place for some bytes.
    void take(long bytes) throws FormException {
        if (heldBytes.addAndGet(bytes) > maxBytes) {
            heldBytes.addAndGet(-bytes);
            throw FormException.noPlace("the files of all forms together would be more than " + maxBytes
                    + " bytes, which is the limit here: try again later");
        }
    }

    /// Gives it back.
    void giveBack(long bytes) {
        heldBytes.addAndGet(-bytes);
    }

    /// How many bytes the files of forms have now.
    public long heldBytes() {
        return heldBytes.get();
    }
}
