package afb4j.cli.client;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ReplyListener;
import java.util.Optional;
import java.util.UUID;

/// Tells the [Inbox] of all that happens to events, in the words of afb-client (http-and-wsj1.md 9).
@ConfinedTo("loop of the link")
final class EventLines implements RemoteEventListener {

    private final Inbox inbox;

    EventLines(Inbox inbox) {
        this.inbox = inbox;
    }

    /// What listens to the call of that number.
    ReplyListener ofCall(int number, String verb) {
        return new ReplyListener() {

            @Override
            public void onReply(Reply reply) {
                // comes to the conversation by another way
            }

            @Override
            public void onSubscribe(RemoteEvent event) {
                tell("SUBSCRIBE " + number + ":" + verb, "" + event.id());
            }

            @Override
            public void onUnsubscribe(RemoteEvent event) {
                tell("UNSUBSCRIBE " + number + ":" + verb, "" + event.id());
            }
        };
    }

    @Override
    public void onEventCreated(RemoteEvent event) {
        tell("CREATE", event.id() + ":" + event.name());
    }

    /// Whoever looks wants to see it, whatever was subscribed to.
    @Override
    public boolean onPush(RemoteEvent event, Json data) {
        tell("PUSH", "" + event.id(), data);
        return true;
    }

    @Override
    public void onEventRemoved(RemoteEvent event) {
        tell("REMOVE", "" + event.id());
    }

    /// The hangup is told once for all.
    @Override
    public void onEventLost(RemoteEvent event) {}

    @Override
    public void onBroadcast(String name, Json data, UUID uuid, int hop) {
        tell("BROADCAST", name, data);
    }

    private void tell(String what, String event) {
        inbox.addEvent(new Happening.Heard(line(what, event), Optional.empty()));
    }

    private void tell(String what, String event, Json data) {
        inbox.addEvent(new Happening.Heard(line(what, event), Optional.of(data)));
    }

    private static String line(String what, String event) {
        return "ON-EVENT-" + what + ": [" + event + "]";
    }
}
