package afb4j.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.core.monitor.Verbosity.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LogVerbosityTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LogVerbosity verbosity = new LogVerbosity();

    @BeforeEach
    void capture() {
        Log.to(new PrintStream(written, true, StandardCharsets.UTF_8));
        Log.show(LogLevels.DEFAULT);
    }

    @AfterEach
    void restore() {
        Log.show(LogLevels.DEFAULT);
        Log.tell((_, _) -> {});
        Log.to(System.err);
    }

    @ParameterizedTest
    @EnumSource
    void readsBackWhatWasSet(Level level) { // http-and-wsj1.md P22
        verbosity.set(level);

        assertThat(verbosity.level()).isEqualTo(level);
        assertThat(verbosity.level("nobody")).isEqualTo(level);
    }

    @Test
    void saysTheMostVerboseLevelOfASet() {
        Log.show(LogLevels.DEFAULT.with("error+info"));

        assertThat(verbosity.level()).isEqualTo(Level.INFO);
    }

    @Test
    void anApiMayHaveALevelOfItsOwn() {
        verbosity.set(Level.ERROR);
        verbosity.set("quiet", Level.ERROR);
        verbosity.set("chatty", Level.NOTICE);

        Log.line(LogLevel.NOTICE, "API chatty: connected", null);
        Log.line(LogLevel.NOTICE, "API quiet: connected", null);
        Log.line(LogLevel.WARNING, "something else", null);

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("<5> NOTICE: API chatty: connected");
        assertThat(verbosity.level("chatty")).isEqualTo(Level.NOTICE);
        verbosity.set("chatty", Level.WARNING);
        verbosity.set("quiet", Level.WARNING);
    }

    @Test
    void tellsOfLinesButNotOfThoseThatTellingBringsAbout() {
        List<String> told = new ArrayList<>();
        Log.tell((level, text) -> {
            told.add(level.word() + " " + text);
            Log.line(LogLevel.ERROR, "within", null);
        });

        Log.line(LogLevel.WARNING, "one", null);
        Log.line(LogLevel.NOTICE, "not shown", null);

        assertThat(told).containsExactly("warning one");
    }
}
