package afb4j.client.json1;

import afb4j.api.Json;
import afb4j.client.AfbClient;
import afb4j.protocol.ProtocolLimits;
import afb4j.sequencer.Loop;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.transport.TransportConfig;
import afb4j.transport.TransportException;
import afb4j.transport.link.LinkConfig;
import afb4j.transport.link.LinkConfig.WhileDown;
import afb4j.transport.link.LinkListener;
import afb4j.transport.link.LinkState;
import afb4j.transport.netty.NettyNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Collects how to connect a [Json1Client]. Not thread-safe.
public final class Json1ClientBuilder {

    private final String shownAddress;
    private final Json1Address address;
    private Identity identity = Identity.NONE;
    private Duration callTimeout = AfbClient.Builder.DEFAULT_CALL_TIMEOUT;
    private Duration connectTimeout = TransportConfig.DEFAULT.connectTimeout();
    private int maxMessageBytes = ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES;
    private int maxPending = TransportConfig.MAX_IN_FLIGHT;
    private RetryPolicy retry = LinkConfig.DEFAULT_RETRY;
    private WhileDown whileDown = WhileDown.WAIT;
    private LinkListener onState = _ -> {};
    private Json1Listener listener = Json1Listener.NONE;
    private @Nullable TlsTrust trust;
    private final List<BiConsumer<String, Json>> ofAll = new ArrayList<>();
    private final Map<String, List<Consumer<Json>>> named = new HashMap<>();
    private final List<Json1Call> firstCalls = new ArrayList<>();

    Json1ClientBuilder(String shownAddress, Json1Address address) {
        this.shownAddress = shownAddress;
        this.address = address;
    }

    /// The session that all calls belong to. Default: one that the binder makes, a new one after each loss.
    ///
    /// @throws IllegalArgumentException when `uuid` has more than 36 bytes (http-and-wsj1.md 2.2)
    public Json1ClientBuilder session(String uuid) {
        int bytes = uuid.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > AfbClient.MAX_SESSION_BYTES) {
            throw new IllegalArgumentException(
                    "the uuid of the session has " + bytes + " bytes, the limit is " + AfbClient.MAX_SESSION_BYTES);
        }
        identity = identity.withSession(uuid);
        return this;
    }

    /// The token that all calls carry, until [Json1Client#token] replaces it. Default: none.
    public Json1ClientBuilder token(String token) {
        identity = identity.withToken(token);
        return this;
    }

    /// How long a call may take before its reply is `timeout`; zero means no limit. Default 30 s.
    public Json1ClientBuilder callTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("callTimeout is " + timeout + ", expected zero or more");
        }
        callTimeout = timeout;
        return this;
    }

    /// How long opening the connection may take. Default 10 s.
    public Json1ClientBuilder connectTimeout(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("connectTimeout is " + timeout + ", expected more than zero");
        }
        connectTimeout = timeout;
        return this;
    }

    /// Longest message, in and out, in bytes. Default 1 048 500 (http-and-wsj1.md 3.2).
    public Json1ClientBuilder maxMessageBytes(int bytes) {
        maxMessageBytes = bytes;
        return this;
    }

    /// How many calls may wait for their reply, and as many for a connection; the next is answered `busy`.
    /// Default 4095.
    public Json1ClientBuilder maxPending(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("maxPending is " + calls + ", expected 1 or more");
        }
        maxPending = calls;
        return this;
    }

    /// When to try again after the connection was lost. Default: [LinkConfig#DEFAULT_RETRY], for ever.
    public Json1ClientBuilder retry(RetryPolicy policy) {
        retry = policy;
        return this;
    }

    /// What happens to calls while the connection is lost. Default: they wait, up to their time limit.
    public Json1ClientBuilder whileDown(WhileDown reaction) {
        whileDown = reaction;
        return this;
    }

    /// One connection and no other: once it is lost, the state is [LinkState.Exhausted] and calls are
    /// answered `disconnected`.
    public Json1ClientBuilder once() {
        return retry(RetryPolicy.none()).whileDown(WhileDown.FAIL);
    }

    /// What hears of the states of the link, on the loop; when a connection was lost, after what was pending
    /// was answered. Must not block.
    public Json1ClientBuilder onState(LinkListener hears) {
        onState = hears;
        return this;
    }

    /// A call to be made on each connection, before all others, and whose reply nobody wants: to subscribe to
    /// events, say. May be given several times.
    ///
    /// @throws IllegalArgumentException as [Json1Client#callAsync]
    public Json1ClientBuilder onEachConnection(String api, String verb, @Nullable Object argument) {
        firstCalls.add(Json1Call.of(api, verb, argument));
        return this;
    }

    /// What hears of all events: name (`API/EVENT`) and data, on the loop, in the order of the wire; must not
    /// block. May be given several times.
    public Json1ClientBuilder onEvent(BiConsumer<String, Json> handler) {
        ofAll.add(handler);
        return this;
    }

    /// What hears of the event `API/EVENT`: its data, otherwise as [#onEvent(BiConsumer)].
    public Json1ClientBuilder onEvent(String name, Consumer<Json> handler) {
        named.computeIfAbsent(name, _ -> new ArrayList<>()).add(handler);
        return this;
    }

    /// What hears of all that comes besides replies, before the handlers of events.
    public Json1ClientBuilder listener(Json1Listener hears) {
        listener = hears;
        return this;
    }

    /// Whose certificates are taken over `wss`. Default: [TlsTrust#ofSystem()].
    public Json1ClientBuilder trust(TlsTrust whom) {
        trust = whom;
        return this;
    }

    /// Connects. Blocks until the connection is open; not to be called on the loop of another client.
    ///
    /// @throws TransportException when no binder answers there, or not in time; the message says what to do
    /// @throws IllegalArgumentException when a limit is out of range
    public Json1Client connect() {
        SSLContext tls = tls();
        ProtocolLimits limits =
                ProtocolLimits.builder().maxMessageBytes(maxMessageBytes).build();
        LinkSettings settings = new LinkSettings(identity, limits, maxPending, retry, whileDown, firstCalls);
        Json1Events events = new Json1Events(listener, List.copyOf(ofAll), Map.copyOf(named));
        CompletableFuture<Void> first = new CompletableFuture<>();
        LinkListener owner = onState;
        NettyNetwork network = NettyNetwork.open(TransportConfig.builder()
                .ioThreads(1)
                .connectTimeout(connectTimeout)
                .limits(limits)
                .build());
        Loop loop = network.loop();
        Opener opener = new NetworkOpener(network, loop, address, tls);
        Json1Link link = new Json1Link(loop, opener, settings, events, state -> {
            tellFirst(first, state);
            owner.onState(state);
        });
        return new Json1Client(loop, opener, link, callTimeout).opened(first, shownAddress);
    }

    private @Nullable SSLContext tls() {
        if (!address.isSecure()) {
            return null;
        }
        return (trust == null ? TlsTrust.ofSystem() : trust).context();
    }

    private static void tellFirst(CompletableFuture<Void> first, LinkState state) {
        switch (state) {
            case LinkState.Ready _ -> first.complete(null);
            case LinkState.Waiting failed -> first.completeExceptionally(failed.cause());
            case LinkState.Exhausted failed -> first.completeExceptionally(failed.cause());
            case LinkState.Closed _ -> first.completeExceptionally(new TransportException("closed"));
            case LinkState.Idle _, LinkState.Connecting _ -> {}
        }
    }
}
