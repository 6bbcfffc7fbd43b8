package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/// Many faults of others make few lines.
final class RefusalsTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> lines = new ArrayList<>();

    private final System.Logger log = new System.Logger() {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
            lines.add(level + " " + text);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            lines.add(level + " " + format);
        }
    };

    private void refuse(int times) {
        for (int i = 1; i <= times; i++) {
            Refusals.of(loop).tell(log, "refused " + i);
        }
    }

    @Test
    void tellsTheFirstOnesOfASecondAndTheNumberOfTheOthers() {
        refuse(Refusals.MAX_PER_SECOND + 300);
        assertThat(lines)
                .hasSize(Refusals.MAX_PER_SECOND)
                .startsWith("WARNING refused 1")
                .endsWith("WARNING refused " + Refusals.MAX_PER_SECOND);

        loop.advance(Duration.ofSeconds(1));
        lines.clear();
        refuse(2);

        assertThat(lines).containsExactly("WARNING refused 1 (and 300 others since)", "WARNING refused 2");
    }
}
