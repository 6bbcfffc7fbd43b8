package afb4j.core.metrics;

import com.google.errorprone.annotations.Immutable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The calls of one verb, as they were at one moment.
@Immutable
@SuppressWarnings("Immutable") // the array is never changed
public final class VerbCounts {

    private static final String SUCCESS = "success";

    private final String verb;
    private final long[] failures;
    private final Latencies latencies;

    /// @param failures by the code without its sign; not to be changed afterwards
    VerbCounts(String verb, long[] failures, Latencies latencies) {
        this.verb = verb;
        this.failures = failures;
        this.latencies = latencies;
    }

    /// The verb as it was declared; [CallStatistics#UNKNOWN] for what was called and is not there.
    public String verb() {
        return verb;
    }

    /// How many calls have ended.
    public long count() {
        return latencies.count();
    }

    /// How many of them failed.
    public long errors() {
        long sum = 0;
        for (long one : failures) {
            sum += one;
        }
        return sum;
    }

    /// How many ended with which status, success first, without those that never came; failures that verbs
    /// name themselves count as `error`.
    public Map<String, Long> byStatus() {
        Map<String, Long> counts = new LinkedHashMap<>();
        long successes = Math.max(0, count() - errors());
        if (successes > 0) {
            counts.put(SUCCESS, successes);
        }
        for (int i = 0; i < failures.length; i++) {
            if (failures[i] > 0) {
                counts.put(VerbStatistics.nameOf(i), failures[i]);
            }
        }
        return Collections.unmodifiableMap(counts);
    }

    /// How long they took.
    public Latencies latencies() {
        return latencies;
    }
}
