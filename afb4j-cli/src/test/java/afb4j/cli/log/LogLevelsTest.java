package afb4j.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--log` (http-and-wsj1.md 7.2).
final class LogLevelsTest {

    @ParameterizedTest
    @CsvSource({
        "'error,info', error+info",
        "'notice info', error+notice+info",
        "'error+debug', error+debug",
        "'+debug', error+warning+debug",
        "'-warning', error",
        "'-error', error+warning",
        "'@debug', error+warning+notice+info+debug",
        "'@info-notice', error+warning+info", // P27: b of a-b goes, a stays
        "'', error+warning"
    })
    void changesTheDefaultAsTheTextSays(String spec, String levels) {
        assertThat(LogLevels.DEFAULT.with(spec)).hasToString(levels);
    }

    @Test
    void refusesUnknownName() {
        assertThatThrownBy(() -> LogLevels.DEFAULT.with("error,bogus"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad log name 'bogus' in 'error,bogus'");
    }
}
