package afb4j.server.http.body;

import static java.lang.System.Logger.Level.WARNING;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file of a form on its way to the disk. While it is incomplete it has a hidden name; it gets its own
/// when all
/// of it is there.
///
/// Used by one thread at a time. Methods block.
final class Upload {

    private static final System.Logger LOGGER = System.getLogger(Upload.class.getName());

    private final UploadFolder folder;
    private final Path incomplete;
    private final Path path;
    private final FileChannel channel;
    private long bytes;
    private boolean isDeleted;

    Upload(UploadFolder folder, Path incomplete, Path path, FileChannel channel) {
        this.folder = folder;
        this.incomplete = incomplete;
        this.path = path;
        this.channel = channel;
    }

    /// Where it is when it is complete.
    Path path() {
        return path;
    }

    /// Appends.
    ///
    /// @param piece borrowed
    void write(ByteBuf piece) throws FormException, IOException {
        int length = piece.readableBytes();
        folder.take(length);
        bytes += length;
        int at = piece.readerIndex();
        while (at < piece.writerIndex()) {
            at += piece.getBytes(at, channel, piece.writerIndex() - at);
        }
    }

    /// Nothing follows.
    void complete() throws IOException {
        channel.close();
        Files.move(incomplete, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Deletes it, complete or not; if it was moved away, nothing. Idempotent.
    void delete() {
        if (isDeleted) {
            return;
        }
        isDeleted = true;
        folder.giveBack(bytes);
        try {
            channel.close();
            Files.deleteIfExists(incomplete);
            Files.deleteIfExists(path);
        } catch (IOException cause) {
            LOGGER.log(WARNING, "a file of a form cannot be deleted, delete it by hand: {0}", cause.toString());
        }
    }
}
