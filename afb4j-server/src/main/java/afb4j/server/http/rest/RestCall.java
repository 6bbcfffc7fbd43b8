package afb4j.server.http.rest;

import afb4j.api.Credentials;
import afb4j.api.HttpCall;
import afb4j.api.Reply;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.core.Call;
import afb4j.core.NoSessionException;
import afb4j.core.event.HubEvent;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionTable;
import afb4j.sequencer.Loop;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpReply;
import afb4j.server.http.Identity;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call that came by a request of HTTP. It is also the task that takes its answer to the loop.
///
/// **Session.** The client has named one or was given a name; the session itself is made when somebody asks
/// for it, because it would be gone with the request again if nobody did (http-and-wsj1.md 2.2). One in which
/// an API keeps something stays (P10).
final class RestCall extends Call implements Runnable {

    private final HttpExchange exchange;
    private final Identity identity;
    private final SessionTable sessions;
    private final RestHandler origin;
    private final Runnable over;

    /// Once it was asked for, with a reference until the answer.
    @GuardedBy("this")
    private @Nullable LiveSession session;

    @GuardedBy("this")
    private boolean sessionReleased;

    /// Whether a session was asked for and there was no room for it.
    private volatile boolean isRefused;

    /// Set once, before this is posted to the loop, and read there.
    private @Nullable HttpReply answer;

    /// Whether the answer has arrived on the loop; confined to it.
    private boolean isOver;

    RestCall(RestHandler origin, HttpExchange exchange, Identity identity, Input input) {
        super(input.target().api(), input.target().verb(), List.of(input.argument()));
        this.over = input.over();
        this.origin = origin;
        this.exchange = exchange;
        this.identity = identity;
        this.sessions = origin.core().sessions();
    }

    // ---- who calls

    @Override
    protected synchronized LiveSession liveSession() {
        if (session == null) {
            try {
                session = NoSessionException.orThrow(sessions.acquireForConnection(identity.uuid()));
            } catch (NoSessionException refused) {
                isRefused = true;
                throw refused;
            }
            if (sessionReleased) { // a handler that goes on after its answer
                session.releaseKept();
            }
        }
        return session;
    }

    private synchronized void releaseSession() {
        sessionReleased = true;
        if (session != null) {
            session.releaseKept();
        }
    }

    @Override
    public Optional<String> token() {
        return identity.token();
    }

    @Override
    public Optional<Credentials> credentials() {
        return exchange.connection().credentials();
    }

    @Override
    public Optional<HttpCall> http() {
        return Optional.of(new ExchangeView(exchange));
    }

    // ---- events

    @Override
    protected void watch(HubEvent event, SubscribeOptions options) {
        throw new SubscriptionException("a call by HTTP takes no events: call by the websocket");
    }

    @Override
    protected void unwatch(HubEvent event) {
        throw new SubscriptionException("a call by HTTP takes no events: call by the websocket");
    }

    // ---- the answer

    /// Looks into the reply on the thread that gives it, which need not be a loop.
    @Override
    protected void deliver(Reply reply) {
        answer = isRefused && !reply.status().isSuccess()
                ? HttpReply.text( // P9
                        HttpResponseStatus.SERVICE_UNAVAILABLE, "there is no room for another session: try again later")
                : RestReply.of(reply);
        exchange.connection().execute(this);
    }

    @Override
    public void run() {
        isOver = true;
        releaseSession();
        over.run();
        if (answer != null) {
            origin.answered(this, exchange, identity, answer);
        }
    }

    /// Whether the origin has been given the answer. On the loop.
    boolean isOver() {
        return isOver;
    }

    @Override
    protected Loop loop() {
        return exchange.loop();
    }

    @Override
    protected String id() {
        return exchange.connection().toString();
    }
}
