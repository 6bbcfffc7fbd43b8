package afb4j.core.metrics;

import com.google.errorprone.annotations.Immutable;

/// How long the calls of a verb took, as it was at one moment. Quantiles are exact to half the width of a
/// [bucket][LatencyBuckets]: 6.25 % at most.
@Immutable
@SuppressWarnings("Immutable") // the array is never changed
public final class Latencies {

    /// Of no calls.
    static final Latencies NONE = new Latencies(new long[LatencyBuckets.COUNT], 0, 0);

    private final long[] counts;
    private final long count;
    private final long sumNanos;
    private final long maxNanos;

    /// @param counts by bucket; not to be changed afterwards
    Latencies(long[] counts, long sumNanos, long maxNanos) {
        this.counts = counts;
        this.sumNanos = sumNanos;
        this.maxNanos = maxNanos;
        long sum = 0;
        for (long one : counts) {
            sum += one;
        }
        this.count = sum;
    }

    /// How many calls there were.
    public long count() {
        return count;
    }

    /// How many calls took less than the end of that bucket, and not less than its start.
    public long countOf(int bucket) {
        return counts[bucket];
    }

    /// The time of all calls together.
    public long sumNanos() {
        return sumNanos;
    }

    /// The longest one, exactly.
    public long maxNanos() {
        return maxNanos;
    }

    /// The mean, 0 of no calls.
    public double meanNanos() {
        return count == 0 ? 0 : (double) sumNanos / count;
    }

    /// The latency that `share` of the calls did not exceed: the middle of its bucket, but not above the longest;
    /// 0 of no calls.
    ///
    /// @param share from 0 to 1: 0.99 is the 99th percentile
    public long quantileNanos(double share) {
        if (count == 0) {
            return 0;
        }
        long rank = Math.max(1, (long) Math.ceil(share * count));
        if (rank >= count) {
            return maxNanos;
        }
        long seen = 0;
        for (int i = 0; i < LatencyBuckets.COUNT - 1; i++) {
            seen += counts[i];
            if (seen >= rank) {
                long lower = LatencyBuckets.lowerNanos(i);
                return Math.min(maxNanos, lower + (LatencyBuckets.upperNanos(i) - lower) / 2);
            }
        }
        return maxNanos;
    }

    /// What came since `earlier`, which is of the same verb. Its longest call is known to the width of a bucket only.
    public Latencies since(Latencies earlier) {
        long[] news = new long[LatencyBuckets.COUNT];
        int last = -1;
        for (int i = 0; i < news.length; i++) {
            news[i] = Math.max(0, counts[i] - earlier.counts[i]);
            last = news[i] > 0 ? i : last;
        }
        long max = last < 0 ? 0 : Math.min(maxNanos, LatencyBuckets.upperNanos(last) - 1);
        return new Latencies(news, Math.max(0, sumNanos - earlier.sumNanos), max);
    }
}
