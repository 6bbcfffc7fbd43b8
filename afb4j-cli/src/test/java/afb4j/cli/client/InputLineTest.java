package afb4j.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Lines of standard input in direct mode (http-and-wsj1.md 9).
final class InputLineTest {

    @Test
    void splitsVerbFromData() {
        assertThat(InputLine.of("  ping \t {\"a\": 1}  ")).isEqualTo(new InputLine.Call("ping", "{\"a\": 1}"));
    }

    @Test
    void takesMissingDataForNull() {
        assertThat(InputLine.of("fail")).isEqualTo(new InputLine.Call("fail", "null"));
    }

    @Test
    void leavesOutBlankLinesAndComments() {
        assertThat(InputLine.of("")).isInstanceOf(InputLine.Nothing.class);
        assertThat(InputLine.of("  \r")).isInstanceOf(InputLine.Nothing.class);
        assertThat(InputLine.of(" # x")).isInstanceOf(InputLine.Nothing.class);
    }

    @Test
    void tellsShellCommandsFromEvents() {
        assertThat(InputLine.of("!echo hi")).isEqualTo(new InputLine.Shell("echo hi"));
        assertThat(InputLine.of("! ev 1")).isEqualTo(new InputLine.Event("! ev 1"));
        assertThat(InputLine.of("!")).isEqualTo(new InputLine.Event("!"));
    }
}
