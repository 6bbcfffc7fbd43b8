package afb4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EventConfigTest {

    @Test
    void hasDefaultsWithinBounds() { // B-35
        assertThat(EventConfig.DEFAULT.slowListener()).isEqualTo(SlowListener.DROP_OLDEST);
        assertThat(EventConfig.DEFAULT.maxEvents()).isEqualTo(65_535);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventConfig.builder().queueLength(0).build())
                .withMessage("queueLength is 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventConfig.builder().maxEvents(65_536).build())
                .withMessage("maxEvents is 65536, expected 1 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventConfig.builder().maxSubscriptions(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventConfig.builder().rememberedBroadcasts(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventConfig.builder().maxWaitingPerLoop(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventConfig.builder().handlerQueueLength(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        EventConfig.builder().broadcastMemory(Duration.ZERO).build())
                .withMessageContaining("broadcastMemory is PT0S");
    }
}
