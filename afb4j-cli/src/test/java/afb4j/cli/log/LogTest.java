package afb4j.cli.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The lines of the log (http-and-wsj1.md 7.1).
final class LogTest {

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final System.Logger logger = new StderrLoggerFinder().getLogger("test", LogTest.class.getModule());

    @BeforeEach
    void capture() {
        Log.to(new PrintStream(lines, true, UTF_8));
    }

    @AfterEach
    void release() {
        Log.to(System.err);
        Log.show(LogLevels.DEFAULT);
    }

    @Test
    void writesPriorityLevelAndText() {
        Log.show(LogLevels.DEFAULT.with("@debug"));

        logger.log(Level.ERROR, "one {0}", "x");
        logger.log(Level.INFO, "it''s {0}", 1023);
        logger.log(Level.TRACE, "no {format} here");

        assertThat(lines.toString(UTF_8).lines())
                .containsExactly("<3> ERROR: one x", "<5> NOTICE: it's 1023", "<7> DEBUG: no {format} here");
    }

    @Test
    void leavesOutWhatIsNotShown() {
        Log.show(LogLevels.DEFAULT);

        logger.log(Level.INFO, "life cycle");
        logger.log(Level.WARNING, "limit");

        assertThat(logger.isLoggable(Level.INFO)).isFalse();
        assertThat(lines.toString(UTF_8).lines()).containsExactly("<4> WARNING: limit");
    }

    @Test
    void showsReasonOfFailureOnceAndTraceOnlyFromInfo() {
        Log.show(LogLevels.DEFAULT);

        logger.log(Level.ERROR, "it failed", new IllegalStateException("why"));
        logger.log(Level.ERROR, "it failed: why", new IllegalStateException("why"));

        assertThat(lines.toString(UTF_8).lines()).containsOnly("<3> ERROR: it failed: why");
        Log.show(LogLevels.DEFAULT.with("@info"));
        logger.log(Level.ERROR, "it failed", new IllegalStateException("why"));
        assertThat(lines.toString(UTF_8)).contains("IllegalStateException: why", "\tat ");
    }

    @Test
    void carriesLibrariesThatUseJavaUtilLogging() {
        Log.show(LogLevels.DEFAULT);

        java.util.logging.Logger.getLogger("library").warning("w");
        java.util.logging.Logger.getLogger("library").info("i");

        assertThat(lines.toString(UTF_8).lines()).containsExactly("<4> WARNING: w");
    }
}
