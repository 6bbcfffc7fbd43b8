package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A subscription at the end of three binders, any of which ends and comes back (issue 4, links that heal).
final class HealingSubscriptionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder = Command.folder();
    private RunningBinder owner;
    private RunningBinder relay;
    private RunningBinder last;
    private HelloClient client;
    private int pushed;

    private String socket(String name) {
        return "unix:" + folder.resolve(name) + "?as-api=hello";
    }

    /// The event is there from the start, as that of a binding that makes its own.
    private RunningBinder owner() {
        return RunningBinder.start(
                "-b",
                "hello",
                "--ws-server",
                socket("owner"),
                "--call",
                "hello/eventadd:{\"tag\":\"news\",\"name\":\"news\"}");
    }

    private RunningBinder relay() {
        return RunningBinder.start("--ws-client", socket("owner"), "--ws-server", socket("relay"));
    }

    @BeforeEach
    void start() {
        owner = owner();
        relay = relay();
        last = RunningBinder.start("--eager", "--ws-client", socket("relay"), "--ws-server", socket("last"));
        client = HelloClient.at(socket("last"));
        client.run("eventsub", "news");
        awaitEvent();
    }

    @AfterEach
    void end() {
        client.close();
        List.of(last, relay, owner).forEach(RunningBinder::close);
    }

    /// Pushes until the client hears one of these pushes.
    private void awaitEvent() {
        int before = pushed;
        try (HelloClient producer = HelloClient.at(socket("owner"))) {
            await().atMost(PATIENCE).until(() -> {
                producer.push("news", ++pushed);
                return client.pushes().stream()
                        .anyMatch(push -> Integer.parseInt(push.substring(push.indexOf(" ") + 1)) > before);
            });
        }
    }

    private static void end(RunningBinder binder, String signal) {
        binder.command().signal(signal);
        binder.command().outcome();
    }

    // S-25, W-74, W-99: a binder that stops does not say that its events are no more
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void isThereAgainWhenTheRelayComesBack(String signal) {
        end(relay, signal);
        relay = relay();

        awaitEvent();

        assertThat(client.removals()).isEmpty();
        assertThat(last.command().awaitStderr("subscribed to hello/news again")).doesNotContain("does not come back");
    }

    /// The relay, whose link is lazy, says that the owner is not there: that is not the last word. (Had it
    /// seen the owner go, it would have ended the subscription, as W-99 has it.)
    @Test
    void isThereAgainWhenTheOwnerComesBackAfterTheRelay() {
        end(relay, "KILL");
        end(owner, "KILL");
        relay = relay();
        relay.command().awaitStderr("no connection, the next call tries again");
        owner = owner();

        awaitEvent();

        assertThat(client.removals()).isEmpty();
    }
}
