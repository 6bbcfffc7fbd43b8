package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that subscribes and does not read, next to one that does: `--slow-listeners`.
final class SlowListenerIT {

    private static final String EVENT = "news";
    private static final int PUSHES = 1500;

    /// More than a connection and the backlog of a listener hold, all together (1 MB, 1 024 pushes).
    private static final String FILLER = "x".repeat(8_000);

    @TempDir
    Path folder;

    private final List<Integer> heard = new ArrayList<>();

    private RunningBinder binder(String policy) {
        return RunningBinder.start(
                "-b", "hello", "--ws-server", "unix:" + folder.resolve("hello"), "--slow-listeners", policy);
    }

    /// Makes a client subscribe that does not read, and pushes. Checks that another one hears all of it.
    private ScriptedClient pushToWhoDoesNotRead() throws IOException {
        try (HelloClient reading = HelloClient.at("unix:" + folder.resolve("hello"))) {
            reading.add(EVENT);
            reading.run("eventsub", EVENT);
            ScriptedClient slow = ScriptedClient.connect(folder.resolve("hello"));
            slow.send(WireMessage.call(1, "eventsub", "{\"tag\":\"" + EVENT + "\"}"));
            while (slow.receive()[0] != 'k') {} // E, X, then the reply
            for (int n = 0; n < PUSHES; n++) {
                reading.push(EVENT, List.of(n, FILLER));
            }

            assertThat(reading.pushes().stream().map(SlowListenerIT::number))
                    .containsExactlyElementsOf(
                            IntStream.range(0, PUSHES).boxed().toList());
            return slow;
        }
    }

    private static int number(String push) {
        return Json.parse(push.substring(push.indexOf(' '))).element(0).asInt();
    }

    /// Reads the pushes that come before the reply to a call, or the end.
    private boolean readsUpToReply(ScriptedClient slow) throws IOException {
        slow.send(WireMessage.call(2, "ping", "1"));
        try {
            for (byte[] message = slow.receive(); message[0] != 'k'; message = slow.receive()) {
                heard.add(Json.parse(WireMessage.textAt(message, 3)).element(0).asInt());
            }
            return true;
        } catch (EOFException _) {
            return false;
        }
    }

    private void assertHeardTheFirstAndTheLast() {
        assertThat(heard).isSorted().doesNotHaveDuplicates().startsWith(0, 1, 2).hasSizeLessThan(PUSHES);
        assertThat(heard.getLast()).isEqualTo(PUSHES - 1);
    }

    // B-35
    @Test
    void losesTheOldestThatWaitWhileAnotherHearsAll() throws IOException {
        try (RunningBinder binder = binder("drop-oldest");
                ScriptedClient slow = pushToWhoDoesNotRead()) {
            assertThat(readsUpToReply(slow)).isTrue();

            assertHeardTheFirstAndTheLast();
            assertThat(heard).hasSizeGreaterThan(1_024);
            assertThat(binder.command().awaitStderr("does not keep up"))
                    .containsOnlyOnce("connection 2: does not keep up with its events, of which 1024 wait;"
                            + " dropping by the policy DROP_OLDEST");
        }
    }

    @Test
    void hearsTheLatestOfEachEventWhileAnotherHearsAll() throws IOException {
        try (RunningBinder binder = binder("coalesce");
                ScriptedClient slow = pushToWhoDoesNotRead()) {
            assertThat(readsUpToReply(slow)).isTrue();

            assertHeardTheFirstAndTheLast();
            assertThat(heard.get(heard.size() - 2)).isLessThan(PUSHES / 2);
            assertThat(binder.command().awaitStderr("does not keep up")).contains("dropping by the policy COALESCE");
        }
    }

    @Test
    void isDisconnectedWhileAnotherHearsAll() throws IOException {
        try (RunningBinder binder = binder("disconnect");
                ScriptedClient slow = pushToWhoDoesNotRead()) {
            assertThat(binder.command().awaitStderr("does not keep up"))
                    .containsOnlyOnce(
                            "connection 2: does not keep up with its events, of which 1024 wait: disconnected");

            assertThat(readsToTheEnd(slow)).isLessThan(PUSHES);
        }
    }

    /// Nothing is sent: the connection may be broken already.
    private static int readsToTheEnd(ScriptedClient slow) {
        int count = 0;
        try {
            while (true) {
                slow.receive();
                count++;
            }
        } catch (IOException _) { // its end, in order or not
            return count;
        }
    }
}
