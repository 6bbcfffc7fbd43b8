package afb4j.server.rpc;

import afb4j.core.event.HubEvent;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.peer.Identity;
import afb4j.transport.peer.OutboundCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event of a remote API as an event of this binder, with the calls that have led to its subscriptions:
/// one for each session, and none of a session that has ended.
@ConfinedTo("loop of the link")
final class EventReplica {

    private final HubEvent event;

    /// By their sessions, those to be made again first.
    private final Map<String, OutboundCall> calls = new LinkedHashMap<>(2);

    EventReplica(HubEvent event) {
        this.event = event;
    }

    HubEvent event() {
        return event;
    }

    /// Whether anybody here listens.
    boolean isWanted() {
        return event.hasSubscribers();
    }

    void subscribedBy(OutboundCall call) {
        calls.put(sessionOf(call), call);
    }

    /// The call that is left at last stays: others in its session may listen.
    void unsubscribedBy(OutboundCall call) {
        if (calls.size() > 1) {
            calls.remove(sessionOf(call));
        }
    }

    /// Nothing is called in a session that has ended: it would begin again. The call that is left at last is
    /// made in none.
    void sessionEnded(String uuid) {
        OutboundCall call = calls.remove(uuid);
        if (call != null && calls.isEmpty()) {
            Identity nobody =
                    new Identity(null, call.identity().token(), call.identity().credentials());
            subscribedBy(new OutboundCall(call.verb(), call.argument(), nobody));
        }
    }

    /// The call to make for subscribing again.
    Optional<OutboundCall> renewal() {
        return calls.values().stream().findFirst();
    }

    private static String sessionOf(OutboundCall call) {
        @Nullable String uuid = call.identity().sessionUuid();
        return uuid == null ? "" : uuid;
    }
}
