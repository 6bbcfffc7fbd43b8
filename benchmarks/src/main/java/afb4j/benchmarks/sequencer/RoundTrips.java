package afb4j.benchmarks.sequencer;

import java.util.Arrays;

/// How long round trips took.
///
/// @param sortedNanos each of them
/// @param mostTurns the most turns that the loop made after one was written until it was answered
record RoundTrips(long[] sortedNanos, long mostTurns) {

    static final double NANOS_PER_MICRO = 1_000;

    /// S-06: each takes less.
    static final double SLOW_MICROS = 20_000;

    static RoundTrips of(long[] nanos, long mostTurns) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new RoundTrips(sorted, mostTurns);
    }

    int count() {
        return sortedNanos.length;
    }

    double mostMicros() {
        return sortedNanos[sortedNanos.length - 1] / NANOS_PER_MICRO;
    }

    String times() {
        return Row.text(
                "p50 %.0f us, p99 %.0f us, max %.0f us",
                sortedNanos[sortedNanos.length / 2] / NANOS_PER_MICRO,
                sortedNanos[(int) (sortedNanos.length * 0.99)] / NANOS_PER_MICRO,
                mostMicros());
    }

    String slow() {
        return Row.text(
                "%d trips",
                Arrays.stream(sortedNanos)
                        .filter(nanos -> nanos >= SLOW_MICROS * NANOS_PER_MICRO)
                        .count());
    }
}
