package afb4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the commands say before they do anything, and the exit codes of it (http-and-wsj1.md 7.5 and 9).
final class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Main.run(List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    @Test
    void printsVersionAndHelpOnStandardOutput() {
        assertThat(run("--version")).isZero();
        assertThat(run("--help")).isZero();
        assertThat(run("binder", "-V")).isZero();
        assertThat(run("binder", "--help")).isZero();
        assertThat(run("client", "-v")).isZero();
        assertThat(run("client", "-h")).isZero();
        assertThat(out.toString(UTF_8)).contains("usage: afb4j binder", "--ws-server", "usage: afb4j client", "--pipe");
        assertThat(err.size()).isZero();
    }

    @Test
    void refusesUnknownCommand() {
        assertThat(run("bnider")).isEqualTo(64);
        assertThat(err.toString(UTF_8)).contains("unknown command 'bnider'").contains("--help");
    }

    @Test
    void refusesNoCommand() {
        assertThat(run()).isEqualTo(64);
        assertThat(err.toString(UTF_8)).startsWith("usage: afb4j");
    }

    @Test
    void binderRefusesBadCommandLinesInTwoLines() {
        assertBinderRefuses("unrecognized option '--bogus'", "--bogus");
        assertBinderRefuses("option '--name' requires an argument", "--name");
        assertBinderRefuses("too many arguments: 'extra' belongs to no option", "extra");
    }

    private void assertBinderRefuses(String what, String arg) {
        err.reset();
        assertThat(run("binder", arg)).isEqualTo(64);
        assertThat(err.toString(UTF_8).lines())
                .containsExactly("afb4j binder: " + what, "Try 'afb4j binder --help' for more information.");
    }

    @Test
    void clientPrintsUsageForBadOption() {
        assertThat(run("client", "-Z")).isEqualTo(4);
        assertThat(err.toString(UTF_8)).contains("unrecognized option '-Z'").contains("usage: afb4j client");
    }

    @Test
    void clientRefusesIncompleteRequestsBeforeItConnects() {
        assertClientRefuses(1, "missing uri");
        assertClientRefuses(1, "extra arguments (clue: check quoting of last argument)", "-d", "u", "v", "d", "x");
        assertClientRefuses(1, "extra arguments (clue: check quoting of last argument)", "u", "a", "v", "d", "x");
        assertClientRefuses(1, "missing verb", "u", "a");
        assertClientRefuses(1, "the verb begins with a slash, bad line: a /v 1", "u", "a", "/v", "1");
        assertClientRefuses(1, "value of --ws-maxlen is too small (mini is 16384)", "-d", "-w", "10", "u");
        assertClientRefuses(1, "bad value for option --ws-maxlen", "-d", "-w", "abc", "u");
        assertClientRefuses(1, "bad value for option --pipe", "-d", "-p", "abc", "u");
        assertClientRefuses(1, "value of --pipe is too small (mini is 1)", "-d", "-p", "0", "u");
    }

    private void assertClientRefuses(int code, String sentence, String... args) {
        err.reset();
        String[] words = new String[args.length + 1];
        words[0] = "client";
        System.arraycopy(args, 0, words, 1, args.length);

        assertThat(run(words)).isEqualTo(code);
        assertThat(err.toString(UTF_8)).isEqualTo(sentence + "\n");
    }

    @Test
    void clientSaysWhatIsWrongWithUri() {
        assertClientRefuses(
                5,
                "connection to localhost:1 failed: there is no path,"
                        + " expected [ws://|wss://]HOST[:PORT]/PATH, such as localhost:1234/api",
                "localhost:1",
                "hello",
                "ping",
                "1");
        assertClientRefuses(
                5,
                "connection to unix:/run/hello failed: \"unix:\" is no host with an optional port, expected"
                        + " [ws://|wss://]HOST[:PORT]/PATH, such as localhost:1234/api (with -d, the URI of one API)",
                "unix:/run/hello",
                "hello",
                "ping",
                "1");
        assertClientRefuses(
                5,
                "connection to wss://localhost:1/api failed: there is no file /nowhere.pem, expected certificates in PEM",
                "--ca",
                "/nowhere.pem",
                "wss://localhost:1/api",
                "hello",
                "ping",
                "1");
    }
}
