package afb4j.server.metrics;

import afb4j.core.metrics.ApiStatistics;
import afb4j.core.metrics.CallStatistics;
import afb4j.core.metrics.Latencies;
import afb4j.core.metrics.LatencyBuckets;
import afb4j.core.metrics.VerbCounts;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/// The calls of a binder, by API and verb: how many ended with which status, and how long they took.
///
/// Of the fine buckets of [LatencyBuckets] each 16 are one here: a bound at each fourth power of two
/// nanoseconds, from 1 microsecond to 17 seconds, which is the same for all verbs.
record CallCollector(CallStatistics calls) implements MultiCollector {

    private static final double NANOS = 1e9;
    private static final int FIRST_EXPONENT = 10;
    private static final int LAST_EXPONENT = 34;
    private static final int STEP = 2;

    @Override
    public MetricSnapshots collect() {
        CounterSnapshot.Builder counters = CounterSnapshot.builder()
                .name("afb4j_calls")
                .help("calls that have ended, by status; (unknown) and (other) stand for names that are not told"
                        + " apart");
        HistogramSnapshot.Builder durations = HistogramSnapshot.builder()
                .name("afb4j_call_duration_seconds")
                .help("time from the arrival of a call at its API to its answer");
        for (ApiStatistics api : calls.apis()) {
            for (VerbCounts verb : api.read()) {
                Labels labels = Labels.of("api", api.api(), "verb", verb.verb());
                verb.byStatus()
                        .forEach((status, count) ->
                                counters.dataPoint(Families.counter(count, labels.add("status", status))));
                durations.dataPoint(duration(verb.latencies(), labels));
            }
        }
        return MetricSnapshots.of(counters.build(), durations.build());
    }

    private static HistogramSnapshot.HistogramDataPointSnapshot duration(Latencies latencies, Labels labels) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        int fine = 0;
        for (int exponent = FIRST_EXPONENT; exponent <= LAST_EXPONENT; exponent += STEP) {
            long bound = 1L << exponent;
            long count = 0;
            while (LatencyBuckets.lowerNanos(fine) < bound) {
                count += latencies.countOf(fine++);
            }
            buckets.bucket(bound / NANOS, count);
        }
        long longer = 0;
        while (fine < LatencyBuckets.COUNT) {
            longer += latencies.countOf(fine++);
        }
        buckets.bucket(Double.POSITIVE_INFINITY, longer);
        return HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(latencies.sumNanos() / NANOS)
                .labels(labels)
                .build();
    }
}
