package afb4j.server.rpc;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.SubscriptionException;
import afb4j.core.event.EventHub;
import afb4j.core.event.HubEvent;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.link.Link;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ReplyListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The events of a remote API as events of this binder (S-26 to S-29).
///
/// An event that a call has led to has a replica here, to which local listeners subscribe. When the event
/// ends, so does its replica. It is kept, and the call that had led to it is made again for those who still
/// listen, in two cases: on the new connection, when the connection of a link that heals was lost; and when
/// one listener has unsubscribed, because for the server one connection is one subscriber (W-72). A replica
/// that does not come back that way ends then.
@ConfinedTo("loop of the link")
final class ImportedEvents implements RemoteEventListener {

    private static final System.Logger LOGGER = System.getLogger(ImportedEvents.class.getName());

    private final String api;
    private final EventHub hub;
    private final boolean heals;

    /// By what identifies them on the open connection.
    private final Map<RemoteEvent, Replica> replicas = new HashMap<>();

    /// Those that are waited for, by name.
    private final Map<String, Replica> lost = new HashMap<>();

    private @Nullable Link link;

    /// An event of the other side here.
    private static final class Replica {
        private final HubEvent event;

        /// The call that led to it last.
        private OutboundCall subscription;

        /// Whether the server has unsubscribed this connection since.
        private boolean unsubscribed;

        Replica(HubEvent event, OutboundCall subscription) {
            this.event = event;
            this.subscription = subscription;
        }

        void close() {
            event.close();
        }
    }

    ImportedEvents(String api, EventHub hub, boolean heals) {
        this.api = api;
        this.hub = hub;
        this.heals = heals;
    }

    /// The replica of an event that a call has led to.
    ///
    /// @throws SubscriptionException when this binder has no room for a further event
    HubEvent subscribed(RemoteEvent remote, OutboundCall call) {
        Replica replica = replicas.computeIfAbsent(remote, one -> comeBack(one, call));
        replica.subscription = call;
        replica.unsubscribed = false;
        return replica.event;
    }

    private Replica comeBack(RemoteEvent remote, OutboundCall call) {
        Replica back = lost.remove(remote.name());
        if (back != null) {
            return back;
        }
        try {
            return new Replica(hub.create(remote.name(), Guard.yes()), call);
        } catch (IllegalStateException full) {
            throw new SubscriptionException(String.valueOf(full.getMessage()));
        }
    }

    /// The replica of an event that a call has led away from, if there is one.
    Optional<HubEvent> unsubscribed(RemoteEvent remote) {
        Replica replica = replicas.get(remote);
        if (replica == null) {
            return Optional.empty();
        }
        replica.unsubscribed = true;
        return Optional.of(replica.event);
    }

    @Override
    public boolean onPush(RemoteEvent remote, Json data) {
        Replica replica = replicas.get(remote);
        return replica != null && replica.event.push(data) > 0;
    }

    @Override
    public void onEventRemoved(RemoteEvent remote) {
        Replica replica = replicas.remove(remote);
        if (replica == null) {
            return;
        }
        if (replica.unsubscribed && replica.event.hasSubscribers() && link != null) {
            keep(remote, replica);
            renew(link, replica.subscription, List.of(remote.name()));
        } else {
            replica.close();
        }
    }

    @Override
    public void onEventLost(RemoteEvent remote) {
        Replica replica = replicas.remove(remote);
        if (replica == null) {
            return;
        }
        if (heals && replica.event.hasSubscribers()) {
            keep(remote, replica);
        } else {
            replica.close();
        }
    }

    private void keep(RemoteEvent remote, Replica replica) {
        Replica older = lost.put(remote.name(), replica);
        if (older != null) {
            older.close();
        }
    }

    @Override
    public void onBroadcast(String name, Json data, UUID uuid, int hop) {
        hub.rebroadcast(name, data, uuid, hop);
    }

    /// A connection is there: subscribes again what is still wanted.
    void onReady(Link open) {
        link = open;
        Map<OutboundCall, List<String>> calls = new LinkedHashMap<>();
        lost.values().removeIf(replica -> !replica.event.hasSubscribers() && closed(replica));
        lost.forEach((name, replica) -> calls.computeIfAbsent(replica.subscription, _ -> new ArrayList<>())
                .add(name));
        calls.forEach((call, names) -> renew(open, call, names));
    }

    private void renew(Link open, OutboundCall call, List<String> names) {
        open.call(call, new Renewal(call, names));
    }

    private static boolean closed(Replica replica) {
        replica.close();
        return true;
    }

    /// The link is given up: nothing is waited for.
    void abandon() {
        lost.values().forEach(Replica::close);
        lost.clear();
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
            if (heals && reply.status().code() == Status.DISCONNECTED.code()) {
                return; // the next connection may bring it
            }
            for (String name : names) {
                Replica replica = lost.remove(name);
                if (replica != null) {
                    LOGGER.log(
                            WARNING,
                            "API {0}: {1} does not come back, the call of {2} answered {3}",
                            api,
                            name,
                            call.verb(),
                            reply.status());
                    replica.close();
                }
            }
        }
    }
}
