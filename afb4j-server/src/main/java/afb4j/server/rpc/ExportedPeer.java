package afb4j.server.rpc;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Credentials;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.core.NoSessionException;
import afb4j.core.RunningCalls;
import afb4j.core.event.EventSink;
import afb4j.core.event.HubEvent;
import afb4j.core.event.Publication;
import afb4j.core.event.Subscriber;
import afb4j.core.metrics.ConnectionInfo;
import afb4j.core.metrics.MonitoredConnection;
import afb4j.core.security.PermissionQuestion;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionTable;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.transport.Connection;
import afb4j.transport.peer.BroadcastFrame;
import afb4j.transport.peer.CallListener;
import afb4j.transport.peer.EventFrame;
import afb4j.transport.peer.EventRef;
import afb4j.transport.peer.InboundCall;
import afb4j.transport.peer.ServerPeer;
import afb4j.transport.peer.SessionHandle;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One client of an exported API: brings its calls to the dispatcher and their replies back, and events to it
/// (S-01).
@ConfinedTo("connection event loop")
final class ExportedPeer implements CallListener, EventSink, MonitoredConnection {

    private static final System.Logger LOGGER = System.getLogger(ExportedPeer.class.getName());
    private static final Reply STOPPING = Reply.of(Status.DISCONNECTED.withInfo("the binder is stopping"));
    private static final Reply BAD_CREDENTIALS = Reply.of(Status.INTERNAL_ERROR);
    private static final Reply NOT_ON_BEHALF = Reply.of(Status.INSUFFICIENT_SCOPE);

    private final ServerPeer peer;
    private final ApiExport export;
    private final RunningCalls running;
    private final Subscriber subscriber;
    private final SubscriptionChanges changes;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Instant since = Instant.now();
    private boolean draining;

    /// What the clock of the loop showed when it was read last for a call.
    private long clockNanos;

    /// The session of calls that name none, once one of them needs it (W-53).
    private @Nullable AnnouncedSession unnamed;

    private boolean hungUp;

    /// Whether the last session that was asked for was refused.
    private boolean refusing;

    ExportedPeer(ServerPeer peer, ApiExport export) {
        this.peer = peer;
        this.export = export;
        this.running = new RunningCalls(
                peer.connection().loop(), export.core().config().callTimeout());
        this.clockNanos = peer.connection().loop().nanoTime();
        this.subscriber = export.core().events().subscriber(this);
        this.changes = new SubscriptionChanges(this, subscriber);
        export.core().events().add(subscriber);
        export.core().connections().add(this);
    }

    // ---- calls

    @Override
    public void onCall(InboundCall inbound) {
        if (draining) {
            peer.reply(inbound.callId(), STOPPING);
            return;
        }
        Optional<Credentials> who = connection().credentials();
        if (inbound.credentials() != null) {
            Optional<Credentials> imported = Credentials.parse(inbound.credentials());
            if (imported.isEmpty() || !maySpeakForOthers(who)) { // S-05
                LOGGER.log(
                        INFO,
                        "{0} call {1}: refused, {2}",
                        this,
                        inbound.callId(),
                        imported.isEmpty()
                                ? "it comes with credentials that are none"
                                : OnBehalf.PERMISSION + " is required");
                peer.reply(inbound.callId(), imported.isEmpty() ? BAD_CREDENTIALS : NOT_ON_BEHALF);
                return;
            }
            who = imported;
        }
        PeerCall call;
        try {
            call = new PeerCall(this, inbound, who);
        } catch (NoSessionException full) { // its session was closed, and there is no room for another one (S-07)
            peer.reply(inbound.callId(), Reply.of(Status.OUT_OF_MEMORY.withInfo(String.valueOf(full.getMessage()))));
            return;
        }
        export.core().dispatcher().dispatch(call);
        if (!call.isOver()) { // a non-blocking verb has answered already, as a rule
            running.add(call, connection().loop().nanoTime());
        }
    }

    /// The time for a call that is being dispatched: when it was read, or when the call before it was done.
    long nowNanos() {
        long arrivalNanos = connection().arrivalNanos();
        return arrivalNanos - clockNanos > 0 ? arrivalNanos : clockNanos;
    }

    /// The clock was read.
    void clockRead(long nowNanos) {
        clockNanos = nowNanos;
    }

    /// W-61: asked of the process at the other end of this connection.
    private boolean maySpeakForOthers(Optional<Credentials> who) {
        return export.core()
                .permissions()
                .isGranted(new PermissionQuestion(who, "", Optional.empty(), OnBehalf.PERMISSION));
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
    public void onDescribe(int descriptionId) {
        export.describe()
                .thenAccept(description -> connection().execute(() -> peer.describe(descriptionId, description)));
    }

    // ---- sessions

    @Override
    public @Nullable SessionHandle onSession(String uuid) {
        try {
            SessionTable sessions = export.core().sessions();
            LiveSession session = NoSessionException.orThrow(sessions.acquireForConnection(uuid));
            refusing = false;
            return new ConnectionSession(sessions, session);
        } catch (NoSessionException refused) { // the calls that name it are answered
            LOGGER.log(refusing ? DEBUG : WARNING, "{0}: {1}", connection(), refused.getMessage());
            refusing = true; // each of its calls asks again
            return null;
        }
    }

    /// The session of a call that names none, with a reference that the caller releases (W-53). Any thread.
    synchronized LiveSession unnamedSession() {
        if (unnamed == null) {
            SessionTable sessions = export.core().sessions();
            unnamed = new AnnouncedSession(sessions, NoSessionException.orThrow(sessions.createForConnection()));
        }
        LiveSession session = unnamed.retained();
        if (hungUp) {
            unnamed.release();
        }
        return session;
    }

    private synchronized void releaseUnnamed() {
        hungUp = true;
        if (unnamed != null) {
            unnamed.release();
        }
    }

    // ---- events

    /// Subscribes the requester of a call that is not answered yet (S-09). Any thread; one that may not wait
    /// goes on before it is done, and a failure is logged.
    void watch(PeerCall call, int callId, HubEvent event, SubscribeOptions options) {
        changes.subscribe(event, () -> {
            requireRunning(call, event);
            subscribe(callId, event, options);
        });
    }

    /// The client hears of the event before its first push, which may be at once (W-70).
    private void subscribe(int callId, HubEvent event, SubscribeOptions options) {
        if (!event.isOpen()) {
            throw new SubscriptionException("event " + event.name() + " is closed");
        }
        if (!peer.subscribe(callId, ref(event))) {
            throw new SubscriptionException(
                    connection() + " knows too many events, cannot subscribe to " + event.name());
        }
        try {
            event.subscribe(subscriber, options);
        } catch (SubscriptionException refused) {
            peer.unsubscribe(callId, ref(event));
            throw refused;
        }
    }

    /// Ends a subscription (S-10).
    void unwatch(PeerCall call, int callId, HubEvent event) {
        changes.unsubscribe(() -> {
            requireRunning(call, event);
            if (!peer.unsubscribe(callId, ref(event))) {
                event.unsubscribe(subscriber);
            }
        });
    }

    private void requireRunning(PeerCall call, HubEvent event) {
        if (call.isOver() || !connection().isOpen()) {
            throw new SubscriptionException(
                    "subscriptions to " + event.name() + " change before the reply, and while the client is connected");
        }
    }

    private static EventRef ref(HubEvent event) {
        return new EventRef(event.id(), event.name());
    }

    @Override
    public Loop loop() {
        return connection().loop();
    }

    @Override
    public boolean isReady() {
        return peer.isWritable();
    }

    @Override
    public void push(Publication publication) {
        peer.push(publication.encoded(EventFrame.class, ExportedPeer::frame));
    }

    private static EventFrame frame(Publication publication) {
        return new EventFrame(
                new EventRef(publication.eventId(), publication.name()),
                publication.data().toJson());
    }

    @Override
    public void broadcast(Publication publication, UUID uuid, int hop) {
        peer.broadcast(publication.encoded(
                BroadcastFrame.class,
                one -> new BroadcastFrame(one.name(), one.data().toJson(), uuid, hop)));
    }

    @Override
    public void removed(HubEvent event) {
        peer.remove(ref(event));
    }

    @Override
    public void disconnect(String why) {
        connection().refuse(why);
    }

    @Override
    public void onWritable() {
        subscriber.resume();
    }

    /// W-73.
    @Override
    public void onUnexpected(int eventId) {
        subscriber.unsubscribe(eventId);
    }

    // ---- the end

    @Override
    public void onHangup() {
        export.core().connections().remove(this);
        subscriber.close();
        releaseUnnamed();
        running.close();
        export.over(this);
        drained.complete(null);
        over.complete(null);
    }

    @Override
    public ConnectionInfo info() {
        return new ConnectionInfo(
                connection().id(),
                peer.isLegacy() ? "legacy" : "wsapi",
                connection().peerName(),
                api(),
                running.size(),
                subscriber.subscriptionCount(),
                since);
    }

    Connection connection() {
        return peer.connection();
    }

    ServerPeer peer() {
        return peer;
    }

    String api() {
        return export.api();
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

    @Override
    public String toString() {
        return connection().toString();
    }
}
