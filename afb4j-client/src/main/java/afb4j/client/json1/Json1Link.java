package afb4j.client.json1;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Json;
import afb4j.api.Status;
import afb4j.protocol.CloseCode;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.json.Json1Receiver;
import afb4j.protocol.json.Json1Texts;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.sequencer.retry.RetryDecision;
import afb4j.sequencer.retry.RetrySession;
import afb4j.transport.TransportException;
import afb4j.transport.WebSocket;
import afb4j.transport.link.LinkConfig.WhileDown;
import afb4j.transport.link.LinkListener;
import afb4j.transport.link.LinkState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The calling end of a JSON websocket, through all its connections.
///
/// **Promises.** Each call gets exactly one reply, whatever happens: that of the binder, or one that stands
/// for it. Calls leave in the order they came. What was pending when a connection was lost is answered
/// `disconnected` and never sent again: the binder may have run it. A call whose caller has given up is not
/// sent; its late reply is dropped. The first calls of the settings leave on each connection before all
/// others. A token that was replaced goes with the next call, and with the next connection.
///
/// **Bounds.** `maxPending` calls wait for replies, as many for a connection; beyond that, and while more
/// than 64 M characters wait for a binder that does not read, the answer is `busy`. Messages keep to the
/// limits in both directions.
///
/// **Failures.** A binder that breaks the protocol is told so with a close code (http-and-wsj1.md 3.2, 3.4),
/// and its connection is lost as by any other cause. A reply to an id that nobody waits for is dropped. A
/// call of the binder is answered `unimplemented` (3.3).
///
/// **States** are [LinkState], and the owner hears of each change: after all replies that belong to it. Tasks
/// of callers come by the loop, so nothing here is entered twice.
@ConfinedTo("loop of the client")
final class Json1Link {

    static final long MAX_OUTBOUND_CHARS = 64L << 20;

    private static final System.Logger LOGGER = System.getLogger(Json1Link.class.getName());

    private final Loop loop;
    private final Opener opener;
    private final LinkSettings settings;
    private final Json1Events events;
    private final LinkListener owner;
    private final Json1Texts texts;
    private final RetrySession retry;

    private final Map<String, PendingCall> pending = new LinkedHashMap<>();
    private final Deque<PendingCall> waiting = new ArrayDeque<>();
    private long lastId;

    private Identity identity;

    /// Whether the binder has not been told of the token yet.
    private boolean isTokenNew;

    private volatile LinkState state = new LinkState.Idle();

    /// What the present connection brings, null while there is none.
    private @Nullable Incoming incoming;

    private Loop.Alarm again = () -> {};

    Json1Link(Loop loop, Opener opener, LinkSettings settings, Json1Events events, LinkListener owner) {
        this.loop = loop;
        this.opener = opener;
        this.settings = settings;
        this.events = events;
        this.owner = owner;
        this.identity = settings.identity();
        this.texts = Json1Texts.create(settings.limits());
        this.retry = settings.retry().session(RandomGenerator.getDefault(), loop::nanoTime);
    }

    /// What the link is doing. Any thread.
    LinkState state() {
        return state;
    }

    /// Begins to connect.
    void open() {
        if (state instanceof LinkState.Idle || state instanceof LinkState.Exhausted) {
            connect();
        }
    }

    private void connect() {
        moveTo(new LinkState.Connecting());
        isTokenNew = false;
        Incoming attempt = new Incoming();
        opener.open(identity, attempt)
                .whenComplete((wire, failure) -> loop.execute(() -> {
                    if (wire != null) {
                        ready(attempt, wire);
                    } else {
                        failed(failure);
                    }
                }));
    }

    private void ready(Incoming opened, WebSocket wire) {
        if (state instanceof LinkState.Closed) {
            wire.close(CloseCode.NORMAL.code(), "");
            return;
        }
        incoming = opened;
        opened.begin(wire);
        if (incoming == null) {
            return; // it was over before it began
        }
        retry.reset();
        settings.firstCalls().forEach(call -> send(opened, new PendingCall(call)));
        for (PendingCall call = waiting.poll(); call != null; call = waiting.poll()) {
            if (call.isWanted()) {
                send(opened, call);
            }
        }
        moveTo(new LinkState.Ready());
    }

    private void failed(@Nullable Throwable failure) {
        if (!(state instanceof LinkState.Closed)) {
            tryAgain(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure == null ? new TransportException("nothing was opened") : failure);
        }
    }

    private void lost(String why) {
        incoming = null;
        endAll(pending.values(), Json1Reply.HUNG_UP);
        tryAgain(new TransportException(why));
    }

    private void tryAgain(Throwable cause) {
        switch (retry.next(cause)) {
            case RetryDecision.Again next -> {
                again = loop.at(loop.nanoTime() + next.delay().toNanos(), this::connect);
                moveTo(new LinkState.Waiting(next.delay(), next.attempt(), cause));
            }
            case RetryDecision.Exhausted exhausted -> {
                retry.reset();
                endAll(waiting, Json1Reply.HUNG_UP);
                moveTo(new LinkState.Exhausted(exhausted.attempts(), cause));
            }
        }
    }

    /// Sends the call, or lets it wait for a connection, or answers it.
    void call(PendingCall call) {
        Incoming open = incoming;
        if (open != null) {
            send(open, call);
        } else if (!mayWait()) {
            call.end(Json1Reply.HUNG_UP);
        } else if (isFull()) {
            call.end(busy(waiting.size() + " calls wait for the connection"));
        } else {
            waiting.add(call);
            open();
        }
    }

    private boolean mayWait() {
        return !(state instanceof LinkState.Closed) && settings.whileDown() == WhileDown.WAIT;
    }

    private boolean isFull() {
        return waiting.size() >= settings.maxPending() && !waiting.removeIf(call -> !call.isWanted());
    }

    private static Json1Reply busy(String why) {
        return Json1Reply.of(Status.named("busy").withInfo(why));
    }

    private void send(Incoming open, PendingCall pendingCall) {
        if (pending.size() >= settings.maxPending()) {
            pendingCall.end(busy(pending.size() + " calls are pending, the limit is " + settings.maxPending()));
        } else if (open.wire().outboundChars() > MAX_OUTBOUND_CHARS) {
            pendingCall.end(busy("the binder does not read, more than " + MAX_OUTBOUND_CHARS + " characters wait"));
        } else {
            String id = Long.toString(++lastId);
            try {
                open.wire().send(text(id, pendingCall.call()));
                isTokenNew = false;
                pending.put(id, pendingCall);
            } catch (ProtocolException tooLong) {
                pendingCall.end(
                        Json1Reply.of(Status.INTERNAL_ERROR.withInfo("can't send message: " + tooLong.getMessage())));
            }
        }
    }

    private String text(String id, Json1Call call) {
        return texts.call(id, call.api(), call.verb(), call.argumentUtf8(), isTokenNew ? identity.token() : null);
    }

    /// Sends an event, if there is a connection.
    void event(String name, byte[] body) {
        Incoming open = incoming;
        if (open == null) {
            LOGGER.log(DEBUG, "event {0} not sent: there is no connection", name);
        } else {
            open.wire().send(texts.event(name, body));
        }
    }

    /// Replaces the token, from the next call on.
    void token(String token) {
        identity = identity.withToken(token);
        isTokenNew = true;
    }

    /// Ends the link: what is pending or waits is answered `disconnected`. Completes when its connection is
    /// over. Idempotent.
    CompletionStage<Void> close() {
        Incoming open = incoming;
        if (!(state instanceof LinkState.Closed)) {
            again.cancel();
            incoming = null;
            Json1Reply closed = Json1Reply.of(Status.DISCONNECTED);
            state = new LinkState.Closed(); // what is called meanwhile finds nothing open
            endAll(pending.values(), closed);
            endAll(waiting, closed);
            moveTo(state);
        }
        if (open == null) {
            return CompletableFuture.completedStage(null);
        }
        open.wire().close(CloseCode.NORMAL.code(), "");
        return open.wire().over();
    }

    private static void endAll(Collection<PendingCall> calls, Json1Reply reply) {
        List<PendingCall> all = new ArrayList<>(calls);
        calls.clear();
        all.forEach(call -> call.end(reply));
    }

    private void moveTo(LinkState next) {
        LOGGER.log(DEBUG, () -> "json1 link: " + state + " -> " + next);
        state = next;
        owner.onState(next);
    }

    /// What comes over one connection.
    private final class Incoming implements WebSocket.Listener, Json1Receiver {

        private @Nullable WebSocket wire;
        private @Nullable String whyOver;

        void begin(WebSocket opened) {
            wire = opened;
            if (whyOver != null) {
                lost(whyOver);
            } else {
                opened.start();
            }
        }

        WebSocket wire() {
            if (wire == null) {
                throw new IllegalStateException("a connection that has not begun");
            }
            return wire;
        }

        @Override
        public void onText(String text) {
            if (!equals(incoming)) {
                return;
            }
            try {
                texts.read(text, this);
            } catch (ProtocolException broken) {
                LOGGER.log(WARNING, "json1 link: closed with {0}: {1}", broken.closeCode(), broken.getMessage());
                wire().close(broken.closeCode().code(), broken.closeReason());
                lost("it broke the protocol: " + broken.getMessage());
            }
        }

        @Override
        public void onOver(String why) {
            whyOver = why;
            if (equals(incoming)) {
                lost(why);
            }
        }

        @Override
        public void onReply(String id, boolean isSuccess, byte[] body) {
            PendingCall call = pending.remove(id);
            if (call == null) {
                LOGGER.log(DEBUG, "json1 link: a reply to a call that is not pending was dropped");
            } else {
                call.end(new Json1Reply(isSuccess, Json.received(body)));
            }
        }

        @Override
        public void onEvent(String name, byte[] body, byte[] data) {
            events.onEvent(name, body, data);
        }

        @Override
        public void onCall(String id, String api, String verb, byte[] argument) {
            wire().send(texts.failure(id, "unimplemented"));
            events.onCall(api, verb, argument);
        }
    }
}
