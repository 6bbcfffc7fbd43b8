package afb4j.server.rpc;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Credentials;
import afb4j.api.Json;
import afb4j.core.ApiTarget;
import afb4j.core.BinderCore;
import afb4j.core.Call;
import afb4j.core.NoSessionException;
import afb4j.core.event.EventHub;
import afb4j.core.metrics.ApiStatistics;
import afb4j.core.metrics.CallMeter;
import afb4j.core.metrics.LinkRegistry;
import afb4j.core.metrics.MonitoredLink;
import afb4j.sequencer.Loop;
import afb4j.transport.Network;
import afb4j.transport.link.Link;
import afb4j.transport.link.LinkConfig;
import afb4j.transport.link.LinkState;
import afb4j.transport.peer.Identity;
import afb4j.transport.peer.OutboundCall;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// A remote API seen locally: forwards its calls, as the bytes they came in, over a link to the binder that
/// owns it, in the session and with the token and credentials of their callers (S-20 to S-32); brings its
/// events here.
///
/// When an eager link was lost and is there again, what local listeners still want is subscribed again; the
/// event handlers of local APIs are told by `API/disconnected` and `API/connected`.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class ApiImport implements ApiTarget, MonitoredLink {

    private static final System.Logger LOGGER = System.getLogger(ApiImport.class.getName());

    private final String api;
    private final EventHub hub;
    private final LinkRegistry links;
    private final ApiStatistics statistics;
    private final CallMeter meter;
    private final String address;
    private final boolean isRequired;
    private final Link link;
    private final ImportedEvents events;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /// Sessions that were sent over the link, and are told to it when they end (W-52).
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();

    /// Whether the link has been ready since it was last told lost; confined to its loop.
    private boolean wasReady;

    /// Whether this knows its link; confined to its loop.
    private boolean isAttached;

    /// Whether a lazy link was told to have no connection since it had one: each call may try in vain. Confined
    /// to its loop.
    private boolean isMissing;

    /// The API called `api` at the other end of a link. The first connection is opened at once.
    ///
    /// @param isRequired whether `core` is not ready without it
    public ApiImport(String api, BinderCore core, Network network, LinkConfig config, boolean isRequired) {
        this.api = api;
        this.hub = core.events();
        this.links = core.links();
        this.statistics = core.statistics().of(api);
        this.meter = statistics.remote();
        this.address = config.address().toString();
        this.isRequired = isRequired;
        this.events = new ImportedEvents(api, hub, config.opening() == LinkConfig.Opening.EAGER);
        this.link = new Link(network, config, this::onState, events);
        core.statistics().add(statistics);
        links.add(this);
        link.loop().execute(this::attach);
        link.open();
    }

    /// An eager link may be ready before the constructor has it.
    private void attach() {
        isAttached = true;
        if (isReady()) {
            events.onReady(link);
        }
    }

    @Override
    public void accept(Call call) {
        call.measuredBy(meter);
        Identity identity;
        try {
            identity = identity(call);
        } catch (NoSessionException full) { // S-07
            call.fail(full);
            return;
        }
        OutboundCall outbound = new OutboundCall(call.verb(), call.json(), identity);
        events.begins(call);
        ForwardedCall forwarded = new ForwardedCall(call, outbound, events);
        Loop loop = link.loop();
        if (loop.inLoop()) {
            events.call(link, outbound, forwarded);
        } else {
            loop.execute(() -> events.call(link, outbound, forwarded));
        }
    }

    private Identity identity(Call call) {
        String session = call.sessionUuid();
        if (sessions.add(session)) {
            call.onSessionClosed(() -> {
                sessions.remove(session);
                link.loop().execute(() -> events.sessionEnded(session));
                link.dropSession(session);
            });
        }
        return new Identity(
                session,
                call.token().orElse(null),
                call.credentials().map(Credentials::text).orElse(null));
    }

    @Override
    public CompletionStage<Json> describe() {
        CompletableFuture<Json> description = new CompletableFuture<>();
        link.describe(description::complete);
        return description.minimalCompletionStage();
    }

    @Override
    public String api() {
        return api;
    }

    /// Completes when the API can be reached for the first time.
    public CompletionStage<Void> ready() {
        return ready;
    }

    /// What the link is doing. Any thread.
    public LinkState state() {
        return link.state();
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String stateName() {
        return switch (state()) {
            case LinkState.Idle _ -> "idle";
            case LinkState.Connecting _ -> "connecting";
            case LinkState.Ready _ -> "ready";
            case LinkState.Waiting _ -> "waiting";
            case LinkState.Exhausted _ -> "exhausted";
            case LinkState.Closed _ -> "closed";
        };
    }

    @Override
    public boolean isReady() {
        return state() instanceof LinkState.Ready;
    }

    @Override
    public boolean isRequired() {
        return isRequired;
    }

    private void onState(LinkState state) {
        tellIfLost(state);
        switch (state) {
            case LinkState.Connecting _ -> {}
            case LinkState.Ready _ -> {
                isMissing = false;
                LOGGER.log(INFO, "API {0}: connected", api);
                tell("connected");
                if (isAttached) {
                    events.onReady(link);
                }
                ready.complete(null);
            }
            case LinkState.Idle _ -> {
                if (!isMissing) {
                    LOGGER.log(WARNING, "API {0}: no connection, the next call tries again", api);
                    tell("disconnected");
                }
                isMissing = true;
            }
            case LinkState.Waiting wait -> {
                LOGGER.log(
                        WARNING,
                        "API {0}: {1}; attempt {2} follows in {3} ms",
                        api,
                        wait.cause().getMessage(),
                        wait.attempt() + 1,
                        wait.delay().toMillis());
                if (wait.attempt() == 1) {
                    tell("disconnected");
                }
            }
            case LinkState.Exhausted exhausted -> {
                LOGGER.log(
                        WARNING,
                        "API {0}: given up after {1} attempts, the next call tries again: {2}",
                        api,
                        exhausted.attempts(),
                        exhausted.cause().getMessage());
                events.abandon();
            }
            case LinkState.Closed _ -> events.abandon();
        }
    }

    /// Tells those who watch the binder; its own end is no loss.
    private void tellIfLost(LinkState state) {
        boolean isReady = state instanceof LinkState.Ready;
        if (wasReady && !isReady && !(state instanceof LinkState.Closed)) {
            links.lost(api);
        }
        wasReady = isReady;
    }

    /// Tells the event handlers of local APIs: a broadcast that is not emitted (W-78, hop 0).
    private void tell(String what) {
        hub.rebroadcast(api + "/" + what, Json.of(api), UUID.randomUUID(), 0);
    }

    /// Closes the link: what is pending is answered `disconnected`. Any thread, idempotent.
    @Override
    public void close() {
        statistics.close();
        links.remove(this);
        link.close();
    }
}
