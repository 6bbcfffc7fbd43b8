package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.client.AfbClient;
import afb4j.system.process.probe.ProbeJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Life and death of the process `afb4j binder` (http-and-wsj1.md 7.5).
final class BinderProcessIT {

    @TempDir
    Path folder;

    private String socket(String name) {
        return "unix:" + folder.resolve(name);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 0", "INT, 1"})
    void answersRunningCallsAndRemovesSocketFileWhenAskedToStop(String signal, int code) {
        try (RunningBinder binder = RunningBinder.start("-b", "hello", "--ws-server", socket("hello"));
                AfbClient client = AfbClient.connect(socket("hello"))) {
            CompletionStage<Reply> running = client.callAsync("after", Json.parse("{\"delay\":1,\"type\":\"nop\"}"));
            client.call("ping"); // so the call before it was accepted

            binder.command().signal(signal);
            Command.Outcome outcome = binder.command().outcome();

            assertThat(reply(running).status().name()).isEqualTo("success");
            assertThat(outcome.code()).isEqualTo(code);
            assertThat(folder.resolve("hello")).doesNotExist();
            assertThat(outcome.stderr()).contains("Received SIG" + signal);
        }
    }

    private static Reply reply(CompletionStage<Reply> stage) {
        CompletableFuture<Reply> future = stage.toCompletableFuture();
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void goesOnAfterHangupSignal() {
        try (RunningBinder binder = RunningBinder.start("-b", "hello", "--ws-server", socket("hello"));
                AfbClient client = AfbClient.connect(socket("hello"))) {
            binder.command().signal("HUP");
            binder.command().awaitStderr("Received SIGHUP");

            assertThat(client.call("ping").status().isSuccess()).isTrue();
        }
    }

    @Test
    void endsWithTheCodeThatTheVerbExitAsksFor() {
        try (RunningBinder binder = RunningBinder.start("-b", "hello", "--ws-server", socket("hello"))) {
            Command.Outcome client = Command.run("client", "-d", socket("hello"), "exit", "7");
            Command.Outcome outcome = binder.command().outcome();

            assertThat(client.stdout()).startsWith("ON-REPLY 1:exit: success");
            assertThat(outcome.code()).isEqualTo(7);
            assertThat(folder.resolve("hello")).doesNotExist();
        }
    }

    @Test
    void refusesPortInUseInOneSentence() {
        try (RunningBinder first = RunningBinder.start("-b", "hello", "--ws-server", "tcp:127.0.0.1:0/hello")) {
            String taken = "tcp:127.0.0.1:" + first.port("hello");

            Command.Outcome second =
                    Command.run("binder", "--no-httpd", "-b", "hello", "--ws-server", taken + "/hello");

            assertThat(second).isEqualTo(refusal("cannot listen at " + taken + ": Address already in use"));
        }
    }

    @Test
    void doesNotStealTheSocketOfLiveServer() {
        try (RunningBinder _ = RunningBinder.start("-b", "hello", "--ws-server", socket("hello"))) {
            Command.Outcome second = Command.run("binder", "--no-httpd", "-b", "hello", "--ws-server", socket("hello"));

            assertThat(second)
                    .isEqualTo(refusal("cannot listen at " + socket("hello") + ": another server is listening there"));
            assertThat(Command.run("client", "-d", socket("hello"), "ping", "1").code())
                    .isZero();
        }
    }

    @Test
    void replacesTheSocketThatKilledBinderLeft() {
        try (RunningBinder first = RunningBinder.start("-b", "hello", "--ws-server", socket("hello"))) {
            first.command().signal("KILL");
            first.command().outcome();
        }
        assertThat(folder.resolve("hello")).exists();

        try (RunningBinder _ = RunningBinder.start("-b", "hello", "--ws-server", socket("hello"))) {
            assertThat(Command.run("client", "-d", socket("hello"), "ping", "1").code())
                    .isZero();
        }
    }

    private static Command.Outcome refusal(String sentence) {
        return new Command.Outcome(1, "", "<3> ERROR: " + sentence + "\n");
    }

    @Test
    void refusesUnknownBindingsApisAndBadSockspecsInOneSentence() {
        assertRefused("no binding is called nope", "-b", "nope");
        assertRefused("binding ./nope.jar: there is no such file", "-b", "./nope.jar");
        assertRefused("there is no API nope", "-b", "hello", "--ws-server", "unix:@nope");
        assertRefused("bad socket specification \"tcp:127.0.0.1:x/hello\"", "--ws-server", "tcp:127.0.0.1:x/hello");
        assertRefused("bad socket specification \"sd:hello\"", "--ws-client", "sd:hello");
        assertRefused("no socket of that name was inherited", "-b", "hello", "--ws-server", "sd:hello");
    }

    private static void assertRefused(String sentence, String... options) {
        List<String> args = new java.util.ArrayList<>(List.of("binder", "--no-httpd"));
        args.addAll(List.of(options));

        Command.Outcome outcome = Command.run("", args);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.stderr()).startsWith("<3> ERROR: ").contains(sentence);
        assertThat(outcome.stderr().lines()).hasSize(1);
    }

    @Test
    void goesOnWithoutBrokenJarUnlessStrict() throws IOException {
        Path broken = ProbeJar.brokenIn(folder);
        Path garbage = Files.writeString(folder.resolve("garbage.jar"), "no jar");
        String[] options = {
            "-b", broken.toString(), "-b", garbage.toString(), "-b", "hello", "--ws-server", socket("hello")
        };

        try (RunningBinder binder = RunningBinder.start(options)) {
            assertThat(binder.log())
                    .contains("<3> ERROR: the binder goes on without a binding: binding " + broken)
                    .contains("binding " + garbage + ": it is not a jar")
                    .doesNotContain("\tat ");
            assertThat(Command.run("client", "-d", socket("hello"), "ping", "1").code())
                    .isZero();
        }
        Command.Outcome strict = Command.run("binder", "--no-httpd", "--strict", "-b", broken.toString());
        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.stderr().lines()).hasSize(1);
    }

    @Test
    void showsStackTraceWhenAskedTwiceForMore() {
        Command.Outcome outcome = Command.run("binder", "--no-httpd", "-vv", "-b", "nope");

        assertThat(outcome.stderr()).contains("\tat ");
    }

    @Test
    void relaysTheApiOfAnotherBinder() {
        String relay = "unix:@" + folder.getFileName() + "/hello";
        try (RunningBinder _ = RunningBinder.start("-b", "hello", "--ws-server", socket("hello"));
                RunningBinder _ = RunningBinder.start("--ws-client", socket("hello"), "--ws-server", relay)) {
            Command.Outcome client = Command.run("client", "-d", relay, "ping", "{\"a\":1}");

            assertThat(client)
                    .isEqualTo(new Command.Outcome(
                            0, "ON-REPLY 1:ping: success \n[{\"a\":1},null,\"ping count=1\"]\n", ""));
        }
    }

    @Test
    void servesTheSocketThatItsParentOpened() {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "only with a program that hands a socket over");
        List<String> words = List.of(
                python.toString(),
                "src/test/resources/afb4j/system/process/activate.py",
                folder.resolve("given").toString(),
                "hello",
                Command.PROGRAM,
                "binder",
                "-v",
                "--no-httpd",
                "-b",
                "hello",
                "--ws-server",
                "sd:hello");

        try (Command binder = Command.startProgram(words, Map.of())) {
            binder.awaitStderr(" is ready");

            for (int i = 0; i < 3; i++) {
                assertThat(Command.run("client", "-d", socket("given"), "success", "1"))
                        .isEqualTo(new Command.Outcome(0, "ON-REPLY 1:success: success \nnull\n", ""));
            }
            binder.signal("TERM");
            assertThat(binder.outcome().code()).isZero();
        }
    }

    @Test
    void runsFromFolderWithBlanksInItsName() throws IOException, InterruptedException {
        Path copy = folder.resolve("my programs");
        int copied = new ProcessBuilder("cp", "-r", Command.DISTRIBUTION.toString(), copy.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(copied).isZero();

        try (Command command =
                Command.startProgram(List.of(copy.resolve("bin/afb4j").toString(), "--version"), Map.of())) {
            assertThat(command.outcome())
                    .satisfies(outcome -> assertThat(outcome.stdout()).startsWith("afb4j "))
                    .satisfies(outcome -> assertThat(outcome.stderr()).isEmpty());
        }
    }

    @Test
    void runsFromAnyFolderAndThroughLinks() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("afb4j"), Path.of(Command.PROGRAM));
        Process process = new ProcessBuilder(link.toString(), "--version")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("afb4j ");
    }
}
