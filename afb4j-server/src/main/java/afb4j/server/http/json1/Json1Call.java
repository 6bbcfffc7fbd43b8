package afb4j.server.http.json1;

import afb4j.api.Credentials;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.SubscribeOptions;
import afb4j.core.Call;
import afb4j.core.event.HubEvent;
import afb4j.core.session.LiveSession;
import afb4j.protocol.json.Envelope;
import afb4j.protocol.json.Json1Message;
import afb4j.sequencer.Loop;
import afb4j.server.http.Envelopes;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call that came from a browser. It is also the task that takes its reply to the loop of the connection.
final class Json1Call extends Call implements Runnable {

    private static final int MAX_SHOWN_ID = 32;

    private final Json1Peer origin;
    private final String callId;
    private final @Nullable String token;

    /// With a reference that is released with the reply.
    private final LiveSession session;

    /// Set once, before this is posted to the loop, and read there.
    private @Nullable Envelope envelope;

    /// Whether the reply has arrived on the loop; confined to it.
    private boolean isOver;

    /// @param session with a reference that this takes over
    /// @param token null if the browser has presented none
    Json1Call(Json1Peer origin, Json1Message.Call message, LiveSession session, @Nullable String token) {
        super(message.api(), message.verb(), List.of(Json.received(ByteBufUtil.getBytes(message.argument()))));
        this.origin = origin;
        this.callId = message.id();
        this.session = session;
        this.token = token;
    }

    // ---- who calls

    @Override
    protected LiveSession liveSession() {
        return session;
    }

    @Override
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    @Override
    public Optional<Credentials> credentials() {
        return origin.browser().credentials();
    }

    // ---- events

    @Override
    protected void watch(HubEvent event, SubscribeOptions options) {
        origin.watch(this, event, options);
    }

    @Override
    protected void unwatch(HubEvent event) {
        origin.unwatch(this, event);
    }

    // ---- the answer

    /// Looks into the reply on the thread that gives it, which need not be a loop.
    @Override
    protected void deliver(Reply reply) {
        envelope = Envelopes.of(reply);
        if (loop().inLoop()) {
            run();
        } else {
            loop().execute(this);
        }
    }

    @Override
    public void run() {
        isOver = true;
        origin.release(session);
        if (envelope != null) {
            origin.answered(this, callId, envelope);
        }
    }

    /// Whether the origin has been given the reply. On the loop.
    boolean isOver() {
        return isOver;
    }

    @Override
    protected Loop loop() {
        return origin.loop();
    }

    /// The id is the browser's choice: shown in quotes, and not all of it if it is long.
    @Override
    protected String id() {
        String shown = callId.length() > MAX_SHOWN_ID ? callId.substring(0, MAX_SHOWN_ID) + "..." : callId;
        return origin + " call " + Json.of(shown);
    }
}
