package afb4j.api;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// The verbs `subscribe` and `unsubscribe` of an API, by which clients choose among its events. Their
/// argument is the name of an event without its API, or an object:
///
/// | member | meaning | default |
/// |---|---|---|
/// | `event` | a name, a glob, or an array of them; resolved once, among the events there are | `*` |
/// | `interval` | milliseconds: at most one push per interval, the latest value at its end | every push |
/// | `change` | true: only values that differ from the one told before | false |
/// | `last` | true: the latest value at once | false |
///
/// The answer is the array of the events' whole names. Events whose guard the caller does not pass are left
/// out of what a glob means; one that is named alone, and is not there or not for the caller, is refused.
final class Subscriptions {

    /// Schemas: one or several names of events; where such names stand alone; the names that are answered.
    private static final String NAMES =
            "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"array\",\"items\":{\"type\":\"string\"}}]}";

    private static final String EVENT_NAMES = "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"},"
            + "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";
    private static final Json TOLD = Json.parse("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}");

    static final Verb SUBSCRIBE = Verb.named("subscribe")
            .info("subscribes to events of this API: {\"event\":\"*\",\"interval\":ms,\"change\":bool,\"last\":bool}")
            .inputSchema(Json.parse(EVENT_NAMES + ",{\"type\":\"object\",\"properties\":{\"event\":" + NAMES
                    + ",\"interval\":{\"type\":\"integer\",\"minimum\":0,\"description\":\"at most one push in so many ms\"}"
                    + ",\"change\":{\"type\":\"boolean\",\"description\":\"only values that differ\"}"
                    + ",\"last\":{\"type\":\"boolean\",\"description\":\"the latest value at once\"}}}]}"))
            .outputSchema(TOLD)
            .nonBlocking()
            .handler(Subscriptions::subscribe);

    static final Verb UNSUBSCRIBE = Verb.named("unsubscribe")
            .info("ends subscriptions to events of this API: {\"event\":\"*\"}")
            .inputSchema(Json.parse(EVENT_NAMES + ",{\"type\":\"object\",\"properties\":{\"event\":" + NAMES + "}}]}"))
            .outputSchema(TOLD)
            .nonBlocking()
            .handler(Subscriptions::unsubscribe);

    private static final String ALL = "*";

    private Subscriptions() {}

    private static void subscribe(Request request) {
        SubscribeOptions options = options(request.json());
        List<Event> events = chosen(request);
        events.forEach(event -> request.subscribe(event, options));
        request.reply(names(events));
    }

    private static void unsubscribe(Request request) {
        List<Event> events = chosen(request);
        events.forEach(request::unsubscribe);
        request.reply(names(events));
    }

    private static Json names(List<Event> events) {
        return Json.ofArray(events.stream().map(event -> Json.of(event.name())).toList());
    }

    private static SubscribeOptions options(Json argument) {
        if (argument.kind() != JsonKind.OBJECT) {
            return SubscribeOptions.ALL;
        }
        Duration interval = Duration.ofMillis(member(argument, "interval", Json::asLong, 0L));
        boolean onChange = member(argument, "change", Json::asBoolean, false);
        boolean last = member(argument, "last", Json::asBoolean, false);
        try {
            return new SubscribeOptions(interval, onChange, last);
        } catch (IllegalArgumentException outOfRange) {
            throw new JsonException("/interval: " + outOfRange.getMessage(), outOfRange);
        }
    }

    private static <T> T member(Json object, String name, Function<Json, T> read, T otherwise) {
        try {
            return object.member(name).map(read).orElse(otherwise);
        } catch (JsonException cause) {
            throw new JsonException("/" + name + ": " + cause.getMessage(), cause);
        }
    }

    private static List<Event> chosen(Request request) {
        Json argument = request.json();
        Json wanted = argument.kind() == JsonKind.OBJECT
                ? argument.member("event").orElse(Json.of(ALL))
                : argument.isNull() ? Json.of(ALL) : argument;
        return wanted.kind() == JsonKind.ARRAY
                ? wanted.elements().stream()
                        .flatMap(one -> chosen(request, one.asText()).stream())
                        .distinct()
                        .toList()
                : chosen(request, wanted.asText());
    }

    private static List<Event> chosen(Request request, String text) {
        String prefix = request.context().api() + "/";
        boolean isPattern = Glob.isPattern(text);
        Glob glob = Glob.of(text);
        List<Event> events = request.context().events().stream()
                .filter(event -> {
                    String name = event.name().substring(prefix.length());
                    return isPattern ? glob.matches(name) : name.equals(text);
                })
                .toList();
        List<Event> allowed =
                events.stream().filter(event -> request.passes(event.guard())).toList();
        if (!isPattern && allowed.isEmpty()) {
            throw new JsonException(
                    events.isEmpty()
                            ? "/event: expected an event of "
                                    + request.context().api() + ", there is none called " + text
                            : "/event: " + text + " is not for this caller");
        }
        return allowed;
    }
}
