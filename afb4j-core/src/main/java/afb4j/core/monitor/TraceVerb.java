package afb4j.core.monitor;

import afb4j.api.ApiContext;
import afb4j.api.Event;
import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.Request;
import afb4j.api.Session;
import afb4j.api.Status;
import afb4j.api.SubscriptionException;
import afb4j.core.trace.Tracing;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// The verb `trace` of the monitor: adds and drops tracers of the session of the caller (http-and-wsj1.md 6).
/// If anything is wrong about what is to be added, nothing is.
@ThreadSafe
@SuppressWarnings("Immutable")
final class TraceVerb {

    private static final String ERROR = "error-detected";
    private static final String BAD_DROP = "bad drop arguments";

    private static final List<Selector> SELECTORS = List.of(
            new Selector("tag", "tag", (spec, name) -> spec.tag().equals(name)),
            new Selector("event", "event", (spec, name) -> spec.event().equals(name)),
            new Selector(
                    "uuid", "session", (spec, name) -> spec.filter().session().equals(name)));

    private final Tracing tracing;

    TraceVerb(Tracing tracing) {
        this.tracing = tracing;
    }

    void handle(Request request) {
        Optional<Json> add = request.json().member("add").filter(wanted -> !wanted.isNull());
        Optional<Json> drop = request.json().member("drop").filter(wanted -> !wanted.isNull());
        if (add.isEmpty() && drop.isEmpty()) {
            request.reply();
        } else if (!request.hasPermission(MonitorApi.PERMISSION)) { // a trace tells what others say
            request.fail(Status.INSUFFICIENT_SCOPE);
        } else {
            Optional<Status> failure =
                    add.flatMap(wanted -> add(request, wanted)).or(() -> drop.flatMap(meant -> drop(request, meant)));
            failure.ifPresentOrElse(request::fail, request::reply);
        }
    }

    /// The tracers of a session, made if there are none.
    private synchronized SessionTracers tracers(Session session, ApiContext context) {
        if (session.value().orElse(null) instanceof SessionTracers known) {
            return known;
        }
        SessionTracers made = new SessionTracers(tracing, context::event);
        session.value(made, SessionTracers::close);
        return made;
    }

    /// The event of that name, if a tracer of the session pushes it.
    Optional<Event> event(Session session, String name) {
        return session.value().orElse(null) instanceof SessionTracers known ? known.event(name) : Optional.empty();
    }

    private Optional<Status> add(Request request, Json wanted) {
        TraceSpec.Parsed parsed = TraceSpec.parse(wanted);
        if (!parsed.errors().isEmpty()) {
            return Optional.of(error(lines(parsed.errors())));
        }
        SessionTracers tracers = tracers(request.session(), request.context());
        Optional<Set<Event>> events = tracers.add(parsed.specs());
        if (events.isEmpty()) {
            return Optional.of(error("more than " + SessionTracers.MAX_TRACERS + " tracers in one session\n"));
        }
        try {
            events.get().forEach(request::subscribe);
            return Optional.empty();
        } catch (SubscriptionException refused) { // a tracer that nobody hears would trace for ever
            tracers.drop(parsed.specs()::contains);
            return Optional.of(Status.NOT_AVAILABLE.withInfo(
                    "a trace is a stream of events, which this caller cannot take: trace by a websocket"));
        }
    }

    private Optional<Status> drop(Request request, Json meant) {
        SessionTracers tracers = tracers(request.session(), request.context());
        return switch (meant.kind()) {
            case BOOLEAN -> dropAll(tracers, meant.asBoolean());
            case OBJECT -> drop(tracers, meant);
            case NULL, STRING, NUMBER, ARRAY -> Optional.of(error(BAD_DROP));
        };
    }

    private static Optional<Status> dropAll(SessionTracers tracers, boolean isMeant) {
        tracers.drop(_ -> isMeant);
        return Optional.empty();
    }

    private static Optional<Status> drop(SessionTracers tracers, Json meant) {
        List<String> errors = new ArrayList<>();
        for (Selector selector : SELECTORS) {
            Optional<List<String>> names = names(meant.member(selector.member).orElse(Json.NULL));
            if (names.isEmpty()) {
                return Optional.of(error(BAD_DROP));
            }
            for (String name : names.get()) {
                if (tracers.has(spec -> selector.isMeant.test(spec, name))) {
                    tracers.drop(spec -> selector.isMeant.test(spec, name));
                } else {
                    errors.add(selector.word + " " + name + " not found");
                }
            }
        }
        return errors.isEmpty() ? Optional.empty() : Optional.of(error(lines(errors)));
    }

    /// By what tracers are dropped: a member of the argument, and what it is called in errors.
    private record Selector(String member, String word, BiPredicate<TraceSpec, String> isMeant) {}

    /// A name or an array of names; nothing if it is neither.
    private static Optional<List<String>> names(Json json) {
        return switch (json.kind()) {
            case NULL -> Optional.of(List.of());
            case STRING -> Optional.of(List.of(json.asText()));
            case ARRAY ->
                json.elements().stream().allMatch(name -> name.kind() == JsonKind.STRING)
                        ? Optional.of(json.elements().stream().map(Json::asText).toList())
                        : Optional.empty();
            case BOOLEAN, NUMBER, OBJECT -> Optional.empty();
        };
    }

    private static String lines(List<String> errors) {
        return errors.stream().map(error -> error + "\n").collect(Collectors.joining());
    }

    private static Status error(String info) {
        return Status.of(Status.USER_ERROR_CODE, ERROR).withInfo(info);
    }
}
