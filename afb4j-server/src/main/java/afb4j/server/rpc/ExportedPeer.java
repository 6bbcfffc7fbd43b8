package afb4j.server.rpc;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.core.RunningCalls;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.Connection;
import afb4j.transport.peer.CallListener;
import afb4j.transport.peer.ServerPeer;
import java.util.concurrent.CompletableFuture;

/// One client of an exported API: brings its calls to the dispatcher and their replies back.
@ConfinedTo("connection event loop")
final class ExportedPeer implements CallListener {

    private static final Reply STOPPING = Reply.of(Status.DISCONNECTED.withInfo("the binder is stopping"));

    private final ServerPeer peer;
    private final ApiExport export;
    private final RunningCalls running;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private boolean draining;

    ExportedPeer(ServerPeer peer, ApiExport export) {
        this.peer = peer;
        this.export = export;
        this.running = new RunningCalls(peer.connection().loop(), export.callTimeout());
    }

    @Override
    public void onCall(int callId, String verb, Json argument) {
        if (draining) {
            peer.reply(callId, STOPPING);
            return;
        }
        PeerCall call = new PeerCall(this, callId, export.api(), verb, argument);
        export.dispatcher().dispatch(call);
        if (!call.isOver()) { // a non-blocking verb has answered already, as a rule
            running.add(call, connection().loop().nanoTime());
        }
    }

    /// A call was answered. On the loop.
    void answered(PeerCall call, int callId, Reply reply) {
        if (running.contains(call)) {
            running.remove(call);
        }
        peer.reply(callId, reply);
        if (draining && running.size() == 0) {
            drained.complete(null);
        }
    }

    @Override
    public void onHangup() {
        running.close();
        export.over(this);
        drained.complete(null);
        over.complete(null);
    }

    Connection connection() {
        return peer.connection();
    }

    CompletableFuture<Void> drain() {
        connection().execute(() -> {
            draining = true;
            if (running.size() == 0) {
                drained.complete(null);
            }
        });
        return drained;
    }

    CompletableFuture<Void> close() {
        connection().close();
        return over;
    }
}
