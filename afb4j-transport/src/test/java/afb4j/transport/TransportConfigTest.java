package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Limits of a network are checked where they are set (R27).
final class TransportConfigTest {

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                Arguments.of("ioThreads is 0", TransportConfig.builder().ioThreads(0)),
                Arguments.of("maxInFlight is 0", TransportConfig.builder().maxInFlight(0)),
                Arguments.of("maxInFlight is 4096", TransportConfig.builder().maxInFlight(4096)),
                Arguments.of("maxOutboundBytes is 0", TransportConfig.builder().maxOutboundBytes(0)),
                Arguments.of("maxSessions is 0", TransportConfig.builder().maxSessions(0)),
                Arguments.of("maxEvents is 65536", TransportConfig.builder().maxEvents(65_536)),
                Arguments.of("maxEventBytes is 65535", TransportConfig.builder().maxEventBytes(65_535)),
                Arguments.of("connectTimeout is PT0S", TransportConfig.builder().connectTimeout(Duration.ZERO)),
                Arguments.of(
                        "connectTimeout is PT600H", TransportConfig.builder().connectTimeout(Duration.ofDays(25))),
                Arguments.of("closeTimeout is PT-1S", TransportConfig.builder().closeTimeout(Duration.ofSeconds(-1))));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void refusesWhatIsOutOfRangeAndSaysWhat(String why, TransportConfig.Builder builder) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(why);
    }

    @Test
    void defaultsAreThoseOfTheProtocol() { // W-18, W-37
        assertThat(TransportConfig.DEFAULT.maxInFlight()).isEqualTo(4095);
        assertThat(TransportConfig.DEFAULT.limits().maxMessageBytes()).isEqualTo(1_048_500);
        assertThat(TransportConfig.DEFAULT.paddedAbstractNames()).isFalse();
    }

    @Test
    void builderOfAConfigurationStartsFromItsValues() {
        TransportConfig config = TransportConfig.builder()
                .ioThreads(3)
                .maxInFlight(4)
                .maxSessions(5)
                .maxEvents(6)
                .maxOutboundBytes(7)
                .maxEventBytes(80_000)
                .wideDescriptionIds(true)
                .connectTimeout(Duration.ofSeconds(9))
                .closeTimeout(Duration.ofSeconds(10))
                .paddedAbstractNames(true)
                .inheritedSockets(Map.of("a", 3))
                .build();

        assertThat(config.toBuilder().build()).isEqualTo(config);
    }

    @Test
    void keepsACopyOfTheInheritedSockets() {
        Map<String, Integer> sockets = new HashMap<>(Map.of("a", 3));
        TransportConfig config =
                TransportConfig.builder().inheritedSockets(sockets).build();

        sockets.clear();

        assertThat(config.inheritedSockets()).containsExactly(Map.entry("a", 3));
    }
}
