package afb4j.transport.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.transport.TransportException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// The file of a unix socket: made free before binding, removed after closing, never taken from a live
/// server.
final class SocketFile {

    private static final System.Logger LOGGER = System.getLogger(SocketFile.class.getName());

    private final Path path;
    private @Nullable Identity bound;

    SocketFile(String path) {
        this.path = Path.of(path);
    }

    /// Removes what a dead server left, and makes the folder if there is none.
    ///
    /// @throws TransportException when a server is alive there, or the file is no socket
    void makeFree() {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            if (!attributes().isOther()) {
                throw new TransportException("cannot listen at unix:" + path + ": the file exists and is not a socket");
            }
            if (answers()) {
                throw new TransportException("cannot listen at unix:" + path + ": another server is listening there");
            }
            Files.delete(path);
            LOGGER.log(DEBUG, "replaced the socket file {0} that a dead server left", path);
        } catch (IOException cause) {
            throw new TransportException("cannot listen at unix:" + path + ": " + cause, cause);
        }
    }

    private boolean answers() {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException refused) {
            LOGGER.log(DEBUG, "nobody listens at {0}: {1}", path, refused.getMessage());
            return false;
        }
    }

    /// Remembers which file was bound, so that [#remove()] takes no other.
    void bound() {
        try {
            bound = Identity.of(attributes());
        } catch (IOException cause) {
            LOGGER.log(WARNING, "the socket file {0} vanished at once: {1}", path, cause);
        }
    }

    void remove() {
        try {
            if (bound != null
                    && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && bound.equals(Identity.of(attributes()))) {
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

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
