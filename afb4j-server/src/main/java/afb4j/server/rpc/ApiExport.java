package afb4j.server.rpc;

import afb4j.core.Dispatcher;
import afb4j.transport.Connection;
import afb4j.transport.TransportConfig;
import afb4j.transport.peer.ServerPeer;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// A local API seen remotely: makes the peer of each connection of one socket, and knows those that are open
/// (W-06).
@ThreadSafe
public final class ApiExport {

    private final String api;
    private final Dispatcher dispatcher;
    private final TransportConfig config;
    private final Duration callTimeout;
    private final Set<ExportedPeer> peers = ConcurrentHashMap.newKeySet();

    /// Exports `api`; its calls may take `callTimeout`, zero for ever.
    public ApiExport(String api, Dispatcher dispatcher, TransportConfig config, Duration callTimeout) {
        this.api = api;
        this.dispatcher = dispatcher;
        this.config = config;
        this.callTimeout = callTimeout;
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

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Duration callTimeout() {
        return callTimeout;
    }

    void over(ExportedPeer peer) {
        peers.remove(peer);
    }
}
