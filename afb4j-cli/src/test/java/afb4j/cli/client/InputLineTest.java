package afb4j.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Lines of standard input (http-and-wsj1.md 9).
final class InputLineTest {

    private static InputLine direct(String line) {
        return InputLine.of(line, InputForm.DIRECT);
    }

    private static InputLine json1(String line) {
        return InputLine.of(line, InputForm.JSON1);
    }

    @Test
    void splitsVerbFromData() {
        assertThat(direct("  ping \t {\"a\": 1}  ")).isEqualTo(new InputLine.Call("ping", "{\"a\": 1}"));
        assertThat(json1("  hello   ping \t {\"a\": 1}  ")).isEqualTo(new InputLine.Call("hello/ping", "{\"a\": 1}"));
        assertThat(json1("hello a/b 1")).isEqualTo(new InputLine.Call("hello/a/b", "1"));
    }

    @Test
    void takesMissingDataForNull() {
        assertThat(direct("fail")).isEqualTo(new InputLine.Call("fail", "null"));
        assertThat(json1("hello fail")).isEqualTo(new InputLine.Call("hello/fail", "null"));
        assertThat(json1("! my/event")).isEqualTo(new InputLine.Event("my/event", "null"));
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutBlankLinesAndComments(InputForm form) {
        assertThat(InputLine.of("", form)).isInstanceOf(InputLine.Nothing.class);
        assertThat(InputLine.of("  \r", form)).isInstanceOf(InputLine.Nothing.class);
        assertThat(InputLine.of(" # x", form)).isInstanceOf(InputLine.Nothing.class);
    }

    @ParameterizedTest
    @EnumSource
    void takesCommandsOfTheShell(InputForm form) {
        assertThat(InputLine.of("!echo hi", form)).isEqualTo(new InputLine.Shell("echo hi"));
    }

    @Test
    void tellsEventsFromShellCommands() {
        assertThat(json1("! my/ev {\"x\":1}")).isEqualTo(new InputLine.Event("my/ev", "{\"x\":1}"));
        assertThat(json1("!")).isEqualTo(new InputLine.Bad("event missing, bad line: !"));
        assertThat(direct("! ev 1"))
                .isEqualTo(new InputLine.Bad("events cannot be sent in direct mode, bad line: ! ev 1"));
        assertThat(direct("!")).isEqualTo(new InputLine.Bad("events cannot be sent in direct mode, bad line: !"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(json1("quit")).isEqualTo(new InputLine.Bad("verb missing, bad line: quit"));
        assertThat(json1("a /v 1")).isEqualTo(new InputLine.Bad("the verb begins with a slash, bad line: a /v 1"));
    }
}
