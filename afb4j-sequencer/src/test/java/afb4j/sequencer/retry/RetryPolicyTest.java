package afb4j.sequencer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.sequencer.retry.RetryDecision.Again;
import afb4j.sequencer.retry.RetryDecision.Exhausted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryPolicyTest {

    private final IOException failure = new IOException("down");

    private long nowNanos;

    /// Worked by hand from the formula of Q-64: b + ((b * pct * r) / 65536) / 100. Also, J-08.
    @ParameterizedTest
    @CsvSource({
        "0,     1000, 3000, 9000,  17000",
        "1,     1000, 3000, 9000,  17000",
        "328,   1001, 3003, 9009,  17017",
        "32768, 1100, 3300, 9900,  18700",
        "65535, 1199, 3599, 10799, 20399",
    })
    void givesTheIntegersOfLibwebsockets(int r, long first, long second, long third, long fourth) {
        RetrySession session = session(RetryPolicy.lws(), sequence(r, r, r, r));

        assertThat(List.of(delayMillis(session), delayMillis(session), delayMillis(session), delayMillis(session)))
                .containsExactly(first, second, third, fourth);
        assertThat(session.next(failure)).isEqualTo(new Exhausted(5, failure));
    }

    //
    @Test
    void repeatsTheLastDelayAndStopsConcealingAfterTheCount() {
        RetryPolicy endless = RetryPolicy.lws().withMaxAttempts(Integer.MAX_VALUE);
        RetrySession session = session(endless, sequence(0, 0, 0, 0, 0, 0));
        List<RetryDecision> decisions = new ArrayList<>();

        for (int i = 0; i < 6; i++) {
            decisions.add(session.next(failure));
        }

        // the first conceal_count calls are concealed, the next one is not
        assertThat(decisions)
                .containsExactly(
                        again(1000, 1, true),
                        again(3000, 2, true),
                        again(9000, 3, true),
                        again(17000, 4, true),
                        again(17000, 5, false),
                        again(17000, 6, false));
    }

    //
    @Test
    void behavesAsLibwebsocketsWithoutAPolicy() {
        RetrySession session = session(RetryPolicy.lws(List.of(), 0, 0), sequence(0, 65535));

        // 3000..3899 ms, never concealed
        assertThat(session.next(failure)).isEqualTo(again(3000, 1, false));
        assertThat(session.next(failure)).isEqualTo(again(3899, 2, false));
    }

    //
    @Test
    void concealsEveryFailureWhenAskedTo() {
        RetrySession session =
                session(RetryPolicy.of(Duration.ZERO).withConceal(RetryPolicy.ALWAYS), new SplittableRandom(1));

        for (int i = 0; i < 70_000; i++) {
            assertThat(session.next(failure)).matches(decision -> ((Again) decision).concealed());
        }
    }

    // J-08, Q-62
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsEachJitterInItsRange(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Duration base = Duration.ofSeconds(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(Jitter.NONE.spread(base, base, random)).isEqualTo(base);
            assertThat(Jitter.additive(20).spread(base, base, random).toMillis())
                    .isBetween(1000L, 1199L);
            assertThat(Jitter.FULL.spread(base, base, random)).isBetween(Duration.ZERO, base);
            assertThat(Jitter.EQUAL.spread(base, base, random)).isBetween(Duration.ofMillis(500), base);
            assertThat(Jitter.decorrelated(Duration.ofMillis(2500)).spread(base, base, random))
                    .isBetween(base, Duration.ofMillis(2500));
        }
    }

    //
    @Test
    void startsOverAfterAReset() {
        RetrySession session = session(RetryPolicy.lws(), sequence(0, 0, 0));
        delayMillis(session);
        delayMillis(session);

        session.reset();

        assertThat(delayMillis(session)).isEqualTo(1000);
        assertThat(session.failures()).isEqualTo(1);
    }

    //
    @Test
    void letsAHintOnlyLengthenTheDelay() {
        RetrySession session = session(RetryPolicy.of(Duration.ofSeconds(1)), new SplittableRandom(1));

        assertThat(session.next(new Busy(Duration.ofSeconds(7)))).isEqualTo(again(7000, 1, false));
        assertThat(session.next(new Busy(Duration.ZERO))).isEqualTo(again(1000, 2, false));
    }

    // J-08
    @Test
    void givesUpAtAFailureNotWorthARetry() {
        RetrySession session = session(RetryPolicy.lws().withRetryable(IOException.class::isInstance), sequence(0, 0));
        IllegalStateException fatal = new IllegalStateException("wrong password");

        assertThat(session.next(failure)).isInstanceOf(Again.class);
        assertThat(session.next(fatal)).isEqualTo(new Exhausted(2, fatal));
    }

    // J-08
    @Test
    void givesUpWhenTheNextAttemptWouldComeTooLate() {
        RetrySession session = session(
                RetryPolicy.of(Duration.ofSeconds(4)).withMaxElapsed(Duration.ofSeconds(10)), new SplittableRandom(1));

        nowNanos = Duration.ofSeconds(6).toNanos();
        assertThat(session.next(failure)).isEqualTo(again(4000, 1, false));
        nowNanos += 1;
        assertThat(session.next(failure)).isEqualTo(new Exhausted(2, failure));
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(RetryPolicy::of).withMessageContaining("delays is empty");
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.of(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.lws().withConceal(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.lws().withMaxAttempts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.lws().withMaxElapsed(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Jitter.additive(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Jitter.decorrelated(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Validity(Duration.ZERO, Duration.ofMillis(-1)));
    }

    private RetrySession session(RetryPolicy policy, RandomGenerator random) {
        return policy.session(random, () -> nowNanos);
    }

    private long delayMillis(RetrySession session) {
        return ((Again) session.next(failure)).delay().toMillis();
    }

    private static Again again(long millis, int attempt, boolean concealed) {
        return new Again(Duration.ofMillis(millis), attempt, concealed);
    }

    /// A generator whose draws of 16 bits are given.
    private static RandomGenerator sequence(int... draws) {
        ArrayDeque<Integer> left = new ArrayDeque<>();
        for (int draw : draws) {
            left.add(draw);
        }
        return new RandomGenerator() {
            @Override
            public int nextInt(int bound) {
                assertThat(bound).isEqualTo(0x10000);
                return left.remove();
            }

            @Override
            public long nextLong() {
                throw new AssertionError("only draws of 16 bits expected");
            }
        };
    }

    private static final class Busy extends RuntimeException implements RetryAfter {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        private Busy(Duration retryAfter) {
            this.retryAfter = retryAfter;
        }

        @Override
        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
