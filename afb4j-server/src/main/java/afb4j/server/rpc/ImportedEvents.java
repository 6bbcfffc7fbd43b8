package afb4j.server.rpc;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The events of a remote API as events of this binder (S-26 to S-29).
///
/// Each event that the server announces has a replica here, by its id on the connection, to which local
/// listeners subscribe. When an event ends, so does its replica. When the connection of a link that heals is
/// lost, replicas with listeners are kept; on the new connection the calls that had led to the subscriptions
/// are made again, once each, and an event of the same name takes the place of the lost one. A replica that
/// does not come back that way ends then.
@ConfinedTo("loop of the link")
final class ImportedEvents implements RemoteEventListener {

    private static final System.Logger LOGGER = System.getLogger(ImportedEvents.class.getName());

    private final String api;
    private final EventHub hub;
    private final boolean heals;

    /// By what identifies them on the open connection.
    private final Map<RemoteEvent, Replica> replicas = new HashMap<>();

    /// Those of a lost connection that are waited for, by name.
    private final Map<String, Replica> lost = new HashMap<>();

    /// @param subscription the call that led to it, null before there was one
    private record Replica(HubEvent event, @Nullable OutboundCall subscription) {}

    ImportedEvents(String api, EventHub hub, boolean heals) {
        this.api = api;
        this.hub = hub;
        this.heals = heals;
    }

    /// The replica of an event that a call has led to.
    HubEvent subscribed(RemoteEvent remote, OutboundCall call) {
        HubEvent event = replica(remote);
        replicas.put(remote, new Replica(event, call));
        return event;
    }

    HubEvent replica(RemoteEvent remote) {
        return replicas.computeIfAbsent(remote, this::create).event();
    }

    private Replica create(RemoteEvent remote) {
        Replica back = lost.remove(remote.name());
        return back != null ? back : new Replica(hub.create(remote.name(), Guard.yes()), null);
    }

    @Override
    public void onEventCreated(RemoteEvent remote) {
        replica(remote);
    }

    @Override
    public boolean onPush(RemoteEvent remote, Json data) {
        Replica replica = replicas.get(remote);
        return replica != null && replica.event().push(data) > 0;
    }

    @Override
    public void onEventRemoved(RemoteEvent remote) {
        Replica replica = replicas.remove(remote);
        if (replica != null) {
            replica.event().close();
        }
    }

    @Override
    public void onEventLost(RemoteEvent remote) {
        Replica replica = replicas.remove(remote);
        if (replica == null) {
            return;
        }
        boolean isKept =
                heals && replica.subscription() != null && replica.event().hasSubscribers();
        Replica superfluous = isKept ? lost.put(remote.name(), replica) : replica;
        if (superfluous != null) {
            superfluous.event().close();
        }
    }

    @Override
    public void onBroadcast(String name, Json data, UUID uuid, int hop) {
        hub.rebroadcast(name, data, uuid, hop);
    }

    /// A connection is there: subscribes again what is still wanted.
    void onReady(Link link) {
        Map<OutboundCall, List<String>> calls = new LinkedHashMap<>();
        lost.values().removeIf(replica -> !replica.event().hasSubscribers() && closed(replica));
        lost.forEach((name, replica) -> {
            if (replica.subscription() != null) {
                calls.computeIfAbsent(replica.subscription(), _ -> new ArrayList<>())
                        .add(name);
            }
        });
        calls.forEach((call, names) -> link.call(call, new Renewal(call, names)));
    }

    private static boolean closed(Replica replica) {
        replica.event().close();
        return true;
    }

    /// The link is given up: nothing is waited for.
    void abandon() {
        lost.values().forEach(ImportedEvents::closed);
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
            subscribed(remote, call);
            LOGGER.log(INFO, "API {0}: subscribed to {1} again", api, remote.name());
        }

        @Override
        public void onUnsubscribe(RemoteEvent remote) {
            // nobody here has asked for it
        }

        @Override
        public void onReply(Reply reply) {
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
                    replica.event().close();
                }
            }
        }
    }
}
