package afb4j.client;

import afb4j.api.Data;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.protocol.ProtocolLimits;
import afb4j.sequencer.Loop;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.transport.Address;
import afb4j.transport.Network;
import afb4j.transport.Sockspec;
import afb4j.transport.TransportConfig;
import afb4j.transport.TransportException;
import afb4j.transport.link.Link;
import afb4j.transport.link.LinkConfig;
import afb4j.transport.link.LinkListener;
import afb4j.transport.link.LinkState;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.Identity;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ReplyListener;
import com.google.errorprone.annotations.ThreadSafe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A link to one API of a binder. When its connection is lost it is opened again, by a retry policy; calls
/// made meanwhile wait for it, up to their time limit.
///
/// ```java
/// try (AfbClient radio = AfbClient.connect("unix:/run/afb/radio")) {
///     Reply reply = radio.call("tune", new Station(94.2));
/// }
/// ```
///
/// Each call gets exactly one [Reply]; failures of any kind, also of the connection, are its status
/// (`disconnected`, `timeout`, `busy`...), not exceptions. Replies may come in another order than their calls
/// (W-97). All methods may be called from any thread.
///
/// Events come to whom [Builder#onEvent] names, once a call has subscribed to them. On a new connection, the
/// calls that subscribed are made again, before those that wait; an event that was removed, or unsubscribed
/// from, is not asked for again.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class AfbClient implements AutoCloseable {

    /// The most bytes of the uuid of a session (W-50).
    public static final int MAX_SESSION_BYTES = 36;

    private final Network network;
    private final boolean ownsNetwork;
    private final Duration callTimeout;
    private final Identity identity;
    private final Link link;
    private final ClientSubscriptions subscriptions;
    private final AtomicBoolean closed = new AtomicBoolean();

    private AfbClient(Builder builder, Network network, Link link, ClientSubscriptions subscriptions) {
        this.network = network;
        this.ownsNetwork = builder.network == null;
        this.callTimeout = builder.callTimeout;
        this.identity = builder.identity;
        this.link = link;
        this.subscriptions = subscriptions;
    }

    /// Connects with all defaults. Blocks until the connection is open.
    ///
    /// @throws IllegalArgumentException for a bad socket specification
    /// @throws TransportException when nobody answers there
    public static AfbClient connect(String sockspec) {
        return to(sockspec).connect();
    }

    /// Begins a client of what is served at `sockspec`: `unix:PATH`, `unix:@NAME`, `tcp:HOST:PORT`
    /// ([Sockspec]; the name of the API is not needed and ignored).
    ///
    /// @throws IllegalArgumentException for a bad socket specification
    public static Builder to(String sockspec) {
        return to(Sockspec.parseAddress(sockspec, Sockspec.Role.CLIENT));
    }

    /// Begins a client of what is served at `address`.
    public static Builder to(Address address) {
        return new Builder(address);
    }

    /// Calls and waits for the reply. Must not be called on an event loop, which would wait for itself.
    ///
    /// @param argument a [Data], or anything [Json#of(Object)] maps; null is JSON `null`
    public Reply call(String verb, @Nullable Object argument) {
        requireNotOnLoop("callAsync");
        return callAsync(verb, argument).toCompletableFuture().join();
    }

    /// Calls with the argument `null` and waits for the reply.
    public Reply call(String verb) {
        return call(verb, Json.NULL);
    }

    /// Calls. The stage completes on the event loop, never exceptionally: what depends on it must not block.
    public CompletionStage<Reply> callAsync(String verb, @Nullable Object argument) {
        return callAsync(verb, argument, _ -> {});
    }

    /// As [#callAsync(String, Object)]; `listener` hears of the reply too, and before of all that the server
    /// does on behalf of the call. On the event loop; must not block.
    public CompletionStage<Reply> callAsync(String verb, @Nullable Object argument, ReplyListener listener) {
        Json json = argument instanceof Data data ? data.toJson() : Json.of(argument);
        OutboundCall call = new OutboundCall(verb, json, identity);
        PendingReply pending = new PendingReply(call, subscriptions, listener);
        link.loop().execute(() -> {
            pending.limit(link.loop(), callTimeout);
            link.call(call, pending);
        });
        return pending.reply();
    }

    /// Asks for the description of the API and waits for it; [Json#NULL] when there is none, or not in time.
    /// Must not be called on an event loop.
    public Json describe() {
        requireNotOnLoop("describeAsync");
        return describeAsync().toCompletableFuture().join();
    }

    /// Asks for the description of the API. The stage completes as that of a call does; with [Json#NULL] when
    /// there is none, or not in time.
    public CompletionStage<Json> describeAsync() {
        CompletableFuture<Json> description = new CompletableFuture<>();
        Loop loop = link.loop();
        loop.execute(() -> {
            Loop.Alarm limit = callTimeout.isPositive()
                    ? loop.at(loop.nanoTime() + callTimeout.toNanos(), () -> description.complete(Json.NULL))
                    : () -> {};
            link.describe(json -> {
                limit.cancel();
                description.complete(json);
            });
        });
        return description;
    }

    private void requireNotOnLoop(String instead) {
        if (link.loop().inLoop()) {
            throw new IllegalStateException("a blocking call on the event loop of its own connection: use " + instead);
        }
    }

    /// What the link to the binder is doing.
    public LinkState state() {
        return link.state();
    }

    /// Closes the connection: pending calls are answered `disconnected`. Idempotent; not to be called on an
    /// event loop.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            link.close();
            if (ownsNetwork) {
                network.close();
            }
        }
    }

    /// Collects how to connect. Not thread-safe.
    public static final class Builder {

        /// Time limit of a call unless another is set.
        public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);

        private final Address address;
        private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
        private Protocol protocol = Protocol.WSAPI;
        private Duration connectTimeout = TransportConfig.DEFAULT.connectTimeout();
        private int maxMessageBytes = ProtocolLimits.DEFAULT_MAX_MESSAGE_BYTES;
        private UnaryOperator<LinkConfig> keeping = UnaryOperator.identity();
        private LinkListener onState = _ -> {};
        private RemoteEventListener events = RemoteEventListener.NONE;
        private @Nullable BiConsumer<String, Json> onEvent;
        private Identity identity = Identity.NONE;
        private @Nullable Network network;

        private Builder(Address address) {
            this.address = address;
        }

        /// How long a call may take before its reply is `timeout`; zero means no limit. Default 30 s.
        public Builder callTimeout(Duration timeout) {
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("callTimeout is " + timeout + ", expected zero or more");
            }
            callTimeout = timeout;
            return this;
        }

        /// What to speak. Default [Protocol#WSAPI].
        public Builder protocol(Protocol spoken) {
            protocol = spoken;
            return this;
        }

        /// How long opening the connection may take. Default 10 s.
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        /// Longest message, in and out, in bytes. Default 1 048 500 (W-18).
        public Builder maxMessageBytes(int bytes) {
            maxMessageBytes = bytes;
            return this;
        }

        /// When to try again after the connection was lost. Default: [LinkConfig#DEFAULT_RETRY], for ever.
        public Builder retry(RetryPolicy policy) {
            return keeping(config -> config.withRetry(policy));
        }

        /// What happens to calls while the connection is lost. Default: they wait, up to their time limit.
        public Builder whileDown(LinkConfig.WhileDown reaction) {
            return keeping(config -> config.withWhileDown(reaction));
        }

        /// One connection and no other: once it is lost, the state is [LinkState.Exhausted] and calls are
        /// answered `disconnected`.
        public Builder once() {
            return retry(RetryPolicy.none()).whileDown(LinkConfig.WhileDown.FAIL);
        }

        private Builder keeping(UnaryOperator<LinkConfig> change) {
            UnaryOperator<LinkConfig> before = keeping;
            keeping = config -> change.apply(before.apply(config));
            return this;
        }

        /// What hears of the states of the link, on its event loop; when a connection was lost, after what
        /// was pending was answered (W-90).
        public Builder onState(LinkListener listener) {
            onState = listener;
            return this;
        }

        /// The session that all calls belong to. Default: one of the connection (W-53), a new one after each
        /// loss.
        ///
        /// @throws IllegalArgumentException when `uuid` has more than 36 bytes (W-50)
        public Builder session(String uuid) {
            int bytes = uuid.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_SESSION_BYTES) {
                throw new IllegalArgumentException(
                        "the uuid of the session has " + bytes + " bytes, the limit is " + MAX_SESSION_BYTES);
            }
            identity = new Identity(uuid, identity.token(), null);
            return this;
        }

        /// The token that all calls carry (W-56). Default: none.
        public Builder token(String token) {
            identity = new Identity(identity.sessionUuid(), token, null);
            return this;
        }

        /// What hears of events that calls subscribed to, and of broadcasts: name and data, on the event
        /// loop, in the order of the wire; must not block. Default: nobody, and the binder is told so (W-73).
        public Builder onEvent(BiConsumer<String, Json> handler) {
            onEvent = handler;
            return this;
        }

        /// What hears of all that happens to events, on the event loop, before the handler of [#onEvent].
        public Builder events(RemoteEventListener listener) {
            events = listener;
            return this;
        }

        /// A network to share with others, and whose limits count; without one the client has its own.
        public Builder network(Network shared) {
            network = shared;
            return this;
        }

        /// Connects. Blocks until the connection is open; not to be called on an event loop.
        ///
        /// @throws TransportException when nobody answers there, or not in time
        public AfbClient connect() {
            Network used = network != null ? network : NettyNetwork.open(config());
            try {
                return connect(used).toCompletableFuture().join();
            } catch (CompletionException failed) {
                if (network == null) {
                    used.close();
                }
                throw failed.getCause() instanceof TransportException cause
                        ? cause
                        : new TransportException("connection to " + address + " failed: " + failed.getCause(), failed);
            }
        }

        private CompletionStage<AfbClient> connect(Network used) {
            LinkConfig config =
                    keeping.apply(LinkConfig.eager(address.toString(), address).withProtocol(protocol));
            ClientSubscriptions subscriptions = new ClientSubscriptions(
                    events, onEvent, protocol != Protocol.WSAPI, used.config().maxEvents());
            Renewing renewing = new Renewing(subscriptions, onState);
            Link link = new Link(used, config, renewing, subscriptions);
            renewing.begin(link);
            return renewing.first().handle((_, failure) -> {
                if (failure != null) {
                    link.close();
                    throw new CompletionException(failure);
                }
                return new AfbClient(this, used, link, subscriptions);
            });
        }

        private TransportConfig config() {
            return TransportConfig.builder()
                    .ioThreads(1)
                    .connectTimeout(connectTimeout)
                    .limits(ProtocolLimits.builder()
                            .maxMessageBytes(maxMessageBytes)
                            .build())
                    .build();
        }
    }
}
