package afb4j.server.rpc;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.SubscriptionException;
import afb4j.core.Call;
import afb4j.core.event.EventHub;
import afb4j.core.event.HubEvent;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import afb4j.transport.link.Link;
import afb4j.transport.link.LinkState;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ReplyListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The events of a remote API as events of this binder (S-26 to S-29).
///
/// An event that a call has led to has a replica here, by its id on the connection, to which local listeners
/// subscribe. When an event ends, so does its replica.
///
/// **Two ends that are none.** The connection of a link that heals is lost: replicas with listeners are kept,
/// and on the new connection calls that had led to the subscriptions are made again. And one of several local
/// listeners unsubscribes: for the server that is the whole binder (W-72), so the others are subscribed
/// again. Either way an event of the same name takes the place of the lost one. A replica that does not come
/// back ends when the server says why; while the server cannot be reached, or cannot reach the owner of the
/// API in turn, it is asked again.
///
/// **Order.** While this binder subscribes again because one listener has left, calls wait for the answer, a
/// second at most: one that unsubscribes the next listener would find the server without a subscription, and
/// leave that listener with what the others get.
@ConfinedTo("loop of the link")
final class ImportedEvents implements RemoteEventListener {

    private static final System.Logger LOGGER = System.getLogger(ImportedEvents.class.getName());

    /// Between two attempts to subscribe again over the same connection.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int MAX_VERBS = 1024;

    /// What says nothing about the subscription, only about the way to who decides it.
    private static final Set<String> PASSING = Set.of(
            Status.DISCONNECTED.name(),
            Status.INTERNAL_ERROR.name(),
            Status.OUT_OF_MEMORY.name(),
            Status.UNKNOWN_API.name(),
            Status.NOT_AVAILABLE.name(),
            Status.BAD_API_STATE.name(),
            Status.TIMEOUT.name(),
            "busy");

    private final String api;
    private final EventHub hub;
    private final boolean heals;

    /// By what identifies them on the open connection.
    private final Map<RemoteEvent, EventReplica> replicas = new HashMap<>();

    /// Those that are waited for, by name.
    private final Map<String, EventReplica> lost = new LinkedHashMap<>();

    /// Names that a call under way is to bring back.
    private final Set<String> asked = new HashSet<>();

    /// Events that a call under way has unsubscribed from.
    private final Map<RemoteEvent, OutboundCall> leaving = new HashMap<>();

    /// Events whose pushes were refused, until the server has removed them.
    private final Set<RemoteEvent> refused = new HashSet<>();

    /// Verbs that have subscribed callers to events, as far as there is room.
    private final Set<String> subscribing = ConcurrentHashMap.newKeySet();

    /// Calls of such verbs that are under way, or were given up by their callers since the last refusal.
    private final Set<Call> underWay = ConcurrentHashMap.newKeySet();

    /// Null before the first connection.
    private @Nullable Link link;

    private boolean isRepeating;

    /// Calls that wait until what was lost by a listener that left is subscribed again.
    private final Deque<Runnable> held = new ArrayDeque<>();

    private boolean isHolding;
    private Loop.Alarm holdLimit = () -> {};

    ImportedEvents(String api, EventHub hub, boolean heals) {
        this.api = api;
        this.hub = hub;
        this.heals = heals;
    }

    // ---- the order of calls

    /// Makes a call, when it is its turn.
    void call(Link open, OutboundCall call, ReplyListener listener) {
        if (isHolding) {
            held.add(() -> open.call(call, listener));
        } else {
            open.call(call, listener);
        }
    }

    private void hold(Loop loop) {
        if (!isHolding) {
            isHolding = true;
            holdLimit = loop.at(loop.nanoTime() + PAUSE.toNanos(), this::release);
        }
    }

    private void release() {
        isHolding = false;
        holdLimit.cancel();
        while (!isHolding && !held.isEmpty()) {
            held.remove().run();
        }
    }

    // ---- what calls have led to

    /// A call begins. Any thread.
    void begins(Call call) {
        if (subscribing.contains(call.verb())) {
            underWay.add(call);
        }
    }

    /// The replica of an event that a call has subscribed to.
    ///
    /// @throws SubscriptionException when there is no room for it
    HubEvent subscribed(RemoteEvent remote, OutboundCall call) {
        EventReplica replica = replicas.computeIfAbsent(remote, this::create);
        replica.subscribedBy(call);
        if (subscribing.size() < MAX_VERBS) {
            subscribing.add(call.verb());
        }
        return replica.event();
    }

    /// The replica of an event that a call has unsubscribed from, if there is one.
    Optional<HubEvent> unsubscribed(RemoteEvent remote, OutboundCall call) {
        EventReplica replica = replicas.get(remote);
        if (replica == null) {
            return Optional.empty();
        }
        replica.unsubscribedBy(call);
        leaving.put(remote, call);
        return Optional.of(replica.event());
    }

    /// A call is over.
    void answered(Call call, OutboundCall sent) {
        if (!underWay.isEmpty()) {
            underWay.remove(call);
        }
        if (!leaving.isEmpty()) {
            leaving.values().remove(sent);
        }
    }

    /// A session of callers has ended.
    void sessionEnded(String uuid) {
        replicas.values().forEach(replica -> replica.sessionEnded(uuid));
        lost.values().forEach(replica -> replica.sessionEnded(uuid));
    }

    private EventReplica create(RemoteEvent remote) {
        EventReplica back = lost.remove(remote.name());
        if (back != null) {
            return back;
        }
        try {
            return new EventReplica(hub.create(remote.name(), Guard.yes()));
        } catch (IllegalStateException full) {
            throw new SubscriptionException(String.valueOf(full.getMessage()));
        }
    }

    // ---- what the server says

    /// Wanted is also what somebody is about to subscribe to, and what a call under way may subscribe to: the
    /// server would take a refusal that crosses its answer for one of the new subscription (W-73).
    @Override
    public boolean onPush(RemoteEvent remote, Json data) {
        EventReplica replica = replicas.get(remote);
        if (replica != null && replica.isWanted()) {
            replica.event().push(data);
            return true;
        }
        underWay.removeIf(Call::isAnswered);
        if (!underWay.isEmpty()) {
            return true;
        }
        refused.add(remote);
        return false;
    }

    /// W-72, W-73: it may be that only this binder is not subscribed any more. Then listeners of its own,
    /// once they have settled, are subscribed again.
    @Override
    public void onEventRemoved(RemoteEvent remote) {
        EventReplica replica = replicas.remove(remote);
        boolean wasRefused = refused.remove(remote);
        boolean isOver = leaving.remove(remote) == null && !wasRefused;
        Link used = link;
        if (replica == null) {
            return;
        }
        if (isOver || used == null) {
            replica.event().close();
            return;
        }
        keep(remote.name(), replica);
        hold(used.loop());
        replica.event().settle(() -> used.loop().execute(this::renew));
    }

    @Override
    public void onEventLost(RemoteEvent remote) {
        EventReplica replica = replicas.remove(remote);
        refused.remove(remote);
        if (replica == null) {
            return;
        }
        if (heals && replica.isWanted()) {
            keep(remote.name(), replica);
        } else {
            replica.event().close();
        }
    }

    private void keep(String name, EventReplica replica) {
        EventReplica superfluous = lost.put(name, replica);
        if (superfluous != null) {
            superfluous.event().close();
        }
    }

    @Override
    public void onBroadcast(String name, Json data, UUID uuid, int hop) {
        hub.rebroadcast(name, data, uuid, hop);
    }

    // ---- subscribing again

    /// A connection is there.
    void onReady(Link ready) {
        link = ready;
        renew();
    }

    /// Calls for all that is still wanted and not asked for, once for each call that has led to it.
    private void renew() {
        Link used = link;
        if (used == null || !(used.state() instanceof LinkState.Ready)) {
            release();
            return; // the next connection begins with this
        }
        lost.values()
                .removeIf(replica -> !(replica.isWanted() && replica.renewal().isPresent()) && closed(replica));
        Map<OutboundCall, List<String>> calls = new LinkedHashMap<>();
        lost.forEach((name, replica) -> {
            if (asked.add(name)) {
                replica.renewal()
                        .ifPresent(call -> calls.computeIfAbsent(call, _ -> new ArrayList<>())
                                .add(name));
            }
        });
        calls.forEach((call, names) -> used.call(call, new Renewal(call, names)));
        if (asked.isEmpty()) {
            release();
        }
    }

    private void repeat(Loop loop) {
        if (!isRepeating) {
            isRepeating = true;
            loop.at(loop.nanoTime() + PAUSE.toNanos(), () -> {
                isRepeating = false;
                renew();
            });
        }
    }

    private static boolean closed(EventReplica replica) {
        replica.event().close();
        return true;
    }

    /// The link is given up: nothing is waited for.
    void abandon() {
        lost.values().forEach(ImportedEvents::closed);
        lost.clear();
        release();
    }

    /// A call that subscribes again; its local subscribers are there already.
    private final class Renewal implements ReplyListener {

        private final OutboundCall call;
        private final List<String> names;

        Renewal(OutboundCall call, List<String> names) {
            this.call = call;
            this.names = names;
        }

        @Override
        public void onSubscribe(RemoteEvent remote) {
            if (lost.containsKey(remote.name())) {
                subscribed(remote, call);
                LOGGER.log(INFO, "API {0}: subscribed to {1} again", api, remote.name());
            }
        }

        @Override
        public void onReply(Reply reply) {
            names.forEach(asked::remove);
            if (asked.isEmpty()) {
                release();
            }
            List<String> missing = names.stream().filter(lost::containsKey).toList();
            Link used = link;
            if (missing.isEmpty()) {
                return;
            }
            if (used != null && PASSING.contains(reply.status().name())) {
                repeat(used.loop());
            } else {
                missing.forEach(name -> giveUp(name, reply.status()));
            }
        }

        private void giveUp(String name, Status why) {
            LOGGER.log(
                    WARNING,
                    "API {0}: {1} does not come back, the call of {2} answered {3}",
                    api,
                    name,
                    call.verb(),
                    why);
            EventReplica replica = lost.remove(name);
            if (replica != null) {
                closed(replica);
            }
        }
    }
}
