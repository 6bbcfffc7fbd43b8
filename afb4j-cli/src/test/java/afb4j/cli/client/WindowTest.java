package afb4j.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// How much may be pending.
final class WindowTest {

    private final Window window = new Window(2);

    @Test
    void isFullAtTheLimitOfCalls() {
        window.sent(1);
        assertThat(window.isFullFor(1)).isFalse();
        window.sent(1);
        assertThat(window.isFullFor(1)).isTrue();
        window.answered(1);
        assertThat(window.isFullFor(1)).isFalse();
    }

    @Test
    void isFullAtTheLimitOfBytesButNeverForOneCallAlone() {
        int most = Math.toIntExact(Window.MAX_BYTES);

        assertThat(window.isFullFor(most + 1)).isFalse();
        window.sent(most + 1);
        assertThat(window.isFullFor(0)).isTrue();
        window.answered(most + 1);
        assertThat(window.isEmpty()).isTrue();
    }
}
