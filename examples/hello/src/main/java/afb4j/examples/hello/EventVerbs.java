package afb4j.examples.hello;

import afb4j.api.ApiContext;
import afb4j.api.Event;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.SubscriptionException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The verbs about events, which are found by tags that all callers share (hello.md 4.3).
///
/// Thread-safe. An event is always pushed before the verb that pushes it answers; the samples of 2020
/// answered first, which nobody can rely on.
final class EventVerbs {

    private static final Duration DEFAULT_PERIOD = Duration.ofSeconds(1);

    private final Flavour flavour;
    private final ReplyShape replies;
    private final Map<String, TaggedEvent> byTag = new ConcurrentHashMap<>();

    EventVerbs(Flavour flavour) {
        this.flavour = flavour;
        this.replies = flavour.replies();
    }

    private record TaggedEvent(Event event, Ticker ticker) {}

    Reply add(Request request) {
        Optional<String> tag = flavour.text(request.json(), "tag");
        Optional<String> name = flavour.text(request.json(), "name");
        if (tag.isEmpty() || name.isEmpty()) {
            return badArguments();
        }
        return create(request.context(), tag.get(), name.get()) ? Reply.success() : failed("creation error");
    }

    private boolean create(ApiContext context, String tag, String name) {
        if (byTag.containsKey(tag)) {
            return false;
        }
        Event event = context.event(name);
        boolean isNew = byTag.putIfAbsent(tag, new TaggedEvent(event, new Ticker(context, event))) == null;
        if (!isNew) {
            event.close();
        }
        return isNew;
    }

    Reply delete(Request request) {
        return withTag(request, tag -> {
            TaggedEvent removed = byTag.remove(tag);
            if (removed == null) {
                return failed("deletion error");
            }
            removed.ticker().stop();
            removed.event().close();
            return Reply.success();
        });
    }

    Reply subscribe(Request request) {
        return withEvent(request, "subscription error", tagged -> {
            try {
                request.subscribe(tagged.event());
                return Reply.success();
            } catch (SubscriptionException _) { // the caller is told in the words of the sample
                return failed("subscription error");
            }
        });
    }

    /// Answers success where 2026 answers a failure, which is a fault there (Q1).
    Reply unsubscribe(Request request) {
        return withEvent(request, "unsubscription error", tagged -> {
            try {
                request.unsubscribe(tagged.event());
                return Reply.success();
            } catch (SubscriptionException _) { // the caller is told in the words of the sample
                return failed("unsubscription error");
            }
        });
    }

    Reply push(Request request) {
        return withEvent(request, "push error", tagged -> {
            tagged.event().push(flavour.value(request.json(), "data"));
            return Reply.success();
        });
    }

    Reply start(Request request) {
        Optional<Json> asked = request.json().member("period");
        Optional<Duration> period = asked.isEmpty() ? Optional.of(DEFAULT_PERIOD) : asked.flatMap(Arguments::millis);
        if (period.isEmpty()) {
            return badArguments();
        }
        return withEvent(request, "start error", tagged -> {
            tagged.ticker().start(period.get().isZero() ? DEFAULT_PERIOD : period.get());
            return Reply.success();
        });
    }

    Reply stop(Request request) {
        return withTag(request, tag -> {
            TaggedEvent tagged = byTag.get(tag);
            if (tagged != null) {
                tagged.ticker().stop();
            }
            return Reply.success();
        });
    }

    /// Of an event by its tag, else of a name.
    Reply broadcast(Request request) {
        Json data = flavour.value(request.json(), "data");
        if (flavour.text(request.json(), "tag").isPresent()) {
            return withEvent(request, "broadcast error", tagged -> {
                tagged.event().broadcast(data);
                return Reply.success();
            });
        }
        Optional<String> name = flavour.text(request.json(), "name");
        if (name.isEmpty()) {
            return badArguments();
        }
        request.context().broadcast(HelloApi.NAME + "/" + name.get(), data);
        return Reply.success();
    }

    private Reply withEvent(Request request, String error, Function<TaggedEvent, Reply> action) {
        return withTag(request, tag -> {
            TaggedEvent tagged = byTag.get(tag);
            return tagged == null ? failed(error) : action.apply(tagged);
        });
    }

    private Reply withTag(Request request, Function<String, Reply> action) {
        return flavour.text(request.json(), "tag").map(action).orElseGet(this::badArguments);
    }

    private Reply badArguments() {
        return failed("bad arguments");
    }

    private Reply failed(String info) {
        return replies.failure("failed", info);
    }
}
