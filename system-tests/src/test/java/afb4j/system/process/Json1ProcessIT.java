package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.process.Command.Outcome;
import afb4j.system.process.probe.ProbeJar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `afb4j client` without `-d`: the JSON websocket in a script and at a terminal (http-and-wsj1.md 9). What
/// was recorded of the C client is in [RecordedClientRunsIT].
final class Json1ProcessIT {

    private static final String SUCCESS = "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}}\n";

    @TempDir
    static Path folder;

    private static RunningBinder binder;

    @BeforeAll
    static void startBinder() {
        binder = RunningBinder.start(
                "-p",
                "0",
                "--token",
                "first",
                "-b",
                "hello",
                "-b",
                ProbeJar.in(folder).toString());
    }

    @AfterAll
    static void stopBinder() {
        binder.close();
    }

    private static String uri() {
        return "localhost:" + binder.httpPort() + "/api";
    }

    private static Outcome client(String stdin, String... args) {
        List<String> words = new ArrayList<>(List.of("client"));
        words.addAll(List.of(args));
        return Command.run(stdin, words);
    }

    @Test
    void readsEmptyLinesAndLastLineWithoutNewline() { // P31: the C client spins for ever
        assertThat(client("hello success null\n\nhello success null", uri()))
                .isEqualTo(new Outcome(
                        0,
                        "ON-REPLY 1:hello/success: OK\n" + SUCCESS + "ON-REPLY 2:hello/success: OK\n" + SUCCESS,
                        ""));
    }

    @Test
    void takesWhatIsNotJsonForText() { // P16
        assertThat(client("", "-q", uri(), "probe", "echo", "{bad").stdout()).endsWith("\"response\":\"{bad\"}\n");
    }

    @Test
    void answersEachOfManyLinesOnce() {
        int count = 20_000; // more than may be pending
        String lines =
                IntStream.rangeClosed(1, count).mapToObj(i -> "probe echo " + i).collect(Collectors.joining("\n"));

        Outcome outcome = client(lines, "-q", uri());

        assertThat(outcome.code()).as(outcome.stderr()).isZero();
        assertThat(outcome.stdout().lines().distinct()).hasSize(count);
    }

    @Test
    void sendsAndTakesLongMessages() {
        String big = "\"" + "z".repeat(900_000) + "\"";

        Outcome outcome = client("probe echo " + big + "\nprobe echo " + big, "-q", uri());

        assertThat(outcome.code()).as(outcome.stderr()).isZero();
        assertThat(outcome.stdout().lines().filter(line -> line.contains(big))).hasSize(2);
    }

    @Test
    void endsWhenMessageIsLongerThanItWants() {
        Outcome outcome = client("", "-w", "16384", uri(), "probe", "echo", "\"" + "z".repeat(20_000) + "\"");

        assertThat(outcome.code()).isOne();
        assertThat(outcome.stdout()).contains("\"status\":\"internal-error\"", "can't send message");
    }

    @Test
    void showsEventsUntilTheBinderHangsUp() {
        try (RunningBinder other = RunningBinder.start("-p", "0", "-b", "hello");
                Command client =
                        Command.start(List.of("client", "-k", "localhost:" + other.httpPort() + "/api"), Map.of())) {
            client.type("""
                    hello eventadd {"tag":"t","name":"ev"}
                    hello eventsub {"tag":"t"}
                    hello eventpush {"tag":"t","data":7}
                    hello mutebug
                    """);
            client.endInput();
            client.awaitStdout("ON-REPLY 3:hello/eventpush: OK");
            other.command().close();

            Outcome outcome = client.outcome();

            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.stdout())
                    .contains("ON-EVENT hello/ev:\n{\"jtype\":\"afb-event\",\"event\":\"hello/ev\",\"data\":7}\n")
                    .endsWith("ON-REPLY 4:hello/mutebug: ERROR\n{\"jtype\":\"afb-reply\",\"request\":"
                            + "{\"status\":\"disconnected\",\"code\":-15,\"info\":\"server hung up\"}}\nON-HANGUP\n");
        }
    }

    @Test
    void comesWithSessionAndToken() {
        assertThat(client("hello setctx {\"kept\":1}\n", "-q", "-u", "S1", "-t", "first", uri())
                        .code())
                .isZero();
        assertThat(client("", "-q", "-u", "S1", "-t", "first", uri(), "hello", "getctx", "null")
                        .stdout())
                .contains("{\"kept\":1}");
        assertThat(client("", "-q", "-u", "S2", "-t", "first", uri(), "hello", "checktok", "null"))
                .isEqualTo(new Outcome(0, SUCCESS, ""));
        assertThat(client("", "-q", "-u", "S3", "-t", "wrong", uri(), "hello", "checktok", "null")
                        .code())
                .isOne();
    }

    @Test
    void completesNamesOfApisAndVerbsByAskingTheBinder() {
        // bsdutils, which is on every Debian, gives a command a terminal
        String command = "stty cols 100 rows 30; exec " + Command.PROGRAM + " client " + uri();
        try (Command terminal = Command.startProgram(
                List.of("script", "--quiet", "--flush", "--return", "--command", command, "/dev/null"),
                Map.of("HOME", folder.toString(), "TERM", "xterm"))) {
            terminal.awaitStdout("> ");
            terminal.type("prob\t");
            terminal.awaitStdout("probe");
            terminal.type("ech\t");
            terminal.awaitStdout("echo");
            terminal.type("7\r");
            terminal.awaitStdout("\"response\":7");
            terminal.type("\u0004");

            assertThat(terminal.outcome().code()).isZero();
        }
        assertThat(folder.resolve(".config").resolve("afb-client.history"))
                .content()
                .contains("probe echo 7");
    }
}
