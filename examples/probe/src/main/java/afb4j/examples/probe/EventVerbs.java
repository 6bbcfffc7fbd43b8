package afb4j.examples.probe;

import afb4j.api.Event;
import afb4j.api.Int;
import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.Request;
import afb4j.api.SubscriptionException;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The verbs about the event `tick`, which is made when somebody subscribes first.
@ThreadSafe
final class EventVerbs {

    /// The results of C: there is no event, and the caller takes none.
    private static final int NO_EVENT = -1;

    private static final int ENOTSUP = -95;

    @GuardedBy("this")
    private @Nullable Event tick;

    /// The sessions of the callers that have subscribed: connections would be right, but a verb sees sessions.
    @GuardedBy("this")
    private final Set<String> subscribed = new HashSet<>();

    void subscribe(Request request) {
        request.reply(result(subscribed(request)));
    }

    private synchronized int subscribed(Request request) {
        if (tick == null) {
            tick = request.context().event("tick");
        }
        try {
            request.subscribe(tick);
        } catch (SubscriptionException _) { // the caller is told by the number
            return ENOTSUP;
        }
        subscribed.add(request.session().uuid());
        return 0;
    }

    /// Answers 1 if the caller was subscribed, 0 if not.
    void unsubscribe(Request request) {
        request.reply(result(unsubscribed(request)));
    }

    private synchronized int unsubscribed(Request request) {
        if (tick == null) {
            return NO_EVENT;
        }
        try {
            request.unsubscribe(tick);
        } catch (SubscriptionException _) { // the caller is told by the number
            return ENOTSUP;
        }
        return subscribed.remove(request.session().uuid()) ? 1 : 0;
    }

    /// Pushes the argument, the items of an array as so many values; answers how many listeners there are.
    void push(Request request) {
        Json data = asValues(request.json());
        request.reply(result(tick().map(event -> event.push(data)).orElse(NO_EVENT)));
    }

    /// What several values of an event look like: none is `null`, one is itself.
    private static Json asValues(Json argument) {
        if (argument.kind() != JsonKind.ARRAY || argument.size() > 1) {
            return argument;
        }
        return argument.size() == 0 ? Json.NULL : argument.element(0);
    }

    void broadcast(Request request) {
        Optional<Event> event = tick();
        event.ifPresent(known -> known.broadcast(request.json()));
        request.reply(result(event.isPresent() ? 0 : NO_EVENT));
    }

    void drop(Request request) {
        dropped().ifPresent(Event::close);
        request.reply();
    }

    private synchronized Optional<Event> dropped() {
        Optional<Event> event = tick();
        tick = null;
        subscribed.clear();
        return event;
    }

    private synchronized Optional<Event> tick() {
        return Optional.ofNullable(tick);
    }

    /// `{"name","data"}`: a broadcast of `probe/NAME`, without an event.
    static void broadcastName(Request request) {
        Json argument = request.json();
        String name = argument.member("name").map(Json::asText).orElse("");
        request.context()
                .broadcast(ProbeApi.NAME + "/" + name, argument.member("data").orElse(Json.NULL));
        request.reply(result(0));
    }

    private static Int result(int number) {
        return new Int(Int.Width.I32, number);
    }
}
