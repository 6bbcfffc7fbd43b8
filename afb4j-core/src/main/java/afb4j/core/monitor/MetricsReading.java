package afb4j.core.monitor;

import afb4j.api.Json;
import afb4j.api.JsonObjectBuilder;
import afb4j.core.BinderCore;
import afb4j.core.metrics.ApiStatistics;
import afb4j.core.metrics.Latencies;
import afb4j.core.metrics.VerbCounts;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the object that `monitor/metrics` answers, and that its event carries:
///
/// ```
/// {"time":EPOCH_SECONDS,"uptime":SECONDS,
///  "calls":[{"api":A,"verb":V,"count":N,"errors":N,"status":{"success":N,...},
///            "latency":{"p50":us,"p90":us,"p99":us,"max":us,"mean":us},"recent":{"count":N,"p50":us,...}}],
///  "running":N,"waiting":N,"events":{"pushed":N,"delivered":N,"dropped":N},
///  "connections":N,"sessions":{"count":N,"max":N},"links":[{"api":A,"address":S,"state":S}],
///  "jvm":{"heapUsed":bytes,"heapMax":bytes,"threads":N,"cpu":0..1}}
/// ```
///
/// `recent` is about the calls since the last reading of the same object of this class, and is there from its
/// second reading on, for verbs that were called meanwhile. Reading takes time in proportion to the verbs that
/// were ever called: not for event loops.
@ThreadSafe
@SuppressWarnings("Immutable")
final class MetricsReading {

    private static final double NANOS_PER_TENTH_MICRO = 100;
    private static final double TENTHS = 10;
    private static final double MILLIS = 1000;

    private final BinderCore core;
    private final InstantSource clock;
    private final Instant start;

    @GuardedBy("this")
    private Map<Key, Latencies> last = Map.of();

    @GuardedBy("this")
    private boolean wasRead;

    /// Made when it is needed: it takes time at the start.
    @GuardedBy("this")
    private @Nullable JvmLoad jvm;

    private record Key(String api, String verb) {}

    /// @param start when the binder was made
    MetricsReading(BinderCore core, InstantSource clock, Instant start) {
        this.core = core;
        this.clock = clock;
        this.start = start;
    }

    /// The state now.
    synchronized Json read() {
        Instant now = clock.instant();
        List<Json> calls = calls();
        if (jvm == null) {
            jvm = new JvmLoad();
        }
        int waiting = core.waiting();
        return Json.object()
                .put("time", EpochSeconds.of(now))
                .put("uptime", Duration.between(start, now).toMillis() / MILLIS)
                .put("calls", Json.ofArray(calls))
                .put("running", Math.max(0, core.statistics().unanswered() - waiting))
                .put("waiting", waiting)
                .put("events", events())
                .put("connections", core.connections().size())
                .put("sessions", sessions())
                .put("links", links(core))
                .put("jvm", jvm.read(now))
                .build();
    }

    @GuardedBy("this")
    private List<Json> calls() {
        List<Json> calls = new ArrayList<>();
        Map<Key, Latencies> present = new HashMap<>();
        for (ApiStatistics api : core.statistics().apis()) {
            for (VerbCounts verb : api.read()) {
                Key key = new Key(api.api(), verb.verb());
                present.put(key, verb.latencies());
                calls.add(call(key, verb));
            }
        }
        last = present;
        wasRead = true;
        return calls;
    }

    @GuardedBy("this")
    private Json call(Key key, VerbCounts verb) {
        JsonObjectBuilder status = Json.object();
        verb.byStatus().forEach(status::put);
        JsonObjectBuilder call = Json.object()
                .put("api", key.api())
                .put("verb", key.verb())
                .put("count", verb.count())
                .put("errors", verb.errors())
                .put("status", status.build())
                .put("latency", latency(Json.object(), verb.latencies()));
        if (wasRead) {
            Latencies before = last.get(key);
            Latencies recent =
                    before == null ? verb.latencies() : verb.latencies().since(before);
            if (recent.count() > 0) {
                call.put("recent", latency(Json.object().put("count", recent.count()), recent));
            }
        }
        return call.build();
    }

    private static Json latency(JsonObjectBuilder object, Latencies latencies) {
        return object.put("p50", micros(latencies.quantileNanos(0.5)))
                .put("p90", micros(latencies.quantileNanos(0.9)))
                .put("p99", micros(latencies.quantileNanos(0.99)))
                .put("max", micros(latencies.maxNanos()))
                .put("mean", micros(latencies.meanNanos()))
                .build();
    }

    private static double micros(long nanos) {
        return micros((double) nanos);
    }

    private static double micros(double nanos) {
        return Math.round(nanos / NANOS_PER_TENTH_MICRO) / TENTHS;
    }

    private Json events() {
        return Json.object()
                .put("pushed", core.events().pushed())
                .put("delivered", core.events().delivered())
                .put("dropped", core.events().dropped())
                .build();
    }

    private Json sessions() {
        return Json.object()
                .put("count", core.sessions().size())
                .put("max", core.config().sessions().maxSessions())
                .build();
    }

    /// The links, as `monitor/links` answers them.
    static Json links(BinderCore core) {
        return Json.ofArray(core.links().links().stream()
                .map(link -> Json.object()
                        .put("api", link.api())
                        .put("address", link.address())
                        .put("state", link.stateName())
                        .build())
                .toList());
    }
}
