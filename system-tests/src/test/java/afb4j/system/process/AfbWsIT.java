package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.process.Command.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A binder as the client library of redpesk pages sees it: `@redpesk/afb-ws`, written by others, in Node
/// (http-and-wsj1.md 12). `./verify` installs Node and npm on Debian.
final class AfbWsIT {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node").toAbsolutePath();
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "afb-ws.mjs");

    @BeforeAll
    static void installPackages() throws IOException {
        Files.createDirectories(FOLDER);
        for (String file : FILES) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Outcome installed =
                Command.runProgram(List.of("npm", "--prefix", FOLDER.toString(), "ci", "--no-audit", "--no-fund"), "");
        assertThat(installed.code())
                .as("npm ci: %s%s", installed.stdout(), installed.stderr())
                .isZero();
    }

    private static RunningBinder binder(int port) {
        return RunningBinder.start("-b", "hello", "--token", "first", "-p", "" + port);
    }

    @Test
    void callsHearsEventsSharesSessionsReplacesTokensAndComesBack() {
        try (RunningBinder first = binder(0);
                Command node = Command.startProgram(
                        List.of("node", FOLDER.resolve("afb-ws.mjs").toString(), "localhost:" + first.httpPort()),
                        Map.of())) {
            node.awaitStdout("waiting for the end");
            first.command().close();
            node.awaitStdout("closed");
            try (RunningBinder _ = binder(first.httpPort())) {
                Outcome outcome = node.outcome();

                assertThat(outcome.code()).as(outcome.stderr()).isZero();
                assertThat(outcome.stdout().lines())
                        .containsExactly(
                                "open",
                                "hello/ping [\"success\",[{\"a\":[1,\"é\"]},null,\"ping count=1\"]]",
                                "hello/fail failed [\"internal-error\",null]",
                                "nope/x failed [\"unknown-api\",null]",
                                "hello/eventadd [\"success\",null]",
                                "hello/eventsub [\"success\",null]",
                                "by name {\"jtype\":\"afb-event\",\"event\":\"hello/news\",\"data\":{\"z\":1}}",
                                "by api \"hello/news\"",
                                "by star {\"z\":1}",
                                "hello/eventpush [\"success\",null]",
                                "hello/checktok [\"success\",null]",
                                "hello/checktok failed [\"invalid-token\",null]",
                                "hello/checktok [\"success\",null]",
                                "hello/setctx [\"success\",[{\"kept\":true},null,\"context set\"]]",
                                "hello/getctx [\"success\",[{\"kept\":true},null,\"returning the context\"]]",
                                "waiting for the end",
                                "closed",
                                "hello/mutebug failed [\"disconnected\",\"server hung up\"]",
                                "open again",
                                "hello/ping [\"success\",[2,null,\"ping count=1\"]]");
            }
        }
    }
}
