package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.system.process.probe.ProbeJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What afb-client printed and how it ended (vectors/wsj1/cli-client.json, and with -d
/// cli-client-direct.json), asked of `afb4j client`. Where it hung in a loop of its own (P31) other tests
/// show what ours does.
final class RecordedClientRunsIT {

    private static final Path FOLDER = Path.of("..", "vectors", "wsj1");

    /// Reasons of the system that the C client shows, and ours, which say what to do.
    private static final Map<String, String> OUR_REASONS = Map.of(
            """
            <3> ERROR: can't open client socket for @none: Operation not permitted
            connection to unix:@none failed: Bad file descriptor
            """,
            "connection to unix:@none failed: Connection refused\n",
            "connection to localhost:1/api failed: Connection refused\n",
            "connection to localhost:1/api failed: Connection refused:"
                    + " check host and port, and whether the binder runs\n",
            "connection to localhost:{{PORT}} failed: No such file or directory\n",
            "connection to localhost:{{PORT}} failed: there is no path,"
                    + " expected [ws://|wss://]HOST[:PORT]/PATH, such as localhost:1234/api\n",
            "connection to localhost:{{PORT}}/nope failed: Resource temporarily unavailable\n",
            "connection to localhost:{{PORT}}/nope failed: there is no JSON websocket at /nope (404):"
                    + " give the path that the binder has for APIs, /api by default\n");

    private static final Pattern EVENT_ID = Pattern.compile("(ON-EVENT-[^\\[]+\\[)\\d+");

    @TempDir
    static Path folder;

    private static RunningBinder binder;

    /// One run of a file.
    record Run(Json json, boolean isDirect) {

        static Stream<Run> ofFile(String name, boolean isDirect) {
            try {
                Json file = Json.parse(Files.readString(FOLDER.resolve(name)));
                return file.member("runs").orElseThrow().elements().stream()
                        .filter(run ->
                                !run.member("note").orElse(Json.of("")).asText().startsWith("BUG"))
                        .map(run -> new Run(run, isDirect));
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }

        List<String> args() {
            return json.member("args").orElseThrow().elements().stream()
                    .map(Json::asText)
                    .map(this::withPorts)
                    .toList();
        }

        String text(String name) {
            return json.member(name).map(Json::asText).orElse("");
        }

        /// Whether it ended only when it was stopped.
        boolean staysRunning() {
            return json.member("rc").orElseThrow().equals(Json.of("running"));
        }

        String withPorts(String text) {
            String first = isDirect ? "" + binder.port("hello") : "" + binder.httpPort();
            return text.replace("{{PORT}}", first).replace("{{PORT2}}", isDirect ? "" + binder.port("probe") : "");
        }

        @Override
        public String toString() {
            return json.member("args").orElseThrow().compact();
        }
    }

    static Stream<Run> runs() {
        return Stream.concat(Run.ofFile("cli-client.json", false), Run.ofFile("cli-client-direct.json", true));
    }

    @BeforeAll
    static void startBinder() {
        binder = RunningBinder.start(
                "-p",
                "0",
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

        if (run.staysRunning()) {
            assertStays(args, run.text("stdout"));
            return;
        }
        Command.Outcome outcome = Command.run(run.text("stdin"), args);

        assertThat(outcome.code())
                .as(outcome.stderr())
                .isEqualTo(run.json().member("rc").orElseThrow().asInt());
        if (isAboutProgram(run)) {
            assertThat(outcome.stdout().isEmpty()).isEqualTo(run.text("stdout").isEmpty());
            assertThat(outcome.stderr().isEmpty()).isEqualTo(run.text("stderr").isEmpty());
        } else {
            assertThat(outcome.stdout()).matches(pattern(run.text("stdout")));
            String stderr = OUR_REASONS.getOrDefault(run.text("stderr"), run.text("stderr"));
            assertThat(outcome.stderr()).matches(pattern(run.withPorts(stderr)));
        }
    }

    private static void assertStays(List<String> args, String stdout) {
        try (Command command = Command.start(args, Map.of())) {
            command.awaitStdout(stdout);
            assertThat(command.isAlive()).isTrue();
        }
    }

    /// Version, help and usage are in our words.
    private static boolean isAboutProgram(Run run) {
        return (run.text("stdout") + run.text("stderr")).contains("usage: ")
                || run.text("stdout").contains("program name and version");
    }

    /// The recorded text with a number for each `{{n}}`, and for each id of an event, which vary (W-39).
    private static Pattern pattern(String recorded) {
        String general = EVENT_ID.matcher(recorded).replaceAll("$1{{n}}");
        return Pattern.compile(Pattern.quote(general).replace("{{n}}", "\\E\\d+\\Q"));
    }
}
