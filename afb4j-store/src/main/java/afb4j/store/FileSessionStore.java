package afb4j.store;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.core.session.SessionRecord;
import afb4j.core.session.SessionStore;
import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/// Sessions in one file, which survive the end of the process however it comes.
///
/// **Promises.** What [#flush()] has acknowledged is in the file and forced to the disk: neither the end of
/// the process by a signal nor the loss of power takes it away. What is read after such an end is each
/// session as it was at some moment from its last acknowledged state on, never a mixture of bytes of two
/// states.
///
/// **The window.** A change is written by the thread of the store as soon as it has written the changes
/// before: so without waiting for `flush()` what may get lost is what changed during the last two commits,
/// some milliseconds on a disk that keeps up. All that changes during one commit is written by the next one
/// together, a session that has changed often once.
///
/// **Bounds.** No more than [#MAX_CHANGES] uuids wait; beyond it the store looks at all sessions once
/// instead. It never makes those wait who change sessions. When writing fails the store keeps nothing from
/// then on: it logs an error, and `flush()` fails; the sessions in memory go on.
///
/// One process at a time may have the file open. It is readable by its owner only: it holds tokens.
@ThreadSafe
public final class FileSessionStore implements SessionStore {

    /// How many changed sessions are remembered one by one.
    public static final int MAX_CHANGES = 65_536;

    private static final System.Logger LOGGER = System.getLogger(FileSessionStore.class.getName());

    /// How long freed parts of the file are left alone, so that their reuse is forced to the disk after what
    /// replaced them.
    private static final int RETENTION_MILLIS = 100;

    /// The compaction of the library is not used: in the versions 2.3 and 2.4 it fails at times, and has lost
    /// data (its issues 4086, 4247). Parts of the file whose content is all outdated are reused without it.
    private static final int NO_COMPACTION = 0;

    /// A file bigger than this and than [#GENEROSITY] times its content is written anew at the start.
    private static final long TOLERATED_BYTES = 8 << 20;

    private static final int GENEROSITY = 4;

    private final Path file;
    private final MVStore store;
    private final MVMap<String, byte[]> sessions;
    private final ChangeQueue changes;
    private volatile @Nullable Thread writer;

    private FileSessionStore(Path file, MVStore store, int maxChanges) {
        this.file = file;
        this.store = store;
        this.changes = new ChangeQueue(maxChanges);
        this.sessions = mapOf(store);
    }

    /// Opens the file, or makes it, with the directories above it.
    ///
    /// @throws SessionFileException when it cannot be used: another process has it, it is something else,
    ///     there is no right to it
    public static FileSessionStore open(Path file) {
        return open(file, MAX_CHANGES);
    }

    static FileSessionStore open(Path file, int maxChanges) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            makePrivate(file);
            FileSessionStore opened = new FileSessionStore(file, openStore(file), maxChanges);
            if (opened.isWasteful()) {
                opened.store.close(NO_COMPACTION);
                rewrite(file);
                return new FileSessionStore(file, openStore(file), maxChanges);
            }
            return opened;
        } catch (MVStoreException cause) {
            throw new SessionFileException(
                    cause.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                            ? "the sessions file " + file + " is in use by another process"
                            : "the sessions file " + file + " cannot be opened: " + firstLine(cause),
                    cause);
        } catch (IOException cause) {
            throw new SessionFileException("the sessions file " + file + " cannot be made: " + cause, cause);
        }
    }

    private static MVStore openStore(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(RETENTION_MILLIS);
        return store;
    }

    private boolean isWasteful() throws IOException {
        long size = Files.size(file);
        if (size <= TOLERATED_BYTES) {
            return false;
        }
        long content =
                sessions.values().stream().mapToLong(bytes -> bytes.length).sum();
        return size > content * GENEROSITY;
    }

    /// Writes the content into another file and puts that in place of the first at once.
    private static void rewrite(Path file) throws IOException {
        Path other = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(other); // of a process that was killed here
        makePrivate(other);
        try (MVStore from = openStore(file);
                MVStore to = openStore(other)) {
            MVMap<String, byte[]> sessions = mapOf(to);
            sessions.putAll(mapOf(from));
            to.commit();
            to.sync();
        }
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        LOGGER.log(INFO, "sessions file {0}: written anew", file);
    }

    private static MVMap<String, byte[]> mapOf(MVStore store) {
        return store.openMap(
                "sessions",
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    private static String firstLine(Exception cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static void makePrivate(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) { // elsewhere the directory has to protect it
            view.setPermissions(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
    }

    @Override
    public List<SessionRecord> open(Source source) {
        if (writer != null) {
            throw new IllegalStateException("the sessions file " + file + " is used by a table already");
        }
        List<SessionRecord> kept = read();
        writer = Thread.ofPlatform().name("session-store").daemon().start(() -> write(source));
        return kept;
    }

    private List<SessionRecord> read() {
        List<SessionRecord> kept = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> entry : sessions.entrySet()) {
                try {
                    kept.add(RecordCodec.decode(entry.getKey(), entry.getValue()));
                } catch (IOException cause) {
                    LOGGER.log(WARNING, "sessions file " + file + ": left out", cause);
                }
            }
        } catch (MVStoreException cause) {
            throw new SessionFileException("the sessions file " + file + " cannot be read: " + firstLine(cause), cause);
        }
        LOGGER.log(INFO, "sessions file {0}: {1} sessions", file, kept.size());
        return kept;
    }

    @Override
    public void changed(String uuid) {
        changes.add(uuid);
    }

    /// As the interface says; completes on the thread of the store: what depends on it must not block.
    @Override
    public CompletionStage<Void> flush() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (!changes.await(done)) {
            done.completeExceptionally(new IllegalStateException("the sessions file " + file + " is closed"));
        }
        return done.copy(); // completed by nobody else
    }

    /// Keeps what is waiting and closes the file. Blocks.
    @Override
    public void close() {
        changes.close();
        Thread running = writer;
        if (running != null) {
            joinUninterruptibly(running);
        }
        store.close(NO_COMPACTION);
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean wasInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) { // what is waiting has to be written all the same
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the thread of the store

    private void write(Source source) {
        RuntimeException failure = null;
        for (Optional<ChangeQueue.Batch> next = changes.take(); next.isPresent(); next = changes.take()) {
            ChangeQueue.Batch batch = next.get();
            if (failure == null) {
                failure = commit(batch, source);
            }
            if (failure == null) {
                batch.waiting().forEach(done -> done.complete(null));
            } else {
                SessionFileException cause =
                        new SessionFileException("the sessions file " + file + " cannot be written", failure);
                batch.waiting().forEach(done -> done.completeExceptionally(cause));
            }
        }
    }

    /// Keeps what has changed; gives what went wrong.
    private @Nullable RuntimeException commit(ChangeQueue.Batch batch, Source source) {
        try {
            if (batch.isOverrun()) {
                Set<String> all = new HashSet<>(sessions.keySet());
                all.addAll(source.uuids());
                all.forEach(uuid -> put(uuid, source));
            } else {
                batch.uuids().forEach(uuid -> put(uuid, source));
            }
            store.commit();
            store.sync();
            return null;
        } catch (RuntimeException cause) { // of the library, or a session that cannot be encoded
            LOGGER.log(ERROR, "sessions file " + file + ": nothing is kept any more", cause);
            return cause;
        }
    }

    private void put(String uuid, Source source) {
        Optional<SessionRecord> now = source.fetch(uuid);
        if (now.isPresent()) {
            sessions.put(uuid, RecordCodec.encode(now.get()));
        } else {
            sessions.remove(uuid);
        }
    }
}
