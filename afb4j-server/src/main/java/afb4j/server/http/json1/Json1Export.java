package afb4j.server.http.json1;

import afb4j.core.BinderCore;
import afb4j.protocol.CloseCode;
import afb4j.sequencer.Loop;
import afb4j.server.http.HttpReply;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The public APIs of a binder as browsers see them: makes the peer of each websocket, and knows those that
/// are open.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class Json1Export {

    private final BinderCore core;
    private final Json1Config config;
    private final Set<Json1Peer> peers = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopping;

    /// Exports the public APIs of a binder.
    public Json1Export(BinderCore core, Json1Config config) {
        this.core = core;
        this.config = config;
    }

    /// Makes a peer of a channel that was upgraded and has no protocol in its pipeline. On its loop.
    void accept(ChannelPipeline pipeline, Loop loop, Browser browser) {
        TextConnection connection = TextConnection.begin(pipeline, browser.name(), loop, config, opened -> {
            Json1Peer peer = new Json1Peer(opened, this, browser);
            peers.add(peer);
            return peer;
        });
        if (isStopping) { // drain() may not have seen it
            connection.close(CloseCode.GOING_AWAY, "");
        }
    }

    /// How many websockets are open.
    public int size() {
        return peers.size();
    }

    /// The answer to who wants a websocket and cannot have one; empty if that is possible.
    Optional<HttpReply> refusal() {
        if (isStopping) {
            return Optional.of(HttpReply.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "the binder is stopping"));
        }
        if (peers.size() < config.maxConnections()) {
            return Optional.empty();
        }
        return Optional.of(HttpReply.text(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "there are " + config.maxConnections() + " websockets, as many as there may be"));
    }

    /// Refuses new calls and new websockets from now on; completes when no call runs any more.
    public CompletableFuture<Void> drain() {
        isStopping = true;
        return CompletableFuture.allOf(peers.stream().map(Json1Peer::drain).toArray(CompletableFuture<?>[]::new));
    }

    /// Closes all websockets with 1001; completes when they are over.
    public CompletableFuture<Void> close() {
        return CompletableFuture.allOf(peers.stream().map(Json1Peer::close).toArray(CompletableFuture<?>[]::new));
    }

    BinderCore core() {
        return core;
    }

    Json1Config config() {
        return config;
    }

    void over(Json1Peer peer) {
        peers.remove(peer);
    }
}
