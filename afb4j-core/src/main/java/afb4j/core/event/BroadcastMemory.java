package afb4j.core.event;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/// The broadcasts seen of late, by their uuids, up to a number and an age (W-78). The lock is held for a few
/// steps, never for a call to others but the clock.
@ThreadSafe
final class BroadcastMemory {

    private final int capacity;
    private final long ageNanos;
    private final LongSupplier nanoClock;

    /// When each was seen first, oldest first.
    @GuardedBy("this")
    private final Map<UUID, Long> seen = new LinkedHashMap<>();

    BroadcastMemory(int capacity, Duration age, LongSupplier nanoClock) {
        this.capacity = capacity;
        this.ageNanos = age.toNanos();
        this.nanoClock = nanoClock;
    }

    /// Remembers a broadcast.
    ///
    /// @return whether it was not remembered yet
    synchronized boolean isNew(UUID uuid) {
        long now = nanoClock.getAsLong();
        forgetOlderThan(now);
        if (seen.containsKey(uuid)) {
            return false;
        }
        seen.put(uuid, now);
        if (seen.size() > capacity) {
            seen.remove(seen.keySet().iterator().next());
        }
        return true;
    }

    @GuardedBy("this")
    private void forgetOlderThan(long now) {
        Iterator<Long> times = seen.values().iterator();
        while (times.hasNext() && now - times.next() >= ageNanos) {
            times.remove();
        }
    }

    synchronized int size() {
        return seen.size();
    }
}
