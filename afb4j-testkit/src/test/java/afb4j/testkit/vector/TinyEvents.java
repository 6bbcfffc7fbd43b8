package afb4j.testkit.vector;

import afb4j.testkit.vector.TinyClient.Fault;
import afb4j.testkit.vector.TinyClient.Style;
import java.util.HashMap;
import java.util.Map;

/// The events of a [TinyTalk], guarded by it.
final class TinyEvents {

    /// Sends a message.
    interface Sender {
        void send(String kind, String... values);
    }

    private final Dialect dialect;
    private final Fault fault;
    private final Style style;
    private final ClientListener listener;
    private final Sender sender;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> subscriptions = new HashMap<>();

    TinyEvents(Dialect dialect, Fault fault, Style style, ClientListener listener, Sender sender) {
        this.dialect = dialect;
        this.fault = fault;
        this.style = style;
        this.listener = listener;
        this.sender = sender;
    }

    void onMessage(Message message) {
        String id = message.text("eventid");
        switch (message.kind()) {
            case "event-create" -> names.put(id, message.text("name"));
            case "event-remove" -> {
                names.remove(id);
                subscriptions.remove(id);
            }
            case "subscribe" -> subscriptions.merge(id, 1, Integer::sum);
            case "unsubscribe" -> subscriptions.merge(id, 0, (count, _) -> dialect.isLegacy() ? count - 1 : 0);
            case "push" -> push(id, message.text("data"), subscriptions.getOrDefault(id, 0) > 0);
            case "broadcast" -> {
                String data = fault == Fault.ALTERS_BROADCAST ? "\"altered\"" : message.text("data");
                listener.onEvent(new EventSeen(EventSeen.Kind.BROADCAST, message.text("name"), data));
            }
            default -> {
                // nothing to do with events
            }
        }
    }

    private void push(String id, String data, boolean wanted) {
        if ((wanted && fault == Fault.LOSES_PUSH) || (!wanted && fault == Fault.SWALLOWS_UNWANTED_PUSH)) {
            return;
        }
        boolean answers = !wanted && style == Style.CAREFUL;
        if (answers
                || (wanted && fault == Fault.ANSWERS_WANTED_PUSH)
                || (!wanted && fault == Fault.SHOWS_AND_ANSWERS_UNWANTED_PUSH)) {
            sender.send("unexpected", id);
        }
        if (!answers) {
            EventSeen event = new EventSeen(EventSeen.Kind.PUSH, names.getOrDefault(id, ""), data);
            listener.onEvent(event);
            if (fault == Fault.SHOWS_PUSH_TWICE) {
                listener.onEvent(event);
            }
        }
    }
}
