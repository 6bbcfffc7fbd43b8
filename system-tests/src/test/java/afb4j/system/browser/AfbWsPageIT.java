package afb4j.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.system.process.NodePackages;
import afb4j.system.process.RunningBinder;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A page that the binder serves, with the client library of redpesk pages: `@redpesk/afb-ws`, written by others
/// (http-and-wsj1.md 12).
final class AfbWsPageIT {

    @BeforeAll
    static void installPackages() {
        NodePackages.install();
    }

    private static RunningBinder binder(int port) {
        return RunningBinder.start(
                "-b", "hello", "--token", "first", "-p", "" + port, "--roothttp", NodePackages.FOLDER.toString());
    }

    @Test
    void callsHearsEventsSharesSessionsReplacesTokensAndComesBack() {
        try (Browser browser = Browser.open();
                RunningBinder first = binder(0)) {
            browser.go("http://localhost:" + first.httpPort() + "/afb-ws.html");
            browser.awaitText("#seen", "waiting for the end");
            assertThat(browser.complaints()).isEmpty();
            first.command().close();
            browser.awaitText("#seen", "closed");
            try (RunningBinder _ = binder(first.httpPort())) {
                Browser.eventually(() -> assertThat(browser.text("#seen").lines())
                        .containsExactlyElementsOf(
                                Stream.concat(NodePackages.CONVERSATION.stream(), Stream.of("the end"))
                                        .toList()));
            }
        }
    }
}
