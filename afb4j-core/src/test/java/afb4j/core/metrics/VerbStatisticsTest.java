package afb4j.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import afb4j.api.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerbStatisticsTest {

    private static final long SEED = 4_711;

    private final LongAdder unanswered = new LongAdder();
    private final VerbStatistics statistics = new VerbStatistics("ping", unanswered);

    @Test
    void countsByStatus() {
        ran(Status.SUCCESS, 10);
        ran(Status.of(7), 10);
        ran(Status.INTERNAL_ERROR, 10);
        ran(Status.TIMEOUT.withInfo("late"), 10);
        ran(Status.named("no-station"), 10);
        ran(Status.of(Integer.MIN_VALUE, "lowest"), 10);
        ran(Status.of(-17, "not assigned"), 10);

        VerbCounts counts = statistics.read();

        assertThat(counts.count()).isEqualTo(7);
        assertThat(counts.errors()).isEqualTo(5);
        assertThat(counts.byStatus())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("success", 2L, "internal-error", 1L, "timeout", 1L, "error", 3L));
    }

    @Test
    void countsCallsThatAreOnTheirWay() {
        statistics.begins();
        statistics.begins();
        statistics.ends("ping", Status.SUCCESS, 1);

        assertThat(unanswered.sum()).isEqualTo(1);
        assertThat(statistics.read().count()).isEqualTo(1);
    }

    @Test
    void tellsNothingOfNoCalls() {
        Latencies none = statistics.read().latencies();

        assertThat(none.count()).isZero();
        assertThat(none.quantileNanos(0.99)).isZero();
        assertThat(none.meanNanos()).isZero();
        assertThat(statistics.read().byStatus()).isEmpty();
    }

    @Test
    void knowsMeanAndLongestExactly() {
        ran(Status.SUCCESS, 100);
        ran(Status.SUCCESS, 1_001);
        ran(Status.SUCCESS, -5); // a clock that goes back

        Latencies latencies = statistics.read().latencies();

        assertThat(latencies.sumNanos()).isEqualTo(1_101);
        assertThat(latencies.meanNanos()).isEqualTo(367.0);
        assertThat(latencies.maxNanos()).isEqualTo(1_001);
        assertThat(latencies.quantileNanos(1)).isEqualTo(1_001);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.5, 0.9, 0.99, 0.999})
    void quantilesAreExactToHalfABucket(double share) {
        Random random = new Random(SEED);
        long[] nanos = new long[20_000];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (long) Math.exp(random.nextDouble(Math.log(100), Math.log(1e10)));
            ran(Status.SUCCESS, nanos[i]);
        }
        Arrays.sort(nanos);
        long exact = nanos[(int) Math.ceil(share * nanos.length) - 1];

        assertThat(statistics.read().latencies().quantileNanos(share))
                .as("seed %d", SEED)
                .isCloseTo(exact, withinPercentage(6.25));
    }

    @Test
    void tellsWhatCameSinceAnEarlierReading() {
        ran(Status.SUCCESS, 1_000_000);
        Latencies earlier = statistics.read().latencies();
        ran(Status.SUCCESS, 500);
        ran(Status.SUCCESS, 700);

        Latencies since = statistics.read().latencies().since(earlier);

        assertThat(since.count()).isEqualTo(2);
        assertThat(since.sumNanos()).isEqualTo(1_200);
        assertThat(since.maxNanos()).isCloseTo(700, withinPercentage(12.5));
        assertThat(earlier.since(earlier).quantileNanos(0.5)).isZero();
    }

    @Test
    void losesNothingWhenManyThreadsCount() throws InterruptedException {
        int perThread = 50_000;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread.Builder builder = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            threads.add(builder.start(() -> {
                for (int n = 0; n < perThread; n++) {
                    statistics.begins();
                    statistics.ends("ping", n % 10 == 0 ? Status.FORBIDDEN : Status.SUCCESS, n);
                }
            }));
        }
        while (threads.stream().anyMatch(Thread::isAlive)) {
            VerbCounts meanwhile = statistics.read();
            assertThat(meanwhile.errors()).isLessThanOrEqualTo(meanwhile.count());
        }
        for (Thread thread : threads) {
            thread.join();
        }

        VerbCounts counts = statistics.read();

        assertThat(counts.count()).isEqualTo(8L * perThread);
        assertThat(counts.errors()).isEqualTo(8L * perThread / 10);
        assertThat(counts.latencies().sumNanos()).isEqualTo(8L * perThread * (perThread - 1) / 2);
        assertThat(counts.latencies().maxNanos()).isEqualTo(perThread - 1);
        assertThat(unanswered.sum()).isZero();
    }

    private void ran(Status status, long nanos) {
        statistics.ran("ping", status, nanos);
    }
}
