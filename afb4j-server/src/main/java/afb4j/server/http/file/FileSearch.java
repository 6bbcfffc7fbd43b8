package afb4j.server.http.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Finds on the disk what a request wants, and keeps it in the [FileCache] if it is small.
///
/// A file that was changed within the last seconds is not kept: it may be changed again within what the
/// file
/// system can tell apart, and would then look unchanged.
///
/// Methods block unless they say otherwise.
final class FileSearch {

    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final FileRoot root;
    private final FileSetup setup;

    /// Whether there were files of languages when it was looked last. Read by any thread; a request that
    /// comes
    /// just when the first of them appear may miss them.
    private volatile boolean hasLocales;

    FileSearch(FileRoot root, FileSetup setup) {
        this.root = root;
        this.setup = setup;
    }

    /// What is known without looking, if it may be believed. Does not block.
    FileCache.@Nullable Entry known(FileRequest request) {
        return setup.cache().fresh(key(request), setup.nanoClock().getAsLong());
    }

    private FileCache.Key key(FileRequest request) {
        return new FileCache.Key(root, request.path(), hasLocales ? request.languages() : List.of(), request.codings());
    }

    /// What is on the disk, in the form for that client.
    Found find(FileRequest request) throws IOException {
        hasLocales = root.hasLocales();
        Found found = root.find(request.path(), hasLocales ? request.languages() : List.of());
        if (found instanceof Found.File(Representation plain)) {
            Representation chosen = coded(plain, request.codings());
            setup.cache().found(key(request), chosen, setup.nanoClock().getAsLong());
            return new Found.File(chosen);
        }
        setup.cache().lost(key(request));
        return found;
    }

    private Representation coded(Representation plain, List<Coding> accepted) throws IOException {
        Representation chosen = plain;
        boolean isCoded = false;
        for (Coding coding : Coding.values()) {
            if (root.sibling(plain, coding) instanceof Found.File(Representation sibling)) {
                isCoded = true;
                if (chosen.coding() == null && accepted.contains(coding)) {
                    chosen = plain.codedAs(sibling, coding);
                }
            }
        }
        return chosen.varying(vary(isCoded));
    }

    private String vary(boolean isCoded) {
        if (isCoded) {
            return hasLocales ? "Accept-Encoding, Accept-Language" : "Accept-Encoding";
        }
        return hasLocales ? "Accept-Language" : "";
    }

    /// The bytes of a small file, kept from now on; null for all others.
    @Nullable
    ByteBuffer bytes(Representation file) throws IOException {
        ByteBuffer known = setup.cache().bytes(file);
        if (known != null || !setup.cache().mayHold(file.size()) || !isSettled(file.state())) {
            return known;
        }
        ByteBuffer bytes = read(file);
        if (!FileState.read(file.path()).equals(file.state())) {
            return null;
        }
        setup.cache().hold(file, bytes);
        return bytes;
    }

    private boolean isSettled(FileState state) {
        long nowNanos = TimeUnit.SECONDS.toNanos(setup.nowSeconds());
        return nowNanos - Math.max(state.modifiedNanos(), state.changedNanos()) > SETTLED_NANOS;
    }

    private static ByteBuffer read(Representation file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) file.size());
        try (FileChannel channel = open(file.path())) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    throw new EOFException(file.path() + " became shorter while it was read");
                }
            }
        }
        return bytes.flip().asReadOnlyBuffer();
    }

    /// Opens what was found.
    static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
}
