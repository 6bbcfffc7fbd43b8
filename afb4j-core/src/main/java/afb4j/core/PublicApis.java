package afb4j.core;

import afb4j.api.Json;
import afb4j.core.schema.DescribedApi;
import afb4j.sequencer.Loop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The APIs of a binder that everybody may call, for its documents.
public final class PublicApis {

    /// How long another binder may take to describe its API; without an answer it is shown as one that does
    /// not describe itself.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private PublicApis() {}

    /// The public APIs by name, without aliases; those of other binders with what these say of them. Completes
    /// within some seconds, on any thread.
    public static CompletionStage<List<DescribedApi>> describe(ApiSet apis, Loop loop) {
        List<CompletableFuture<DescribedApi>> described = apis.entries().stream()
                .filter(entry -> entry.visibility() == Visibility.PUBLIC && !entry.isAlias())
                .map(entry -> describe(entry, loop))
                .toList();
        return CompletableFuture.allOf(described.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> described.stream().map(CompletableFuture::join).toList());
    }

    private static CompletableFuture<DescribedApi> describe(ApiSet.Entry entry, Loop loop) {
        return entry.target()
                .localApi()
                .<CompletableFuture<DescribedApi>>map(
                        api -> CompletableFuture.completedFuture(new DescribedApi.Local(api)))
                .orElseGet(() -> remote(entry, loop));
    }

    private static CompletableFuture<DescribedApi> remote(ApiSet.Entry entry, Loop loop) {
        CompletableFuture<Json> description = new CompletableFuture<>();
        entry.target().describe().thenAccept(description::complete);
        loop.execute(() -> loop.at(loop.nanoTime() + PATIENCE.toNanos(), () -> description.complete(Json.NULL)));
        return description.thenApply(json -> new DescribedApi.Remote(entry.name(), json));
    }
}
