package afb4j.server.rpc;

import afb4j.api.Json;
import afb4j.core.ApiSet;
import afb4j.core.BinderCore;
import afb4j.transport.Connection;
import afb4j.transport.TransportConfig;
import afb4j.transport.peer.ServerPeer;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// A local API seen remotely: makes the peer of each connection of one socket, and knows those that are open
/// (W-06, S-01).
@ThreadSafe
@SuppressWarnings("Immutable")
public final class ApiExport {

    private final String api;
    private final BinderCore core;
    private final TransportConfig config;
    private final Set<ExportedPeer> peers = ConcurrentHashMap.newKeySet();

    /// Exports `api` of a binder.
    public ApiExport(String api, BinderCore core, TransportConfig config) {
        this.api = api;
        this.core = core;
        this.config = config;
    }

    /// The peer of a connection that was accepted. On its loop.
    public ServerPeer accept(Connection connection) {
        return new ServerPeer(connection, config, peer -> {
            ExportedPeer exported = new ExportedPeer(peer, this);
            peers.add(exported);
            return exported;
        });
    }

    /// Refuses new calls from now on; completes when no call runs any more.
    public CompletableFuture<Void> drain() {
        return CompletableFuture.allOf(peers.stream().map(ExportedPeer::drain).toArray(CompletableFuture<?>[]::new));
    }

    /// Closes all connections; completes when they are over.
    public CompletableFuture<Void> close() {
        return CompletableFuture.allOf(peers.stream().map(ExportedPeer::close).toArray(CompletableFuture<?>[]::new));
    }

    String api() {
        return api;
    }

    BinderCore core() {
        return core;
    }

    TransportConfig config() {
        return config;
    }

    /// The description of the API as it is now (S-12).
    CompletionStage<Json> describe() {
        return core.apis()
                .find(api)
                .map(ApiSet.Entry::target)
                .map(target -> target.describe())
                .orElseGet(() -> CompletableFuture.completedStage(Json.NULL));
    }

    void over(ExportedPeer peer) {
        peers.remove(peer);
    }
}
