package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.process.Command.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `afb4j client -d` in a script (http-and-wsj1.md 9).
final class ClientProcessIT {

    @TempDir
    static Path folder;

    private static RunningBinder binder;

    @BeforeAll
    static void startBinder() {
        binder = RunningBinder.start("-b", "hello", "--ws-server", uri());
    }

    @AfterAll
    static void stopBinder() {
        binder.close();
    }

    private static String uri() {
        return "unix:" + folder.resolve("hello");
    }

    private static Outcome client(String stdin, String... args) {
        List<String> words = new java.util.ArrayList<>(List.of("client", "-d"));
        words.addAll(List.of(args));
        return Command.run(stdin, words);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    @Test
    void indentsForPeople() {
        assertThat(client("", "-H", uri(), "x-y", "null"))
                .isEqualTo(new Outcome(0, "ON-REPLY 1:x-y: success \n[\n  \"x-y\",\n  null,\n  null\n]\n", ""));
    }

    @Test
    void readsEmptyLinesAndLastLineWithoutNewline() { // P31: the C client spins for ever
        assertThat(client("success null\n\n# remark\nfail", uri()))
                .isEqualTo(new Outcome(
                        1, "ON-REPLY 1:success: success \nnull\nON-REPLY 2:fail: internal-error \nnull\n", ""));
    }

    @Test
    void takesDataFromStandardInput() {
        assertThat(client("{\"from\":\n\"stdin\"}\n", "-q", uri(), "ping", "-").stdout())
                .startsWith("[{\"from\":\"stdin\"},null,");
        assertThat(client("", "-q", uri(), "ping", "-").stdout()).startsWith("[null,null,");
    }

    @Test
    void warnsOfMissingData() {
        assertThat(client("", uri(), "success"))
                .isEqualTo(new Outcome(
                        0,
                        "ON-REPLY 1:success: success \nnull\n",
                        "implicit null in arguments is deprecated and will be removed soon.\n"));
    }

    @Test
    void printsRepliesAsTheyComeUnlessOneByOneIsAskedFor() {
        String lines = "after {\"delay\":0.3,\"type\":\"nop\"}\nsuccess 1\n";

        assertThat(client(lines, "-e", uri()).stdout())
                .isEqualTo(lines(
                        "SEND-CALL: after {\"delay\":0.3,\"type\":\"nop\"}",
                        "SEND-CALL: success 1",
                        "ON-REPLY 2:success: success ",
                        "null",
                        "ON-REPLY 1:after: success ",
                        "null"));
        assertThat(client(lines, "-e", "-s", uri()).stdout())
                .isEqualTo(lines(
                        "SEND-CALL: after {\"delay\":0.3,\"type\":\"nop\"}",
                        "ON-REPLY 1:after: success ",
                        "null",
                        "SEND-CALL: success 1",
                        "ON-REPLY 2:success: success ",
                        "null"));
        assertThat(client(lines + "success 2\n", "-e", "-p", "2", uri()).stdout())
                .isEqualTo(lines(
                        "SEND-CALL: after {\"delay\":0.3,\"type\":\"nop\"}",
                        "SEND-CALL: success 1",
                        "ON-REPLY 2:success: success ",
                        "null",
                        "SEND-CALL: success 2",
                        "ON-REPLY 3:success: success ",
                        "null",
                        "ON-REPLY 1:after: success ",
                        "null"));
    }

    @Test
    void answersEachOfManyLinesOnce() {
        int count = 20_000; // more than may be pending
        String lines = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "x-" + i + " " + i)
                .collect(Collectors.joining("\n"));

        Outcome outcome = client(lines, "-q", uri());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.stdout().lines().distinct()).hasSize(count);
    }

    @Test
    void sendsBigArgumentsWithoutLosingAny() {
        String big = "\"" + "z".repeat(200_000) + "\"";
        String lines = ("ping " + big + "\n").repeat(200); // 40 MB

        Outcome outcome = client(lines, "-q", uri());

        assertThat(outcome.code()).as(outcome.stderr()).isZero();
        assertThat(outcome.stdout().lines().filter(line -> line.startsWith("[" + big)))
                .hasSize(200);
    }

    @Test
    void refusesLineLongerThanMessage() {
        Outcome outcome = client("ping \"" + "z".repeat(2_000_000) + "\"\n", uri());

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.stderr()).isEqualTo("can't read standard input: a line is longer than 1048500 bytes\n");
    }

    @Test
    void leavesAfterTheFirstLineIfAsked() {
        assertThat(client("after {\"delay\":30,\"type\":\"nop\"}\nsuccess\n", "-b", uri()))
                .isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void runsShellCommandsInBetween() {
        assertThat(client("!echo hi\nsuccess\n", uri()).stdout()).isEqualTo("hi\nON-REPLY 1:success: success \nnull\n");
    }

    @Test
    void tellsHangupAndAnswersWhatIsPending() {
        String other = "unix:" + folder.resolve("other/hello");
        try (RunningBinder short_ = RunningBinder.start("-b", "hello", "--ws-server", other);
                Command client = Command.start("client", "-d", other)) {
            client.type("success 1\n");
            client.awaitStdout("success");
            client.type("mutebug 1\n");
            client.type("success 2\n");
            client.awaitStdout("3:success");

            short_.command().signal("KILL");

            assertThat(client.outcome())
                    .isEqualTo(new Outcome(
                            2,
                            lines(
                                    "ON-REPLY 1:success: success ",
                                    "null",
                                    "ON-REPLY 3:success: success ",
                                    "null",
                                    "ON-REPLY 2:mutebug: disconnected server hung up",
                                    "null",
                                    "ON-HANGUP"),
                            ""));
        }
    }

    @Test
    void staysUntilHangupIfAsked() {
        String other = "unix:" + folder.resolve("keep/hello");
        try (RunningBinder short_ = RunningBinder.start("-b", "hello", "--ws-server", other);
                Command client = Command.start("client", "-d", "-k", other, "success", "1")) {
            client.awaitStdout("success");

            short_.command().signal("TERM");

            assertThat(client.outcome().code()).isEqualTo(2);
        }
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() {
        assertThat(Command.run("client")).isEqualTo(new Outcome(1, "", "missing uri\n"));
        assertThat(client("", "-w", "10", uri(), "success", "1"))
                .isEqualTo(new Outcome(1, "", "value of --ws-maxlen is too small (mini is 16384)\n"));
        assertThat(client("", "-Z").code()).isEqualTo(4);
        assertThat(client("", "unix:/nonexistent/hello", "success", "1"))
                .isEqualTo(new Outcome(
                        5, "", "connection to unix:/nonexistent/hello failed: No such file or directory\n"));
        assertThat(Command.run("client", "localhost:1/api", "hello", "ping", "1")
                        .code())
                .isEqualTo(5);
    }
}
