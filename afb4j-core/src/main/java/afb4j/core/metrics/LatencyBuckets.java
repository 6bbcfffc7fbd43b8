package afb4j.core.metrics;

/// The buckets of a latency histogram: 8 of the same width in each power of two, so that a bucket is at most
/// an eighth of its lower bound wide, from one nanosecond to 137 seconds. What took longer is in the last one.
public final class LatencyBuckets {

    private static final int SUB_BITS = 3;
    private static final int SUBS = 1 << SUB_BITS;
    private static final int MAX_BITS = 37;

    /// How many there are.
    public static final int COUNT = (MAX_BITS - SUB_BITS + 1) * SUBS;

    private LatencyBuckets() {}

    /// The bucket of a latency; a negative one, by a clock that goes back, counts as zero.
    static int indexOf(long nanos) {
        if (nanos < SUBS) {
            return (int) Math.max(0, nanos);
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int sub = (int) (nanos >>> (exponent - SUB_BITS)) & (SUBS - 1);
        return Math.min(COUNT - 1, (exponent - SUB_BITS + 1) * SUBS + sub);
    }

    /// The smallest latency in the bucket.
    public static long lowerNanos(int index) {
        if (index < SUBS) {
            return index;
        }
        int exponent = index / SUBS + SUB_BITS - 1;
        return (long) (SUBS + index % SUBS) << (exponent - SUB_BITS);
    }

    /// The smallest latency above the bucket; the last one has no end and says [Long#MAX_VALUE].
    public static long upperNanos(int index) {
        return index == COUNT - 1 ? Long.MAX_VALUE : lowerNanos(index + 1);
    }
}
