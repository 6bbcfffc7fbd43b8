package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubscribeOptionsTest {

    @Test
    void everyPushIsToldUnlessAskedOtherwise() {
        assertThat(SubscribeOptions.ALL).isEqualTo(new SubscribeOptions(Duration.ZERO, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1S", "PT24H0.001S"})
    void refusesAnIntervalOutOfRange(String interval) {
        assertThatThrownBy(() -> new SubscribeOptions(Duration.parse(interval), false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected zero to PT24H");
    }
}
