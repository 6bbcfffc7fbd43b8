package afb4j.transport.link;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.sequencer.CloseCause;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.ConnectOptions;
import afb4j.sequencer.Leaving;
import afb4j.sequencer.Loop;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.retry.RetryDecision;
import afb4j.transport.Network;
import afb4j.transport.TransportException;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.DescriptionListener;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ReplyListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The calling end of a link between two programs, through all its connections.
///
/// **Promises.** Each call gets exactly one reply, whatever happens to the connection: that of the server, or
/// one that stands for it. Calls leave in the order they came (S-20). What was pending when a connection was
/// lost is answered `disconnected` and never sent again: the server may have run it. A call whose caller has
/// given up is not sent. A new connection starts from nothing (S-25): sessions and tokens are announced again
/// by the calls that use them, events are lost and come with new ids. Who wants its subscriptions back asks
/// for them when the link is [LinkState.Ready] again: what is called while it is told of that leaves before
/// all that waited.
///
/// **Opening.** A lazy link connects for the call that needs it; when that fails, the calls that waited are
/// answered `disconnected`, and the next one tries again (W-99). An eager link connects at once and, after a
/// failure or a loss, by its retry policy, whose count starts again with each connection that was made.
///
/// **States** are [LinkState]; the owner hears of each change. A sequencer drives them: connecting,
/// connected, lost and waiting are its signals, one in each turn of the loop, so that they never nest.
@ConfinedTo("loop of the link")
public final class Link implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Link.class.getName());
    /// Generous: the first link of a process loads classes.
    private static final Duration SLOW_HANDLER = Duration.ofSeconds(1);

    private static final Reply DISCONNECTED = Reply.of(Status.DISCONNECTED);
    private static final Reply BUSY = Reply.of(Status.named("busy").withInfo("too many calls wait for the connection"));

    private final LinkConfig config;
    private final Network network;
    private final LinkListener listener;
    private final RemoteEventListener events;
    private final Loop loop;
    private final Sequencer<Link, Wanted> sequencer;

    /// What waits for a connection; bounded by the calls a connection may have in flight.
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private volatile LinkState state = new LinkState.Idle();

    /// The calling end of the open connection, null while there is none.
    private @Nullable ClientPeer peer;

    /// A connection is wanted.
    private record Wanted() {}

    /// What waits for a connection.
    private sealed interface Waiting {

        default boolean isWanted() {
            return true;
        }

        void send(ClientPeer peer);

        void fail(Reply why);
    }

    private record WaitingCall(OutboundCall call, ReplyListener listener) implements Waiting {

        @Override
        public boolean isWanted() {
            return listener.isWanted();
        }

        @Override
        public void send(ClientPeer peer) {
            peer.call(call, listener);
        }

        @Override
        public void fail(Reply why) {
            listener.onReply(why);
        }
    }

    private record WaitingDescription(DescriptionListener listener) implements Waiting {

        @Override
        public void send(ClientPeer peer) {
            peer.describe(listener);
        }

        @Override
        public void fail(Reply why) {
            listener.onDescription(Json.NULL);
        }
    }

    /// A link of `network` that wants no events; the network closes it at its own end at the latest.
    public Link(Network network, LinkConfig config, LinkListener listener) {
        this(network, config, listener, RemoteEventListener.NONE);
    }

    /// A link of `network`, which closes it at its own end at the latest. `events` hears of the events of the
    /// server, through all connections.
    public Link(Network network, LinkConfig config, LinkListener listener, RemoteEventListener events) {
        this.config = config;
        this.events = events;
        this.network = network;
        this.listener = listener;
        this.loop = network.loop();
        this.sequencer = network.sequencers()
                .start(SequencerSpec.<Link, Wanted>builder("link " + config.name(), () -> this, Link::on)
                        .loop(loop)
                        .retryPolicy(config.retry())
                        .slowHandler(SLOW_HANDLER)
                        .build());
    }

    /// What the link is doing. Any thread.
    public LinkState state() {
        return state;
    }

    /// The loop of the link and of all its connections: listeners of replies are called there.
    public Loop loop() {
        return loop;
    }

    /// Calls for nobody in particular, see [#call(OutboundCall, ReplyListener)].
    public void call(String verb, Json argument, ReplyListener replyListener) {
        call(OutboundCall.of(verb, argument), replyListener);
    }

    /// Calls. Any thread; `listener` is told on the loop of the link.
    public void call(OutboundCall call, ReplyListener replyListener) {
        if (loop.inLoop()) {
            callOnLoop(call, replyListener);
        } else {
            loop.execute(() -> callOnLoop(call, replyListener));
        }
    }

    private void callOnLoop(OutboundCall call, ReplyListener replyListener) {
        ClientPeer open = peer;
        if (open != null && open.connection().isOpen()) {
            open.call(call, replyListener);
        } else {
            await(new WaitingCall(call, replyListener));
        }
    }

    /// Asks for the description of the API, over a new connection if need be, as a call does (W-99). Any
    /// thread; `listener` is told on the loop of the link.
    public void describe(DescriptionListener descriptionListener) {
        loop.execute(() -> {
            ClientPeer open = peer;
            if (open != null && open.connection().isOpen()) {
                open.describe(descriptionListener);
            } else {
                await(new WaitingDescription(descriptionListener));
            }
        });
    }

    /// Tells the server that a session has ended here, if it was told of it (W-52). Any thread.
    public void dropSession(String uuid) {
        loop.execute(() -> {
            if (peer != null) {
                peer.dropSession(uuid);
            }
        });
    }

    /// Tells the server that a token will not be used any more, if it was told of it. Any thread.
    public void dropToken(String token) {
        loop.execute(() -> {
            if (peer != null) {
                peer.dropToken(token);
            }
        });
    }

    private void await(Waiting what) {
        if (!mayWait()) {
            what.fail(DISCONNECTED);
        } else if (isFull()) {
            what.fail(BUSY);
        } else {
            waiting.add(what);
            want();
        }
    }

    private boolean isFull() {
        return waiting.size() >= network.config().maxInFlight() && !waiting.removeIf(call -> !call.isWanted());
    }

    private boolean mayWait() {
        if (state instanceof LinkState.Closed) {
            return false;
        }
        return config.opening() == LinkConfig.Opening.LAZY || config.whileDown() == LinkConfig.WhileDown.WAIT;
    }

    /// Asks for a connection, unless one is open, being opened or waited for.
    private void want() {
        if (state instanceof LinkState.Idle || state instanceof LinkState.Exhausted) {
            sequencer.offer(new Wanted());
        }
    }

    /// Opens the connection now, if there is none; a lazy link needs not be told. Any thread.
    public void open() {
        loop.execute(this::want);
    }

    /// Closes the link: what is pending or waits is answered `disconnected`. Any thread, idempotent.
    @Override
    public void close() {
        sequencer.close();
    }

    /// Completes when the link is closed and its connection is over.
    public CompletionStage<?> completion() {
        return sequencer.completion();
    }

    // ---- the sequence; it may begin before the constructor has its sequencer, so it is handed on

    private static Verdict on(Sequencer<Link, Wanted> sequencer, Link link, Signal<Wanted> signal) {
        switch (signal) {
            case Signal.Created<Wanted> _ -> {
                if (link.config.opening() == LinkConfig.Opening.EAGER) {
                    link.connect(sequencer);
                }
            }
            case Signal.Message<Wanted> _ -> {
                if (link.state instanceof LinkState.Idle || link.state instanceof LinkState.Exhausted) {
                    link.connect(sequencer);
                }
            }
            case Signal.TimedOut<Wanted> _ -> link.connect(sequencer);
            case Signal.Connected<Wanted> connected ->
                connected.connection().ifOpen(opened -> link.ready(sequencer, (ClientPeer) opened));
            case Signal.ConnectFailed<Wanted> failed -> link.failed(sequencer, failed.cause());
            case Signal.ConnectionClosed<Wanted> closed -> link.lost(sequencer, failure(closed.cause()));
            case Signal.Heartbeat<Wanted> _ -> {}
            case Signal.Destroyed<Wanted> _ -> link.ended();
        }
        return Verdict.CONTINUE;
    }

    private static TransportException failure(CloseCause cause) {
        return switch (cause) {
            case CloseCause.Broken broken ->
                new TransportException(String.valueOf(broken.cause().getMessage()));
            case CloseCause.Peer closed -> new TransportException("the server hung up: " + closed.text());
            case CloseCause.Local _ -> new TransportException("closed by this side");
            case CloseCause.Validity silent -> new TransportException("no sign of life for " + silent.silence());
        };
    }

    private void connect(Sequencer<Link, Wanted> running) {
        moveTo(new LinkState.Connecting());
        running.connect(
                new PeerConnector(network, config.address(), config.protocol(), events),
                ConnectOptions.DEFAULT
                        .withTimeout(network.config().connectTimeout())
                        .withLeaving(Leaving.CLOSE));
    }

    private void ready(Sequencer<Link, Wanted> running, ClientPeer opened) {
        peer = opened;
        running.retry().reset();
        moveTo(new LinkState.Ready());
        while (!waiting.isEmpty() && opened.connection().isOpen()) {
            Waiting next = waiting.remove();
            if (next.isWanted()) {
                next.send(opened);
            }
        }
    }

    /// No connection came about.
    private void failed(Sequencer<Link, Wanted> running, Throwable cause) {
        if (config.opening() == LinkConfig.Opening.EAGER) {
            tryAgain(running, cause);
        } else {
            LOGGER.log(INFO, "link {0}: {1}", config.name(), cause.getMessage());
            moveTo(new LinkState.Idle());
            answerWaiting();
        }
    }

    /// The connection is gone. Calls that came since then want a new one.
    private void lost(Sequencer<Link, Wanted> running, Throwable cause) {
        peer = null;
        if (config.opening() == LinkConfig.Opening.EAGER) {
            tryAgain(running, cause);
        } else {
            LOGGER.log(INFO, "link {0}: {1}", config.name(), cause.getMessage());
            moveTo(new LinkState.Idle());
            if (!waiting.isEmpty()) {
                connect(running);
            }
        }
    }

    private void tryAgain(Sequencer<Link, Wanted> running, Throwable cause) {
        RetryDecision decision = running.retry().next(cause);
        running.retryAfter(decision, this);
        switch (decision) {
            case RetryDecision.Again again -> moveTo(new LinkState.Waiting(again.delay(), again.attempt(), cause));
            case RetryDecision.Exhausted exhausted -> {
                moveTo(new LinkState.Exhausted(exhausted.attempts(), cause));
                running.retry().reset();
                answerWaiting();
            }
        }
    }

    private void ended() {
        peer = null;
        moveTo(new LinkState.Closed());
        answerWaiting();
    }

    private void answerWaiting() {
        while (!waiting.isEmpty()) {
            Waiting next = waiting.remove();
            if (next.isWanted()) {
                next.fail(DISCONNECTED);
            }
        }
    }

    private void moveTo(LinkState next) {
        LOGGER.log(DEBUG, () -> "link " + config.name() + ": " + state + " -> " + next);
        state = next;
        listener.onState(next);
    }
}
