package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.system.process.probe.ProbeJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What afb-client -d printed and how it ended (vectors/wsj1/cli-client-direct.json), asked of `afb4j
/// client`.
final class RecordedClientRunsIT {

    private static final Path FILE = Path.of("..", "vectors", "wsj1", "cli-client-direct.json");

    private static final Pattern EVENT_ID = Pattern.compile("(ON-EVENT-[^\\[]+\\[)\\d+");

    @TempDir
    static Path folder;

    private static RunningBinder binder;

    /// One run of the file.
    record Run(Json json) {

        List<String> args() {
            return json.member("args").orElseThrow().elements().stream()
                    .map(Json::asText)
                    .map(Run::withPorts)
                    .toList();
        }

        String text(String name) {
            return json.member(name).map(Json::asText).orElse("");
        }

        private static String withPorts(String text) {
            return text.replace("{{PORT}}", "" + binder.port("hello")).replace("{{PORT2}}", "" + binder.port("probe"));
        }

        @Override
        public String toString() {
            return json.member("args").orElseThrow().compact();
        }
    }

    static List<Run> runs() throws IOException {
        return Json.parse(Files.readString(FILE)).member("runs").orElseThrow().elements().stream()
                .map(Run::new)
                .toList();
    }

    @BeforeAll
    static void startBinder() {
        binder = RunningBinder.start(
                "-b",
                "hello",
                "-b",
                ProbeJar.in(folder).toString(),
                "--ws-server",
                "tcp:127.0.0.1:0/hello",
                "--ws-server",
                "tcp:127.0.0.1:0/probe");
    }

    @AfterAll
    static void stopBinder() {
        binder.close();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void printsAndEndsAsRecorded(Run run) {
        List<String> args = new ArrayList<>(List.of("client"));
        args.addAll(run.args());

        Command.Outcome outcome = Command.run(run.text("stdin"), args);

        assertThat(outcome.code())
                .as(outcome.stderr())
                .isEqualTo(run.json().member("rc").orElseThrow().asInt());
        assertThat(outcome.stdout()).matches(pattern(run.text("stdout")));
        assertThat(outcome.stderr()).matches(pattern(ours(run.text("stderr"))));
    }

    /// The recorded text with a number for each `{{n}}`, and for each id of an event, which vary (W-39).
    private static Pattern pattern(String recorded) {
        String general = EVENT_ID.matcher(recorded).replaceAll("$1{{n}}");
        return Pattern.compile(Pattern.quote(general).replace("{{n}}", "\\E\\d+\\Q"));
    }

    /// Where nobody listens the C client shows two wrong reasons, in two lines; ours is one line with the
    /// right one.
    private static String ours(String recorded) {
        return recorded.endsWith("failed: Bad file descriptor\n")
                ? "connection to unix:@none failed: Connection refused\n"
                : recorded;
    }
}
