package afb4j.server.http.json1;

import static java.lang.System.Logger.Level.WARNING;

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
import afb4j.core.session.LiveSession;
import afb4j.protocol.CloseCode;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.TextCache;
import afb4j.protocol.json.Envelope;
import afb4j.protocol.json.Json1Decoder;
import afb4j.protocol.json.Json1Encoder;
import afb4j.protocol.json.Json1Message;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.server.http.Envelopes;
import afb4j.server.rpc.SubscriptionChanges;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The server's end of `x-afb-ws-json1` on one websocket: brings the calls of a browser to the dispatcher and
/// their replies back, and events to it (http-and-wsj1.md 3.3 to 3.5, 4).
///
/// **Promises.** Calls run at the same time, and each reply goes out when it is ready (3.5). An event pushed
/// before a reply leaves before it; none leaves after its unsubscription was answered. At most `maxInFlight`
/// calls wait for their replies: then nothing is read until half of them were answered. A text that is no
/// message, or a reply to what was not asked, ends the connection, and no other one.
///
/// **Does not promise** that what it says arrives: after the end it is dropped (R21 holds all the same). While
/// more than `maxOutboundBytes` wait for a browser that does not read, an error stands for each reply.
/// Events wait at the hub from `maxEventBytes` on, which drops them by its policy, or has the browser closed
/// with 1013.
@ConfinedTo("connection event loop")
final class Json1Peer implements TextListener, EventSink, MonitoredConnection {

    private static final System.Logger LOGGER = System.getLogger(Json1Peer.class.getName());
    private static final Envelope STOPPING =
            Envelopes.of(Reply.of(Status.DISCONNECTED.withInfo("the binder is stopping")));
    private static final Envelope CANNOT_SEND =
            Envelopes.of(Reply.of(Status.INTERNAL_ERROR.withInfo("can't send the reply: too much waits already")));
    /// For errors, which must go out whatever the limits are.
    private static final Json1Encoder UNLIMITED =
            Json1Encoder.create(Integer.MAX_VALUE - 64).inFrames();

    private static final Envelope TOO_LONG =
            Envelopes.of(Reply.of(Status.INTERNAL_ERROR.withInfo("can't send the reply: it is too long")));

    private final TextConnection connection;
    private final Json1Export export;
    private final Browser browser;
    private final TransportConfig config;
    private final Json1Encoder encoder;
    private final RunningCalls running;
    private final Subscriber subscriber;
    private final SubscriptionChanges changes;
    private final TextCache names = new TextCache();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /// What calls present from now on.
    private @Nullable String token;

    private final Instant since = Instant.now();
    private int inFlight;
    private boolean full;
    private boolean draining;
    private boolean dropping;

    Json1Peer(TextConnection connection, Json1Export export, Browser browser) {
        this.connection = connection;
        this.export = export;
        this.browser = browser;
        this.token = browser.token();
        this.config = export.config().transport();
        this.encoder = Json1Encoder.create(maxReplyBytes(config)).inFrames();
        this.running =
                new RunningCalls(connection.loop(), export.core().config().callTimeout());
        this.subscriber = export.core().events().subscriber(this);
        this.changes = new SubscriptionChanges(this, subscriber);
        export.core().events().add(subscriber);
        export.core().connections().add(this);
    }

    private static int maxReplyBytes(TransportConfig config) {
        return (int) Math.min(config.maxOutboundBytes(), Integer.MAX_VALUE - 64);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public ConnectionInfo info() {
        return new ConnectionInfo(
                browser.id(), "json1", browser.peer(), "", inFlight, subscriber.subscriptionCount(), since);
    }

    // ---- calls

    @Override
    public void onText(ByteBuf text) {
        switch (Json1Decoder.decode(text, config.limits(), names)) {
            case Json1Message.Call call -> onCall(call);
            case Json1Message.Reply reply ->
                throw new ProtocolException(
                        Reason.UNBOUND_CALL_ID,
                        "reply to a call of " + reply.id().length() + " characters, none was made");
            case Json1Message.Event _ -> {} // http-and-wsj1.md 3.3: a server has no use for it
        }
    }

    private void onCall(Json1Message.Call message) {
        if (message.token() != null) {
            token = message.token();
        }
        if (draining) {
            send(message.id(), STOPPING);
            return;
        }
        LiveSession session;
        try {
            session = browser.session().retained();
        } catch (NoSessionException noRoom) { // its session was closed, and there is no room for another one
            String why = String.valueOf(noRoom.getMessage());
            send(message.id(), Envelopes.of(Reply.of(Status.OUT_OF_MEMORY.withInfo(why))));
            return;
        }
        Json1Call call = new Json1Call(this, message, session, token);
        asked();
        export.core().dispatcher().dispatchPublic(call);
        if (!call.isOver()) { // a non-blocking verb has answered already, as a rule
            running.add(call, loop().nanoTime());
        }
    }

    private void asked() {
        inFlight++;
        if (inFlight >= config.maxInFlight() && !full) {
            full = true;
            connection.reading(false);
        }
    }

    /// A call was answered. On the loop.
    void answered(Json1Call call, String callId, Envelope envelope) {
        if (running.contains(call)) {
            running.remove(call);
        }
        inFlight--;
        if (full && inFlight <= config.maxInFlight() / 2) {
            full = false;
            connection.reading(true);
        }
        send(callId, envelope);
        if (draining && inFlight == 0) {
            drained.complete(null);
        }
    }

    private void send(String callId, Envelope envelope) {
        if (!connection.isOpen()) {
            return;
        }
        ByteBuf out = connection.output();
        if (isRead()) {
            try {
                encoder.reply(out, callId, envelope);
            } catch (ProtocolException tooLong) {
                LOGGER.log(WARNING, "{0}: a reply is not sent: {1}", this, tooLong.getMessage());
                UNLIMITED.reply(out, callId, TOO_LONG);
            }
        } else {
            UNLIMITED.reply(out, callId, CANNOT_SEND);
        }
        connection.written();
    }

    /// Whether the browser reads what it is sent, so that there is room for more.
    private boolean isRead() {
        boolean read = connection.outboundBytes() <= config.maxOutboundBytes();
        if (!read && !dropping) {
            LOGGER.log(
                    WARNING,
                    this + ": the client does not read its replies, more than " + config.maxOutboundBytes()
                            + " bytes wait; further ones are dropped");
        }
        dropping = !read;
        return read;
    }

    // ---- events

    /// Subscribes the requester of a call that is not answered yet. Any thread; one that may not wait goes on
    /// before it is done, and a failure is logged.
    void watch(Json1Call call, HubEvent event, SubscribeOptions options) {
        changes.subscribe(event, () -> {
            requireRunning(call, event);
            event.subscribe(subscriber, options);
        });
    }

    /// Ends a subscription.
    void unwatch(Json1Call call, HubEvent event) {
        changes.unsubscribe(() -> {
            requireRunning(call, event);
            event.unsubscribe(subscriber);
        });
    }

    private void requireRunning(Json1Call call, HubEvent event) {
        if (call.isOver() || !connection.isOpen()) {
            throw new SubscriptionException(
                    "subscriptions to " + event.name() + " change before the reply, and while the client is connected");
        }
    }

    /// Lets go of the session of a call. The last to do so keeps what is kept in it (P10).
    void release(LiveSession session) {
        if (connection.isOpen()) {
            session.release();
        } else {
            session.releaseKept();
        }
    }

    @Override
    public Loop loop() {
        return connection.loop();
    }

    @Override
    public boolean isReady() {
        return connection.isOpen() && connection.outboundBytes() <= config.maxEventBytes();
    }

    /// A browser is no other binder: no broadcast travels further from it (http-and-wsj1.md 4).
    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public void push(Publication publication) {
        EventFrame.of(publication).writeTo(connection.output());
        connection.written();
    }

    @Override
    public void broadcast(Publication publication, UUID uuid, int hop) {
        push(publication);
    }

    /// Nothing is said of it (http-and-wsj1.md 4).
    @Override
    public void removed(HubEvent event) {}

    @Override
    public void disconnect(String why) {
        connection.close(CloseCode.TRY_AGAIN_LATER, "too-slow");
    }

    @Override
    public void onWritable() {
        subscriber.resume();
    }

    // ---- the end

    @Override
    public void onClosed() {
        export.core().connections().remove(this);
        subscriber.close();
        browser.session().releaseKept();
        running.close();
        export.over(this);
        drained.complete(null);
        over.complete(null);
    }

    /// Answers calls that still come with `disconnected`; completes when none runs any more.
    CompletableFuture<Void> drain() {
        connection.execute(() -> {
            draining = true;
            if (inFlight == 0) {
                drained.complete(null);
            }
        });
        return drained;
    }

    /// Closes the connection, because the binder stops; completes when it is over.
    CompletableFuture<Void> close() {
        connection.close(CloseCode.GOING_AWAY, "");
        return over;
    }

    @Override
    public String toString() {
        return browser.toString();
    }
}
