package afb4j.benchmarks.abuse;

import java.util.Arrays;

/// What calls took.
final class Times {

    private long[] nanos = new long[1024];
    private int size;

    void add(long time) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = time;
    }

    /// What that share of the calls took at most, in microseconds.
    double percentileMicros(int percent) {
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[Math.min(size - 1, size * percent / 100)] / 1e3;
    }
}
