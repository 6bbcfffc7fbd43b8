package afb4j.core;

import afb4j.api.Json;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A document that is made when it is asked for the first time, on a virtual thread, because making it may load
/// a library.
@ThreadSafe
@SuppressWarnings("Immutable")
final class LazyDocument {

    private final Supplier<Json> source;
    private final AtomicReference<@Nullable CompletableFuture<Json>> made = new AtomicReference<>();

    LazyDocument(Supplier<Json> source) {
        this.source = source;
    }

    /// The document. Any thread; completes on any thread.
    CompletionStage<Json> get() {
        CompletableFuture<Json> known = made.get();
        if (known != null) {
            return known;
        }
        CompletableFuture<Json> mine = new CompletableFuture<>();
        CompletableFuture<Json> first = made.compareAndExchange(null, mine);
        if (first != null) {
            return first;
        }
        Thread.ofVirtual().name("afb4j-document").start(() -> {
            try {
                mine.complete(source.get());
            } catch (RuntimeException | LinkageError failure) { // those who wait are told
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }
}
