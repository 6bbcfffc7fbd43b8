package afb4j.client.json1;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.sequencer.Loop;
import afb4j.transport.TransportException;
import afb4j.transport.link.LinkState;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A link to all APIs of a binder over its JSON websocket, as browsers have it. When its connection is lost
/// it is opened again, by a retry policy; calls made meanwhile wait for it, up to their time limit.
///
/// ```java
/// try (Json1Client binder = Json1Client.connect("ws://localhost:1234/api")) {
///     Reply reply = binder.call("radio", "tune", new Station(94.2));
/// }
/// ```
///
/// Each call gets exactly one [Reply]; failures of any kind, also of the connection, are its status
/// (`disconnected`, `timeout`, `busy`...), not exceptions. Replies may come in another order than their calls.
/// All methods may be called from any thread.
///
/// Events come to whom [Json1ClientBuilder#onEvent] names, once a verb has subscribed this connection to
/// them. A new connection has no subscriptions: the calls of [Json1ClientBuilder#onEachConnection] are made
/// on each one first.
///
/// Each message leaves in one frame, since some binders written in C do not answer to fragments
/// (http-and-wsj1.md 11, P15).
@ThreadSafe
@SuppressWarnings("Immutable")
public final class Json1Client implements AutoCloseable {

    private final Loop loop;
    private final Opener opener;
    private final Json1Link link;
    private final Duration callTimeout;
    private final AtomicBoolean closed = new AtomicBoolean();

    Json1Client(Loop loop, Opener opener, Json1Link link, Duration callTimeout) {
        this.loop = loop;
        this.opener = opener;
        this.link = link;
        this.callTimeout = callTimeout;
    }

    /// Connects with all defaults. Blocks until the connection is open.
    ///
    /// @throws IllegalArgumentException for a bad address, see [Json1Address#parse]
    /// @throws TransportException when no binder answers there
    public static Json1Client connect(String uri) {
        return to(uri).connect();
    }

    /// Begins a client of the binder at `uri`: `[ws://|wss://]HOST[:PORT]/PATH`.
    ///
    /// @throws IllegalArgumentException for a bad address, see [Json1Address#parse]
    public static Json1ClientBuilder to(String uri) {
        return new Json1ClientBuilder(uri, Json1Address.parse(uri));
    }

    /// Waits until the first connection is open, or has failed.
    Json1Client opened(CompletableFuture<Void> first, String shownAddress) {
        loop.execute(link::open);
        try {
            first.join();
            return this;
        } catch (CompletionException failed) {
            close();
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new TransportException("connection to " + shownAddress + " failed: " + cause.getMessage(), cause);
        }
    }

    /// Calls and waits for the reply. Must not be called on the loop, which would wait for itself.
    ///
    /// @param argument a [Data], or anything [Json#of(Object)] maps; null is JSON `null`
    /// @throws IllegalArgumentException as [#callAsync]
    public Reply call(String api, String verb, @Nullable Object argument) {
        if (loop.inLoop()) {
            throw new IllegalStateException("a blocking call on the loop of its own connection: use callAsync");
        }
        return callAsync(api, verb, argument).toCompletableFuture().join();
    }

    /// Calls with the argument `null` and waits for the reply.
    public Reply call(String api, String verb) {
        return call(api, verb, Json.NULL);
    }

    /// Calls. The stage completes on the loop, never exceptionally: what depends on it must not block.
    ///
    /// @throws IllegalArgumentException when the name of the API has a slash, or that of the verb is empty or
    ///     begins with one: a binder would read other names
    public CompletionStage<Reply> callAsync(String api, String verb, @Nullable Object argument) {
        return exchange(api, verb, argument).thenApply(Json1Reply::reply);
    }

    /// As [#callAsync], for who wants the reply as it was written.
    public CompletionStage<Json1Reply> exchange(String api, String verb, @Nullable Object argument) {
        PendingCall call = new PendingCall(Json1Call.of(api, verb, argument));
        loop.execute(() -> {
            call.limit(loop, callTimeout);
            link.call(call);
        });
        return call.reply().minimalCompletionStage();
    }

    /// Sends an event, if there is a connection. Binders ignore events of their clients (http-and-wsj1.md
    /// 3.3).
    ///
    /// @param object as the argument of a call
    public void sendEvent(String name, @Nullable Object object) {
        byte[] body = Json1Call.strict(object).rawUtf8();
        loop.execute(() -> link.event(name, body));
    }

    /// Replaces the token: the binder is told of it with the next call, and with each new connection.
    public void token(String token) {
        loop.execute(() -> link.token(token));
    }

    /// What the link to the binder is doing.
    public LinkState state() {
        return link.state();
    }

    /// Sends what was given before, then closes the connection: pending calls are answered `disconnected`.
    /// Waits up to a second for the other side to agree. Idempotent; not to be called on the loop.
    @Override
    public void close() {
        if (loop.inLoop()) {
            throw new IllegalStateException("close() on the loop of the client, which would wait for its own end");
        }
        if (closed.compareAndSet(false, true)) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            loop.execute(() -> link.close().whenComplete((_, _) -> over.complete(null)));
            over.join();
            opener.close();
        }
    }
}
