package afb4j.server.http.file;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Small files that are asked for again and again, so that a loop can answer without the disk.
///
/// **Promise.** An answer from here is what was found on the disk at most [#FRESH_MILLIS] before, or
/// while one
/// other request looks. After that time one request has to look, and only one: the others go on with what
/// is
/// known meanwhile.
///
/// **Bounds.** Contents have a bound of bytes, findings a bound of number; what was not used for the
/// longest
/// time goes first.
///
/// The lock is held for a few instructions.
@ThreadSafe
final class FileCache {

    /// For how long a finding is believed.
    static final int FRESH_MILLIS = 100;

    private static final int MAX_FINDINGS = 1024;
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(FRESH_MILLIS);

    private final long maxBytes;
    private final int maxFileBytes;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<Key, Finding> findings = new LinkedHashMap<>(16, 0.75f, true);

    @GuardedBy("lock")
    private final Map<Path, Content> contents = new LinkedHashMap<>(16, 0.75f, true);

    @GuardedBy("lock")
    private long heldBytes;

    /// @param maxBytes of all contents
    /// @param maxFileBytes of one content
    FileCache(long maxBytes, int maxFileBytes) {
        this.maxBytes = maxBytes;
        this.maxFileBytes = maxFileBytes;
    }

    /// What a finding depends on.
    ///
    /// @param root where it was searched
    /// @param path that was searched
    /// @param languages that were looked for
    /// @param codings that the client takes
    record Key(FileRoot root, FilePath path, List<String> languages, List<Coding> codings) {}

    /// A representation with its bytes.
    ///
    /// @param bytes read-only, direct; to be duplicated
    record Entry(Representation representation, ByteBuffer bytes) {}

    private static final class Finding {

        private final Representation representation;
        private long checkedNanos;

        Finding(Representation representation, long checkedNanos) {
            this.representation = representation;
            this.checkedNanos = checkedNanos;
        }
    }

    private record Content(FileState state, ByteBuffer bytes) {}

    /// Whether a content of that size is worth keeping.
    boolean mayHold(long size) {
        return size <= maxFileBytes;
    }

    /// What is known, if it may be believed; null when the caller has to look.
    @Nullable
    Entry fresh(Key key, long nowNanos) {
        lock.lock();
        try {
            Finding finding = findings.get(key);
            if (finding == null) {
                return null;
            }
            Content content = contents.get(finding.representation.path());
            if (content == null || !content.state.equals(finding.representation.state())) {
                return null;
            }
            if (nowNanos - finding.checkedNanos > FRESH_NANOS) {
                finding.checkedNanos = nowNanos; // others need not look while the caller does
                return null;
            }
            return new Entry(finding.representation, content.bytes);
        } finally {
            lock.unlock();
        }
    }

    /// The bytes of a file in that very state, if they are known.
    @Nullable
    ByteBuffer bytes(Representation representation) {
        lock.lock();
        try {
            Content content = contents.get(representation.path());
            return content != null && content.state.equals(representation.state()) ? content.bytes : null;
        } finally {
            lock.unlock();
        }
    }

    /// Remembers what was found just now.
    void found(Key key, Representation representation, long nowNanos) {
        lock.lock();
        try {
            findings.put(key, new Finding(representation, nowNanos));
            if (findings.size() > MAX_FINDINGS) {
                removeEldest(findings);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Forgets what was found: it is no longer so.
    void lost(Key key) {
        lock.lock();
        try {
            findings.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /// Remembers the bytes of a file, read while it was in that state.
    void hold(Representation representation, ByteBuffer bytes) {
        lock.lock();
        try {
            Content before = contents.put(representation.path(), new Content(representation.state(), bytes));
            heldBytes += bytes.capacity() - (before == null ? 0 : before.bytes.capacity());
            while (heldBytes > maxBytes) {
                heldBytes -= removeEldest(contents).bytes.capacity();
            }
        } finally {
            lock.unlock();
        }
    }

    private static <V> V removeEldest(Map<?, V> map) {
        Iterator<V> values = map.values().iterator();
        V eldest = values.next();
        values.remove();
        return eldest;
    }
}
