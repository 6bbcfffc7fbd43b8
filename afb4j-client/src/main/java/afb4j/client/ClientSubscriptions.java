package afb4j.client;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.link.Link;
import afb4j.transport.peer.OutboundCall;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ReplyListener;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// To which events a client is subscribed, and by which calls: on a new connection they are made again.
///
/// An event that the server removes, or from which it unsubscribes the client, is forgotten; one that is lost
/// with its connection is not.
@ConfinedTo("loop of the link")
final class ClientSubscriptions implements RemoteEventListener {

    private static final System.Logger LOGGER = System.getLogger(ClientSubscriptions.class.getName());

    private final RemoteEventListener events;
    private final @Nullable BiConsumer<String, Json> handler;
    private final boolean isCounted;
    private final int max;

    /// Subscriptions on the present connection, and how many of each.
    private final Map<RemoteEvent, Integer> present = new HashMap<>();

    /// The call that subscribed, by the name of the event.
    private final Map<String, OutboundCall> makers = new LinkedHashMap<>();

    /// Subscriptions of a client.
    ///
    /// @param events is told first of all that happens
    /// @param handler is told of pushes and broadcasts, null for none
    /// @param isCounted whether each unsubscription undoes one subscription (L-05) or all (W-72)
    /// @param max names that are remembered
    ClientSubscriptions(
            RemoteEventListener events, @Nullable BiConsumer<String, Json> handler, boolean isCounted, int max) {
        this.events = events;
        this.handler = handler;
        this.isCounted = isCounted;
        this.max = max;
    }

    /// A call has subscribed to an event.
    void subscribed(OutboundCall call, RemoteEvent event) {
        present.merge(event, 1, Integer::sum);
        if (makers.size() < max || makers.containsKey(event.name())) {
            makers.put(event.name(), call);
        }
    }

    /// A call has unsubscribed from an event.
    void unsubscribed(RemoteEvent event) {
        Integer count = present.get(event);
        if (isCounted && count != null && count > 1) {
            present.put(event, count - 1);
        } else {
            present.remove(event);
            makers.remove(event.name());
        }
    }

    /// Makes the calls again that have subscribed, each once.
    void renew(Link link) {
        for (OutboundCall call : new LinkedHashSet<>(makers.values())) {
            link.call(call, new Renewal(call));
        }
    }

    /// A call that is made again.
    private final class Renewal implements ReplyListener {

        private final OutboundCall call;

        Renewal(OutboundCall call) {
            this.call = call;
        }

        @Override
        public void onSubscribe(RemoteEvent event) {
            subscribed(call, event);
        }

        @Override
        public void onUnsubscribe(RemoteEvent event) {
            unsubscribed(event);
        }

        /// After a success, what it has not subscribed to again is gone; after a failure the next connection
        /// may bring it.
        @Override
        public void onReply(Reply reply) {
            if (reply.status().isSuccess()) {
                makers.entrySet().removeIf(maker -> maker.getValue().equals(call) && !isPresent(maker.getKey()));
            } else {
                LOGGER.log(WARNING, "{0} did not subscribe again: {1}", call, reply.status());
            }
        }
    }

    private boolean isPresent(String name) {
        return present.keySet().stream().anyMatch(event -> event.name().equals(name));
    }

    @Override
    public void onEventCreated(RemoteEvent event) {
        events.onEventCreated(event);
    }

    @Override
    public boolean onPush(RemoteEvent event, Json data) {
        boolean isWanted = events.onPush(event, data);
        if (handler == null || !present.containsKey(event)) {
            return isWanted;
        }
        handler.accept(event.name(), data);
        return true;
    }

    @Override
    public void onEventRemoved(RemoteEvent event) {
        present.remove(event);
        makers.remove(event.name());
        events.onEventRemoved(event);
    }

    @Override
    public void onEventLost(RemoteEvent event) {
        present.remove(event);
        events.onEventLost(event);
    }

    @Override
    public void onBroadcast(String name, Json data, UUID uuid, int hop) {
        events.onBroadcast(name, data, uuid, hop);
        if (handler != null) {
            handler.accept(name, data);
        }
    }
}
