package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Json;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Where the calls of one API go: verbs of this process, or another binder.
public interface ApiTarget {

    /// Takes over a call; it will be answered exactly once. Called on the loop of the origin: must not block.
    void accept(Call call);

    /// The API itself, if it is one of this process.
    default Optional<Api> localApi() {
        return Optional.empty();
    }

    /// The description of the API, JSON `null` when it cannot be had (S-12). Completes on any thread, never
    /// exceptionally.
    default CompletionStage<Json> describe() {
        return CompletableFuture.completedStage(Json.NULL);
    }

    /// The API was removed from its set: no call comes any more. Idempotent.
    default void close() {}
}
