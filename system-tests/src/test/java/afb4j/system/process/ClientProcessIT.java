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

    private static final String EVENT = lines(
            "eventadd {\"tag\":\"x\",\"name\":\"ev\"}",
            "eventsub {\"tag\":\"x\"}",
            "eventpush {\"tag\":\"x\",\"data\":{\"z\":1}}",
            "broadcast {\"name\":\"news\",\"data\":[2]}",
            "eventunsub {\"tag\":\"x\"}",
            "eventdel {\"tag\":\"x\"}");

    private static String withoutIds(String stdout) {
        return stdout.replaceAll("(ON-EVENT-[^\\[]+\\[)\\d+", "$1ID");
    }

    @Test
    void showsWhatHappensToEvents() { // http-and-wsj1.md 9
        assertThat(withoutIds(client(EVENT, "-s", uri()).stdout()))
                .isEqualTo(lines(
                        "ON-REPLY 1:eventadd: success ",
                        "null",
                        "ON-EVENT-CREATE: [ID:hello/ev]",
                        "ON-EVENT-SUBSCRIBE 2:eventsub: [ID]",
                        "ON-REPLY 2:eventsub: success ",
                        "null",
                        "ON-EVENT-PUSH: [ID]",
                        "{\"z\":1}",
                        "ON-REPLY 3:eventpush: success ",
                        "null",
                        "ON-EVENT-BROADCAST: [hello/news]",
                        "[2]",
                        "ON-REPLY 4:broadcast: success ",
                        "null",
                        "ON-EVENT-UNSUBSCRIBE 5:eventunsub: [ID]",
                        "ON-EVENT-REMOVE: [ID]",
                        "ON-REPLY 5:eventunsub: success ",
                        "null",
                        "ON-REPLY 6:eventdel: success ",
                        "null"));
    }

    @Test
    void printsOnlyTheDataOfEventsWhenQuiet() {
        assertThat(client(EVENT, "-s", "-q", uri()).stdout())
                .isEqualTo(lines("null", "null", "{\"z\":1}", "null", "[2]", "null", "null", "null"));
        assertThat(client(EVENT, "-s", "-q", "-H", uri()).stdout()).contains("{\n  \"z\":1\n}\n");
    }

    @Test
    void staysForEventsIfAsked() {
        try (Command watcher = Command.start("client", "-d", "-k", "-s", uri())) {
            watcher.type(lines("eventadd {\"tag\":\"w\",\"name\":\"watched\"}", "eventsub {\"tag\":\"w\"}"));
            watcher.awaitStdout("2:eventsub: success");

            client("", uri(), "eventpush", "{\"tag\":\"w\",\"data\":\"from elsewhere\"}");
            watcher.awaitStdout("\"from elsewhere\"");
            client("", uri(), "eventdel", "{\"tag\":\"w\"}");
            watcher.awaitStdout("ON-EVENT-REMOVE");
        }
    }

    @Test
    void comesWithTheSessionItIsTold() { // W-50
        try (Command keeper = Command.start("client", "-d", "-k", "-u", "MINE", uri(), "setctx", "{\"k\":1}")) {
            keeper.awaitStdout("setctx: success");

            assertThat(client("", "-q", "-u", "MINE", uri(), "getctx", "null").stdout())
                    .startsWith("[{\"k\":1},");
            assertThat(client("", "-q", uri(), "getctx", "null").stdout()).startsWith("[null,");
        }
        assertThat(client("", "-u", "m".repeat(37), uri(), "getctx", "null"))
                .isEqualTo(new Outcome(1, "", "value of --uuid is too long (37 bytes, maxi is 36)\n"));
    }

    @Test
    void comesWithTheTokenItIsTold() { // W-56
        String guarded = "unix:" + folder.resolve("guarded/hello");
        try (RunningBinder _ = RunningBinder.start("--token", "SECRET", "-b", "hello", "--ws-server", guarded)) {
            assertThat(client("", "-t", "SECRET", guarded, "checktok", "null"))
                    .isEqualTo(new Outcome(0, "ON-REPLY 1:checktok: success \nnull\n", ""));
            assertThat(client("", "-t", "SECRETE", guarded, "checktok", "null").stdout())
                    .isEqualTo("ON-REPLY 1:checktok: invalid-token \nnull\n");
            assertThat(client("", guarded, "checktok", "null").code()).isEqualTo(1);
        }
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
