package afb4j.server.rpc;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.core.Call;
import afb4j.sequencer.Loop;
import java.util.List;

/// A call that came from a peer. It is also the task that takes its reply to the peer's loop.
final class PeerCall extends Call implements Runnable {

    private static final Reply NONE = Reply.of(Status.NO_REPLY);

    private final ExportedPeer origin;
    private final int callId;

    /// Set once, before this is posted to the loop, and read there.
    private Reply reply = NONE;

    /// Whether the reply has arrived on the loop; confined to it.
    private boolean isOver;

    PeerCall(ExportedPeer origin, int callId, String api, String verb, Json argument) {
        super(api, verb, List.of(argument));
        this.origin = origin;
        this.callId = callId;
    }

    @Override
    protected void deliver(Reply answer) {
        reply = answer;
        origin.connection().execute(this);
    }

    @Override
    public void run() {
        isOver = true;
        origin.answered(this, callId, reply);
    }

    /// Whether the origin has been given the reply. On the loop.
    boolean isOver() {
        return isOver;
    }

    @Override
    protected Loop loop() {
        return origin.connection().loop();
    }

    @Override
    protected String id() {
        return origin.connection() + " call " + callId;
    }
}
