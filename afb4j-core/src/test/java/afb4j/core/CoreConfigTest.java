package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CoreConfigTest {

    private static final Duration SLOW = Duration.ofMillis(50);

    @Test
    void limitsCallsToTwentySecondsUnlessTold() { // --apitimeout
        assertThat(CoreConfig.DEFAULT.callTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(CoreConfig.DEFAULT.withCallTimeout(Duration.ZERO).callTimeout())
                .isZero();
        assertThat(CoreConfig.DEFAULT
                        .withCallTimeout(Duration.ofSeconds(Integer.MAX_VALUE))
                        .callTimeout())
                .isEqualTo(Duration.ofSeconds(Integer.MAX_VALUE));
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoreConfig.DEFAULT.withCallTimeout(Duration.ofMillis(-1)))
                .withMessageContaining("callTimeout is PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoreConfig.DEFAULT.withCallTimeout(Duration.ofDays(40_000)))
                .withMessageContaining("callTimeout is PT960000H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoreConfig.DEFAULT.withMaxRunning(0, 0))
                .withMessageContaining("maxRunning is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoreConfig.DEFAULT.withMaxRunning(1, -1))
                .withMessageContaining("maxWaiting -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoreConfig.DEFAULT.withSlowVerb(SLOW.negated()))
                .withMessageContaining("slowVerb is PT-0.05S");
    }
}
