package afb4j.transport.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.transport.TransportException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The file of a listening unix socket: never taken from a live server, removed at the end if it is still
/// ours.
///
/// The socket is bound to a short-lived name beside the place and put in place when it listens: who connects
/// finds a server at any time, also while the file of a dead one is replaced; and whoever binds to a place
/// first keeps it. Netty removes the file it bound when its channel closes, which by then is another's or
/// none: with a name aside it finds nothing.
final class SocketFile {

    private static final System.Logger LOGGER = System.getLogger(SocketFile.class.getName());

    /// What fits into the address of a unix socket, its NUL not counted.
    private static final int MAX_PATH_BYTES = 107;

    private static final int ASIDE_BYTES = 12;
    private static final int DIGITS = 36;
    private static final int TRIES = 100;

    private final Path path;
    private @Nullable Identity found;
    private @Nullable Identity bound;

    SocketFile(String path) {
        this.path = Path.of(path);
    }

    /// Makes the folder if there is none, looks whether the place may be taken.
    ///
    /// @return the path to bind to, in the same folder; then [#putInPlace] is called with it
    /// @throws TransportException when a server is alive there, or the file is no socket
    Path prepare() {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            found = look();
            return aside();
        } catch (IOException cause) {
            throw new TransportException("cannot listen at unix:" + path + ": " + cause, cause);
        }
    }

    /// What a dead server left, null when there is nothing.
    private @Nullable Identity look() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        if (!attributes(path).isOther()) {
            throw new TransportException("cannot listen at unix:" + path + ": the file exists and is not a socket");
        }
        if (answers()) {
            throw inUse();
        }
        return Identity.of(attributes(path));
    }

    private TransportException inUse() {
        return new TransportException("cannot listen at unix:" + path + ": another server is listening there");
    }

    /// Only a socket that refuses is dead: a server may be too busy to accept, or not let us in.
    private boolean answers() {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (IOException failure) {
            LOGGER.log(DEBUG, "connection to {0}: {1}", path, failure.getMessage());
            return !String.valueOf(failure.getMessage()).contains("Connection refused");
        }
    }

    /// A name that no file has: as long as fits, at least one byte, for the name itself has one.
    private Path aside() throws IOException {
        Path name = path.getFileName();
        int folderBytes = bytes(path) - (name == null ? 0 : bytes(name));
        int room = Math.min(ASIDE_BYTES, MAX_PATH_BYTES - folderBytes);
        for (int i = 0; i < TRIES; i++) {
            Path aside = path.resolveSibling(randomName(room));
            if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                return aside;
            }
        }
        throw new IOException("no free name of " + room + " bytes in the folder");
    }

    private static String randomName(int bytes) {
        StringBuilder name = new StringBuilder(bytes > 2 ? "." : "");
        while (name.length() < bytes) {
            name.append(Character.forDigit(ThreadLocalRandom.current().nextInt(DIGITS), DIGITS));
        }
        return name.toString();
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /// Gives the socket that listens at `aside` its real name.
    ///
    /// @throws TransportException when another server was faster; `aside` is removed then
    void putInPlace(Path aside) {
        try {
            bound = Identity.of(attributes(aside));
            if (found == null) {
                linkOrMove(aside);
            } else {
                replace(aside, found);
            }
        } catch (FileAlreadyExistsException _) { // the reason is known
            discard(aside);
            throw inUse();
        } catch (IOException cause) {
            discard(aside);
            throw new TransportException("cannot listen at unix:" + path + ": " + cause, cause);
        }
    }

    /// A link fails when the place was taken meanwhile; a move would not notice.
    private void linkOrMove(Path aside) throws IOException {
        try {
            Files.createLink(path, aside);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (IOException | UnsupportedOperationException noLinks) {
            LOGGER.log(DEBUG, "moved, not linked, {0}: {1}", path, noLinks);
            Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.delete(aside);
    }

    private void replace(Path aside, Identity dead) throws IOException {
        Identity now = look();
        if (now == null) {
            linkOrMove(aside);
        } else if (now.equals(dead)) {
            Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
            LOGGER.log(DEBUG, "replaced the socket file {0} that a dead server left", path);
        } else {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    private static void discard(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException cause) {
            LOGGER.log(WARNING, "cannot remove {0}: {1}", aside, cause);
        }
    }

    /// Removes the file if it is still the one that was put in place. To be called while the socket listens:
    /// no other server takes its place then.
    void remove() {
        try {
            if (bound != null
                    && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && bound.equals(Identity.of(attributes(path)))) {
                Files.delete(path);
            }
        } catch (IOException cause) {
            LOGGER.log(WARNING, "cannot remove the socket file {0}: {1}", path, cause);
        }
    }

    /// What tells one file from another of the same name: numbers of removed files are used again, so the
    /// time counts too.
    private record Identity(@Nullable Object key, FileTime created, boolean isSocket) {

        static Identity of(BasicFileAttributes attributes) {
            return new Identity(attributes.fileKey(), attributes.creationTime(), attributes.isOther());
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
