package afb4j.core.monitor;

import afb4j.api.Api;
import afb4j.api.ApiContext;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.JsonObjectBuilder;
import afb4j.api.Request;
import afb4j.api.Session;
import afb4j.api.Status;
import afb4j.api.SubscriptionException;
import afb4j.api.Verb;
import afb4j.core.BinderCore;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The API `monitor`, by which clients look into a running binder (http-and-wsj1.md 6). It sees public APIs only.
///
/// | verb | argument | reply |
/// |---|---|---|
/// | `apis` | | the names of the APIs and aliases, in one text |
/// | `get` | `{"apis":ANY}`, `{"verbosity":S}` | the APIs as an object; levels of the log |
/// | `set` | `{"verbosity":LEVEL}`, `{"subscribe":S}`, `{"unsubscribe":S}` | |
/// | `session` | | `{"uuid":U,"timeout":SECONDS,"remain":SECONDS}` of the caller |
/// | `subscribe`, `unsubscribe` | `"disconnected"`, `"metrics"`, the event of a trace, or an array of names | |
/// | `trace` | `{"add":...}`, `{"drop":...}` | see [TraceVerb] |
/// | `metrics` | | see [MetricsReading] |
/// | `connections` | | `[{"id":N,"kind":K,"peer":P,"api":A,"inFlight":N,"subscriptions":N,"since":EPOCH_SECONDS}]` |
/// | `links` | | `[{"api":A,"address":S,"state":S}]` |
/// | `sessions` | | `[{"uuid":BEGINNING,"number":N,"timeout":SECONDS,"remain":SECONDS,"references":N}]` |
///
/// Events: `monitor/disconnected` carries the name of an API whose link was lost; `monitor/metrics` comes once
/// a second while somebody has subscribed; `monitor/trace`, or what it was called by its session, carries
/// what is traced, see [TraceJson].
///
/// The last four verbs, the event `metrics`, `set` and `trace` tell of others, or concern them: they ask for
/// the permission [#PERMISSION], which everybody has as long as no policy is configured. Of `set` and `trace`
/// that is no declared guard, because their description is known to clients.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class MonitorApi {

    /// The name of the API.
    public static final String NAME = "monitor";

    /// What is asked for where others are concerned.
    public static final String PERMISSION = "urn:afb4j:permission::public:monitor";

    /// How many connections, or sessions, are listed at most.
    static final int MAX_LISTED = 1000;

    private static final String DISCONNECTED = "disconnected";
    private static final String METRICS = "metrics";

    private final BinderCore core;
    private final PublicApis apis;
    private final VerbosityVerbs verbosity;
    private final InstantSource clock;
    private final MetricsReading metrics;
    private final TraceVerb trace;
    private volatile Optional<Started> started = Optional.empty();

    /// What there is from the start of the API on.
    private record Started(Event disconnected, Consumer<String> onLost, MetricsTicker ticker) {}

    private MonitorApi(BinderCore core, Verbosity verbosity, InstantSource clock) {
        this.core = core;
        this.apis = new PublicApis(core.apis());
        this.verbosity = new VerbosityVerbs(verbosity, apis);
        this.clock = clock;
        this.trace = new TraceVerb(core.tracing());
        this.metrics = new MetricsReading(core, clock, clock.instant());
    }

    /// The API for a binder.
    public static Api of(BinderCore core, Verbosity verbosity) {
        return of(core, verbosity, InstantSource.system());
    }

    /// As [#of(BinderCore, Verbosity)] by another clock.
    static Api of(BinderCore core, Verbosity verbosity, InstantSource clock) {
        MonitorApi monitor = new MonitorApi(core, verbosity, clock);
        Guard guard = Guard.permission(PERMISSION);
        return Api.builder(NAME)
                .info("Monitoring API")
                .verb(verb("apis", "List apis").handler(monitor::apis))
                .verb(verb("session", "Get session info").handler(monitor::session))
                .verb(verb("subscribe", "Subscribe to monitoring events").handler(monitor::subscribe))
                .verb(verb("unsubscribe", "Unsubscribe from monitoring events").handler(monitor::unsubscribe))
                .verb(verb("get", "Get apis and/or verbosity").handler(monitor::get))
                .verb(verb("set", "Set verbosities and/or subscriptions").handler(monitor::set))
                .verb(verb("trace", "Trace internal activity").handler(monitor.trace::handle))
                .verb(Verb.named(METRICS)
                        .info("Get calls, latencies and loads")
                        .guard(guard)
                        .handler(monitor::metrics))
                .verb(verb("connections", "List connections").guard(guard).handler(monitor::connections))
                .verb(verb("links", "List links to other binders").guard(guard).handler(monitor::links))
                .verb(Verb.named("sessions").info("List sessions").guard(guard).handler(monitor::sessions))
                .start(monitor::start)
                .stop(monitor::stop)
                .build();
    }

    private static Verb.Builder verb(String name, String info) {
        return Verb.named(name).info(info).nonBlocking();
    }

    private void start(ApiContext context) {
        Event disconnected = context.event(DISCONNECTED);
        Event reading = context.event(METRICS, Guard.permission(PERMISSION));
        Consumer<String> onLost = api -> {
            if (apis.contains(api)) {
                disconnected.push(api);
            }
        };
        core.links().onLost(onLost);
        MetricsReading recent = new MetricsReading(core, clock, clock.instant());
        started = Optional.of(new Started(disconnected, onLost, new MetricsTicker(context, reading, recent)));
    }

    private void stop(ApiContext context) {
        started.ifPresent(parts -> core.links().removeObserver(parts.onLost()));
    }

    private void apis(Request request) {
        request.reply(apis.text());
    }

    private void session(Request request) {
        Session session = request.session();
        request.reply(Json.object()
                .put("uuid", session.uuid())
                .put("timeout", session.timeout().toSeconds())
                .put("remain", wholeSeconds(session.remaining()))
                .build());
    }

    /// Seconds that have begun count.
    private static long wholeSeconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }

    // ---- get and set

    private void get(Request request) {
        JsonObjectBuilder answer = Json.object();
        Optional<Json> wantedLevels = member(request.json(), "verbosity");
        Optional<Json> wantedApis = member(request.json(), "apis");
        wantedLevels.ifPresent(wanted -> answer.put("verbosity", verbosity.read(wanted)));
        wantedApis.ifPresent(_ -> answer.put("apis", apis.json()));
        if (wantedLevels.isEmpty() && wantedApis.isEmpty()) {
            request.reply();
        } else {
            request.reply(answer.build());
        }
    }

    private void set(Request request) {
        Optional<Json> levels = member(request.json(), "verbosity");
        if (levels.isPresent() && !request.hasPermission(PERMISSION)) {
            request.fail(Status.INSUFFICIENT_SCOPE);
            return;
        }
        levels.ifPresent(verbosity::set);
        member(request.json(), "subscribe").ifPresent(names -> subscribe(request, names));
        member(request.json(), "unsubscribe").ifPresent(names -> unsubscribe(request, names));
        request.reply();
    }

    private static Optional<Json> member(Json argument, String name) {
        return argument.member(name).filter(value -> !value.isNull());
    }

    // ---- subscriptions: names that are not there, and callers that take no events, are answered success

    private void subscribe(Request request) {
        subscribe(request, request.json());
        request.reply();
    }

    private void subscribe(Request request, Json names) {
        for (Event event : events(request, names)) {
            if (request.passes(event.guard()) && changes(() -> request.subscribe(event))) {
                started.filter(parts -> event.equals(parts.ticker().event()))
                        .ifPresent(parts -> parts.ticker().wake());
            }
        }
    }

    private void unsubscribe(Request request) {
        unsubscribe(request, request.json());
        request.reply();
    }

    private void unsubscribe(Request request, Json names) {
        events(request, names).forEach(event -> changes(() -> request.unsubscribe(event)));
    }

    /// compat: who takes no events, as over REST, is answered success all the same, vector monitor.
    private static boolean changes(Runnable subscription) {
        try {
            subscription.run();
            return true;
        } catch (SubscriptionException _) {
            return false;
        }
    }

    private List<Event> events(Request request, Json names) {
        return switch (names.kind()) {
            case STRING -> event(request, names.asText()).stream().toList();
            case ARRAY ->
                names.elements().stream()
                        .filter(name -> name.kind() == JsonKind.STRING)
                        .flatMap(name -> event(request, name.asText()).stream())
                        .toList();
            case NULL, BOOLEAN, NUMBER, OBJECT -> List.of();
        };
    }

    private Optional<Event> event(Request request, String name) {
        return switch (name) {
            case DISCONNECTED -> started.map(Started::disconnected);
            case METRICS -> started.map(parts -> parts.ticker().event());
            default -> trace.event(request.session(), name);
        };
    }

    // ---- what the binder does

    private void metrics(Request request) {
        request.reply(metrics.read());
    }

    private void links(Request request) {
        request.reply(MetricsReading.links(core));
    }

    private void connections(Request request) {
        request.defer();
        core.connections()
                .infos(MAX_LISTED)
                .thenAccept(infos -> request.reply(Json.ofArray(infos.stream()
                        .map(info -> Json.object()
                                .put("id", info.id())
                                .put("kind", info.kind())
                                .put("peer", info.peer())
                                .put("api", info.api())
                                .put("inFlight", info.inFlight())
                                .put("subscriptions", info.subscriptions())
                                .put("since", EpochSeconds.of(info.since()))
                                .build())
                        .toList())));
    }

    private void sessions(Request request) {
        request.reply(Json.ofArray(core.sessions()
                .sessions()
                .limit(MAX_LISTED)
                .map(session -> Json.object()
                        .put("uuid", ShortUuid.of(session.uuid()))
                        .put("number", session.number())
                        .put("timeout", session.timeout().toSeconds())
                        .put("remain", wholeSeconds(session.remaining()))
                        .put("references", session.references())
                        .build())
                .toList()));
    }
}
