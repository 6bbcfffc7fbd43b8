package afb4j.examples.hello;

import static java.lang.System.Logger.Level.INFO;

import afb4j.api.ApiContext;
import afb4j.api.Data;
import afb4j.api.EventHandler;
import afb4j.api.Json;
import afb4j.api.JsonStyle;
import afb4j.api.Reply;
import afb4j.api.Request;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What the sample does about the events it gets: it calls the verbs that `oneventcall` named, and notes the
/// rest in the log (hello.md 4.3 and 5). Thread-safe.
final class EventCalls {

    private static final System.Logger LOGGER = System.getLogger(EventCalls.class.getName());
    private static final String ALL = "*";

    private final Flavour flavour;
    private final ReplyShape replies;
    private final EventHandler log = this::log;

    /// What is done about events that fit no pattern but [#ALL]: the log until a caller names a verb.
    private final AtomicReference<EventHandler> forAll = new AtomicReference<>(log);

    EventCalls(Flavour flavour) {
        this.flavour = flavour;
        this.replies = flavour.replies();
    }

    /// Begins to take events.
    void start(ApiContext context) {
        context.onEvent(ALL, (event, data) -> forAll.get().onEvent(event, data));
    }

    private void log(String event, Data data) {
        if (flavour == Flavour.V4) {
            LOGGER.log(INFO, "received orphan event {0}", event);
        } else {
            LOGGER.log(INFO, "received event {0}({1})", event, data.toJson().text(JsonStyle.SPACED));
        }
    }

    Reply oneventcall(Request request) {
        Json argument = request.json();
        Optional<String> pattern = flavour.text(argument, "pattern");
        Optional<String> api = flavour.text(argument, "api");
        Optional<String> verb = flavour.text(argument, "verb");
        if (pattern.isEmpty() || api.isEmpty() || verb.isEmpty()) {
            return replies.failure("invalid", null);
        }
        ApiContext context = request.context();
        Json args = flavour.value(argument, "args");
        EventHandler call = (event, data) -> context.callAsync(
                api.get(),
                verb.get(),
                Json.object()
                        .put("event", event)
                        .put("data", data.toJson())
                        .put("args", args)
                        .build());
        return handle(context, pattern.get(), call) ? Reply.success() : replies.failure("failed", null);
    }

    private boolean handle(ApiContext context, String pattern, EventHandler call) {
        if (pattern.equals(ALL)) {
            return forAll.compareAndSet(log, call);
        }
        try {
            context.onEvent(pattern, call);
            return true;
        } catch (IllegalArgumentException _) { // the pattern has a handler: the caller is told
            return false;
        }
    }
}
