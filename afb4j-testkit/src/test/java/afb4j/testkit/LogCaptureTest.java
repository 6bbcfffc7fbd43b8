package afb4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class LogCaptureTest {
    private static final System.Logger LOGGER = System.getLogger(LogCaptureTest.class.getName());

    @Test
    void failsWhenAWarningWasNotDeclared() {
        try (LogCapture logs = LogCapture.start()) {
            LOGGER.log(System.Logger.Level.WARNING, "peer {0} misbehaves", 17);

            assertThatThrownBy(logs::verify)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected no undeclared WARNING or ERROR")
                    .hasMessageContaining("peer 17 misbehaves");
        }
    }

    @Test
    void acceptsDeclaredWarningsAndErrors() {
        try (LogCapture logs = LogCapture.start()) {
            logs.expect("disk is full");
            logs.tolerate("misbehaves");
            LOGGER.log(System.Logger.Level.ERROR, "the disk is full");
            LOGGER.log(System.Logger.Level.WARNING, "peer 17 misbehaves");
            LOGGER.log(System.Logger.Level.INFO, "started");

            assertThatCode(logs::verify).doesNotThrowAnyException();
            assertThat(logs.messages(Level.INFO)).contains("started");
        }
    }

    @Test
    void failsWhenAnExpectedWarningIsMissing() {
        try (LogCapture logs = LogCapture.start()) {
            logs.expect("disk is full");
            logs.tolerate("misbehaves");

            assertThatThrownBy(logs::verify).isInstanceOf(AssertionError.class).hasMessageContaining("disk is full");
        }
    }

    @Test
    void hearsNothingAfterItsEnd() {
        LogCapture logs = LogCapture.start();
        logs.close();
        try (LogCapture other = LogCapture.start()) {
            other.tolerate("nobody");
            LOGGER.log(System.Logger.Level.WARNING, "nobody hears this");

            assertThat(logs.messages(Level.ALL)).isEmpty();
            assertThat(other.messages(Level.WARNING)).containsExactly("nobody hears this");
        }
    }

    @Test
    @ExtendWith(NoWarnings.class)
    void isGivenToATestByTheExtension(LogCapture logs) {
        logs.expect("declared by the test");

        LOGGER.log(System.Logger.Level.WARNING, "declared by the test");
    }
}
