package afb4j.store;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What the writer of a store is to do next: the uuids that have changed, each once, and who waits for that
/// to be kept. Bounded: when more than a limit have changed it only remembers that everything has to be
/// looked at.
///
/// The lock is held for a few instructions, so those who add never wait for the disk.
@ThreadSafe
final class ChangeQueue {

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();

    @GuardedBy("lock")
    private Set<String> changed = new LinkedHashSet<>();

    @GuardedBy("lock")
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();

    @GuardedBy("lock")
    private boolean isOverrun;

    @GuardedBy("lock")
    private boolean isClosed;

    /// @param limit how many uuids it remembers
    ChangeQueue(int limit) {
        this.limit = limit;
    }

    /// Adds a uuid; after the end it does nothing.
    void add(String uuid) {
        lock.lock();
        try {
            if (!isClosed && !isOverrun && changed.add(uuid)) {
                if (changed.size() > limit) {
                    changed = new LinkedHashSet<>();
                    isOverrun = true;
                }
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Adds somebody who waits; false after the end.
    boolean await(CompletableFuture<Void> done) {
        lock.lock();
        try {
            if (isClosed) {
                return false;
            }
            waiting.add(done);
            work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Everything there is to do; waits until there is something. Empty when the queue is closed and all was
    /// taken.
    Optional<Batch> take() {
        lock.lock();
        try {
            while (changed.isEmpty() && waiting.isEmpty() && !isOverrun) {
                if (isClosed) {
                    return Optional.empty();
                }
                work.awaitUninterruptibly();
            }
            Batch batch = new Batch(changed, isOverrun, waiting);
            changed = new LinkedHashSet<>();
            waiting = new ArrayList<>();
            isOverrun = false;
            return Optional.of(batch);
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more; what is there is still to be taken. Idempotent.
    void close() {
        lock.lock();
        try {
            isClosed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /// What one commit is to keep.
    ///
    /// @param uuids that have changed
    /// @param isOverrun whether any other may have changed as well
    /// @param waiting who is told when it is kept
    record Batch(Set<String> uuids, boolean isOverrun, List<CompletableFuture<Void>> waiting) {}
}
