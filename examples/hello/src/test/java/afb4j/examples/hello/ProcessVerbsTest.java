package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The log and the end of the process: hello.md 4.5.
final class ProcessVerbsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "3                                      | SEVERE verbose called for 3",
                "\"text\"                               | INFO verbose called for text",
                "{\"level\":4,\"message\":{\"a\":[]}}   | WARNING verbose called for { \"a\": [ ] }",
                "{\"level\":-1}                         | SEVERE verbose called for { \"level\": -1 }",
                "null                                   | INFO verbose called for (null)",
                "{\"message\":null}                     | INFO verbose called for (null)",
            })
    void verboseLogsAtTheLevelAskedForAndReplies(String argument, String line) {
        FakeBinder binder = new FakeBinder(Flavour.V4);

        try (CapturedLog log = new CapturedLog(ProcessVerbs.class)) {
            assertThat(binder.call("verbose", argument)).isEqualTo(Reply.success());

            assertThat(log.lines).containsExactly(line);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "null                              | 0 | unknown",
                "3                                 | 3 | unknown",
                "\"4\"                             | 4 | unknown",
                "{\"code\":5,\"reason\":\"enough\"}| 5 | enough",
                "{}                                | 0 | unknown",
            })
    void exitRepliesThenAsksTheBinderToStop(String argument, int code, String reason) { // Q6
        FakeBinder binder = new FakeBinder(Flavour.V4);

        try (CapturedLog log = new CapturedLog(ProcessVerbs.class)) {
            assertThat(binder.call("exit", argument)).isEqualTo(Reply.success());

            assertThat(log.lines).containsExactly("INFO in phase of exiting with code " + code + ", reason: " + reason);
        }
        assertThat(binder.exits).containsExactly(code);
    }

    @ParameterizedTest
    @EnumSource
    void exitTakesTheTextOfACode(Flavour flavour) { // v1-server-gone* and legacy-server-gone send "0"
        FakeBinder binder = new FakeBinder(flavour);

        assertThat(binder.call("exit", "\"0\"")).isEqualTo(Reply.success());
        assertThat(binder.exits).containsExactly(0);
    }
}
