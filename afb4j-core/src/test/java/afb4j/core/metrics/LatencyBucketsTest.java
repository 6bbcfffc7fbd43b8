package afb4j.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatencyBucketsTest {

    private static final long SEED = 20_261_125;

    @Test
    void bucketsFollowEachOtherWithoutGapsAndOverlaps() {
        for (int i = 0; i < LatencyBuckets.COUNT - 1; i++) {
            assertThat(LatencyBuckets.upperNanos(i)).isEqualTo(LatencyBuckets.lowerNanos(i + 1));
            assertThat(LatencyBuckets.indexOf(LatencyBuckets.lowerNanos(i))).isEqualTo(i);
            assertThat(LatencyBuckets.indexOf(LatencyBuckets.upperNanos(i) - 1)).isEqualTo(i);
        }
    }

    @Test
    void aBucketIsAtMostAnEighthOfItsLowerBoundWide() {
        for (int i = 8; i < LatencyBuckets.COUNT - 1; i++) {
            long lower = LatencyBuckets.lowerNanos(i);
            assertThat(LatencyBuckets.upperNanos(i) - lower).isLessThanOrEqualTo(lower / 8);
        }
    }

    @Test
    void eachLatencyLiesInItsBucket() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextLong(1L << 37) >>> random.nextInt(37);
            int bucket = LatencyBuckets.indexOf(nanos);
            assertThat(nanos)
                    .as("seed %d", SEED)
                    .isGreaterThanOrEqualTo(LatencyBuckets.lowerNanos(bucket))
                    .isLessThan(LatencyBuckets.upperNanos(bucket));
        }
    }

    @Test
    void whatIsOutOfRangeIsInTheFirstOrTheLastBucket() {
        assertThat(LatencyBuckets.indexOf(Long.MIN_VALUE)).isZero();
        assertThat(LatencyBuckets.indexOf(-1)).isZero();
        assertThat(LatencyBuckets.indexOf(1L << 37)).isEqualTo(LatencyBuckets.COUNT - 1);
        assertThat(LatencyBuckets.indexOf(Long.MAX_VALUE)).isEqualTo(LatencyBuckets.COUNT - 1);
        assertThat(LatencyBuckets.upperNanos(LatencyBuckets.COUNT - 1)).isEqualTo(Long.MAX_VALUE);
    }
}
