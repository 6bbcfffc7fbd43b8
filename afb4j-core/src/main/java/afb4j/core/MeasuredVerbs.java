package afb4j.core;

import afb4j.api.Api;
import afb4j.api.Verb;
import afb4j.core.metrics.ApiStatistics;
import afb4j.core.metrics.VerbStatistics;
import com.google.errorprone.annotations.Immutable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The verbs of an API with their statistics: one lookup of a call finds both.
@Immutable
@SuppressWarnings("Immutable") // the map is never changed
final class MeasuredVerbs {

    private final Api api;
    private final ApiStatistics statistics;

    /// By declared name: globs as they are written, which no caller means.
    private final Map<String, Entry> byName = new HashMap<>();

    /// A verb and what counts its calls.
    record Entry(Verb verb, VerbStatistics meter) {}

    MeasuredVerbs(Api api, ApiStatistics statistics) {
        this.api = api;
        this.statistics = statistics;
        for (Verb verb : api.verbs()) {
            byName.put(verb.name(), new Entry(verb, statistics.declared(verb.name())));
        }
        for (Verb verb : api.verbs()) { // a name that an earlier glob hides
            api.find(verb.name())
                    .filter(found -> !found.name().equals(verb.name()))
                    .ifPresent(found -> byName.put(verb.name(), entryOf(found)));
        }
    }

    private Entry entryOf(Verb verb) {
        return new Entry(verb, statistics.declared(verb.name()));
    }

    /// The entry that answers to `verbName` ([Api#find(String)]), null if there is none.
    @Nullable
    Entry find(String verbName) {
        Entry exact = byName.get(verbName);
        return exact != null ? exact : api.find(verbName).map(this::entryOf).orElse(null);
    }
}
