package afb4j.cli.binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Socket activation as systemd does it.
final class InheritedSocketsTest {

    private static final String OURS = Long.toString(ProcessHandle.current().pid());

    @Test
    void namesDescriptorsFromThreeOn() {
        assertThat(InheritedSockets.of(Map.of("LISTEN_PID", OURS, "LISTEN_FDS", "2", "LISTEN_FDNAMES", "hello:radio")))
                .isEqualTo(Map.of("hello", 3, "radio", 4));
    }

    @Test
    void callsNamelessDescriptorsUnknown() {
        assertThat(InheritedSockets.of(Map.of("LISTEN_PID", OURS, "LISTEN_FDS", "2")))
                .isEqualTo(Map.of("unknown", 3));
    }

    @Test
    void leavesSocketsOfAnotherProcessAlone() {
        assertThat(InheritedSockets.of(Map.of("LISTEN_PID", "1", "LISTEN_FDS", "1")))
                .isEmpty();
        assertThat(InheritedSockets.of(Map.of("LISTEN_FDS", "1"))).isEmpty();
        assertThat(InheritedSockets.of(Map.of())).isEmpty();
    }

    @Test
    void refusesCountThatIsNoNumber() {
        assertThatThrownBy(() -> InheritedSockets.of(Map.of("LISTEN_PID", OURS, "LISTEN_FDS", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LISTEN_FDS is 'x', expected a number");
    }
}
