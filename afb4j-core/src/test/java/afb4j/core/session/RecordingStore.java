package afb4j.core.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps at once what it is told, for as long as the test lasts.
final class RecordingStore implements SessionStore {

    private final Map<String, SessionRecord> kept = new ConcurrentHashMap<>();
    private final AtomicInteger changes = new AtomicInteger();
    private volatile Source source = new NoSource();
    volatile CompletionStage<Void> flushed = CompletableFuture.completedFuture(null);

    Map<String, SessionRecord> kept() {
        return kept;
    }

    /// How many changes it was told since this was asked last.
    int takeChanges() {
        return changes.getAndSet(0);
    }

    @Override
    public List<SessionRecord> open(Source newSource) {
        source = newSource;
        return List.copyOf(kept.values());
    }

    @Override
    public void changed(String uuid) {
        changes.incrementAndGet();
        source.fetch(uuid).ifPresentOrElse(one -> kept.put(uuid, one), () -> kept.remove(uuid));
    }

    @Override
    public CompletionStage<Void> flush() {
        return flushed;
    }

    @Override
    public void close() {
        // nothing is held
    }

    private record NoSource() implements Source {
        @Override
        public Optional<SessionRecord> fetch(String uuid) {
            return Optional.empty();
        }

        @Override
        public List<String> uuids() {
            return List.of();
        }
    }
}
