package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.process.Command.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A binder as the client library of redpesk pages sees it: `@redpesk/afb-ws`, written by others, in Node
/// (http-and-wsj1.md 12).
final class AfbWsIT {

    @BeforeAll
    static void installPackages() {
        NodePackages.install();
    }

    private static RunningBinder binder(int port) {
        return RunningBinder.start("-b", "hello", "--token", "first", "-p", "" + port);
    }

    @Test
    void callsHearsEventsSharesSessionsReplacesTokensAndComesBack() {
        String script = NodePackages.FOLDER.resolve("afb-ws.mjs").toString();
        try (RunningBinder first = binder(0);
                Command node =
                        Command.startProgram(List.of("node", script, "localhost:" + first.httpPort()), Map.of())) {
            node.awaitStdout("waiting for the end");
            first.command().close();
            node.awaitStdout("closed");
            try (RunningBinder _ = binder(first.httpPort())) {
                Outcome outcome = node.outcome();

                assertThat(outcome.code()).as(outcome.stderr()).isZero();
                assertThat(outcome.stdout().lines()).containsExactlyElementsOf(NodePackages.CONVERSATION);
            }
        }
    }
}
