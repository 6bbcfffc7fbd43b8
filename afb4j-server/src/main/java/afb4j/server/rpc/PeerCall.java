package afb4j.server.rpc;

import afb4j.api.Credentials;
import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.SubscribeOptions;
import afb4j.core.Call;
import afb4j.core.event.HubEvent;
import afb4j.core.session.LiveSession;
import afb4j.sequencer.Loop;
import afb4j.transport.peer.InboundCall;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A call that came from a peer. It is also the task that takes its reply to the peer's loop.
final class PeerCall extends Call implements Runnable {

    private static final Reply NONE = Reply.of(Status.NO_REPLY);

    private final ExportedPeer origin;
    private final InboundCall inbound;
    private final Optional<Credentials> credentials;

    /// Whether calls of other APIs are made at the client (L-07).
    private final boolean asksClient;

    /// Whether no token is asked for: a legacy client cannot present one (S-03).
    private final boolean isTrustedWithSession;

    /// The session that the call names, until the reply; null when it names none.
    private final ConnectionSession.@Nullable Use named;

    /// The session of the connection, for a call that names none: from the first time it is asked for, with a
    /// reference that is released with the reply.
    private volatile @Nullable LiveSession unnamed;

    @GuardedBy("this")
    private boolean unnamedReleased;

    /// Set once, before this is posted to the loop, and read there.
    private Reply reply = NONE;

    /// Whether the reply has arrived on the loop; confined to it.
    private boolean isOver;

    PeerCall(ExportedPeer origin, InboundCall inbound, Optional<Credentials> credentials) {
        super(origin.api(), inbound.verb(), List.of(inbound.argument()));
        this.origin = origin;
        this.inbound = inbound;
        this.credentials = credentials;
        this.asksClient = origin.peer().canSubcall();
        this.isTrustedWithSession = origin.peer().isLegacy();
        this.named = inbound.session() instanceof ConnectionSession session ? session.enter(arrivalNanos()) : null;
    }

    // ---- who calls

    @Override
    protected LiveSession liveSession() {
        return named != null ? named.session() : unnamedSession();
    }

    @Override
    protected Optional<String> knownSession() {
        if (named != null) {
            return Optional.of(named.session().uuid());
        }
        synchronized (this) {
            return Optional.ofNullable(unnamed).map(LiveSession::uuid);
        }
    }

    private synchronized LiveSession unnamedSession() {
        LiveSession session = unnamed;
        if (session == null) {
            session = origin.unnamedSession();
            session.touch();
            unnamed = session;
            if (isAnswered()) { // a handler that goes on after its answer: the connection has its reference
                releaseUnnamed(session);
            }
        }
        return session;
    }

    /// Once, though a handler that asks for the session late and the end of the call may both come here.
    private synchronized void releaseUnnamed(LiveSession session) {
        if (!unnamedReleased) {
            unnamedReleased = true;
            session.release();
        }
    }

    /// Without a lock: who asks for a session after this looked finds the call answered.
    private void leaveSession() {
        if (named != null) {
            named.leave();
            return;
        }
        LiveSession session = unnamed;
        if (session != null) {
            releaseUnnamed(session);
        }
    }

    @Override
    public Optional<String> token() {
        return Optional.ofNullable(inbound.token());
    }

    @Override
    public Optional<Credentials> credentials() {
        return credentials;
    }

    @Override
    protected boolean isTokenAccepted(long nowNanos) {
        return isTrustedWithSession || super.isTokenAccepted(nowNanos); // S-03
    }

    // ---- events and subcalls

    @Override
    protected void watch(HubEvent event, SubscribeOptions options) {
        origin.watch(this, inbound.callId(), event, options);
    }

    @Override
    protected void unwatch(HubEvent event) {
        origin.unwatch(this, inbound.callId(), event);
    }

    /// Calls of other APIs are made where the call comes from if that is a binder of 2017 (L-07).
    @Override
    public CompletionStage<Reply> callAsync(String otherApi, String otherVerb, @Nullable Object argument) {
        if (!asksClient) {
            return super.callAsync(otherApi, otherVerb, argument);
        }
        Json json = argument instanceof Data data ? data.toJson() : Json.of(argument);
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        origin.connection()
                .execute(() -> origin.peer().subcall(inbound.callId(), otherApi, otherVerb, json, answer::complete));
        return answer.minimalCompletionStage();
    }

    // ---- the answer

    @Override
    protected void deliver(Reply answer) {
        reply = answer;
        origin.connection().execute(this);
    }

    @Override
    public void run() {
        isOver = true;
        leaveSession();
        origin.answered(this, inbound.callId(), reply);
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
    protected long arrivalNanos() {
        return origin.nowNanos();
    }

    @Override
    protected void clockRead(long nowNanos) {
        origin.clockRead(nowNanos);
    }

    @Override
    protected String id() {
        return origin.connection() + " call " + inbound.callId();
    }
}
