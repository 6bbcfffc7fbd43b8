package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afb4j.api.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions of a binder that ends, by `--session-file`.
final class SessionFileIT {

    private static final int SESSIONS = 50;
    private static final int WRITES = 1000;

    @TempDir
    Path folder;

    private RunningBinder binder;

    @BeforeEach
    void start() {
        binder = RunningBinder.start(
                "-b", "hello",
                "--ws-server", socket(),
                "--session-file", folder.resolve("sessions").toString());
    }

    @AfterEach
    void end() {
        binder.close();
    }

    private String socket() {
        return "unix:" + folder.resolve("hello");
    }

    private void signalAndWait(String signal, int code) {
        binder.command().signal(signal);
        assertThat(binder.command().outcome().code()).isEqualTo(code);
    }

    private HelloClient inSession(String uuid) {
        return HelloClient.at(socket(), client -> client.session(uuid).once());
    }

    // S-50, W-54, W-91: the stop ends connections and events, but not what is in the file
    @Test
    void stopWithOpenSessionsAndSubscriptionsLeavesNothingButTheFile() {
        try (HelloClient named = inSession("named");
                HelloClient unnamed = HelloClient.at(socket(), client -> client.once());
                HelloClient left = inSession("left")) {
            named.add("news");
            named.run("eventsub", "news");
            unnamed.run("eventsub", "news");
            named.result("setctx", Json.of("kept"));
            left.result("setctx", Json.of("given up"));
            left.leave();
            String uuid =
                    unnamed.result("my-info", null).member("uuid").orElseThrow().asText();
            unnamed.result("setctx", Json.of("kept as well"));

            signalAndWait("TERM", 0);
            assertThat(binder.command().outcome().stderr()).doesNotContain("<3>", "<4>");
            assertThat(folder).isDirectoryNotContaining(file -> file.endsWith("hello"));
            assertThat(named.call("ping", null).status().name()).isEqualTo("disconnected");

            start();
            assertValue("named", Json.of("kept"));
            assertValue(uuid, Json.of("kept as well"));
            assertValue("left", Json.NULL); // W-54: it had ended with its connection
        }
    }

    private void assertValue(String uuid, Json value) {
        try (HelloClient client = inSession(uuid)) {
            assertThat(client.result("getctx", null)).isEqualTo(value);
        }
    }

    @Test
    void secondBinderDoesNotGetTheFileOfAnother() {
        Path file = folder.resolve("sessions");

        assertThat(Command.run("binder", "--no-httpd", "--session-file", file.toString()))
                .isEqualTo(new Command.Outcome(
                        1, "", "<3> ERROR: the sessions file " + file + " is in use by another process\n"));
    }

    /// The reply of a verb does not wait for the disk (decision 0109): the last writes before the kill may be
    /// lost, what was there at the last stop is not, and each value is whole.
    @Test
    void killDuringWritesLeavesWholeValuesAndNothingOlderThanTheLastStop() throws Exception {
        try (ScriptedClient writer = ScriptedClient.connect(folder.resolve("hello"))) {
            announceSessions(writer);
            for (int n = 0; n < SESSIONS; n++) {
                write(writer, n);
            }
        } finally {
            signalAndWait("TERM", 0);
        }
        start();

        int acknowledged = writeUntilKilled();
        start();
        int[] kept = readAll();

        List<Integer> lost = new ArrayList<>();
        for (int n = SESSIONS; n < acknowledged; n++) {
            if (kept[n % SESSIONS] < n) {
                lost.add(n);
            }
        }
        System.out.printf(
                "killed after %d acknowledged writes to %d sessions: %d of them lost, the oldest %d writes before the end%n",
                acknowledged, SESSIONS, lost.size(), lost.isEmpty() ? 0 : acknowledged - lost.getFirst());
    }

    /// Writes one after the other, and kills the binder when half of it is done; gives how many were
    /// answered.
    private int writeUntilKilled() throws InterruptedException {
        AtomicInteger acknowledged = new AtomicInteger(SESSIONS);
        try (ScriptedClient writer = ScriptedClient.connect(folder.resolve("hello"))) {
            Thread writing = Thread.ofVirtual().start(() -> {
                try {
                    announceSessions(writer);
                    for (int n = SESSIONS; n < WRITES + SESSIONS; n++) {
                        write(writer, n);
                        acknowledged.incrementAndGet();
                    }
                } catch (IOException _) {
                    // the binder was killed
                }
            });
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> acknowledged.get() > WRITES / 2);
            signalAndWait("KILL", 137);
            writing.join();
        }
        return acknowledged.get();
    }

    private static void announceSessions(ScriptedClient client) throws IOException {
        client.send(WireMessage.offer());
        for (int session = 0; session < SESSIONS; session++) {
            client.send(WireMessage.of('S')
                    .u16(session + 1)
                    .text("session-" + session)
                    .bytes());
        }
    }

    /// The nth write goes to the session n modulo their number.
    private static void write(ScriptedClient client, int n) throws IOException {
        call(client, n, "setctx", value(n).text());
    }

    private static Json value(int n) {
        return Json.object()
                .put("n", n)
                .put("filler", Integer.toString(n).repeat(1 + n % 97))
                .build();
    }

    private static Json call(ScriptedClient client, int n, String verb, String argument) throws IOException {
        client.send(WireMessage.of('K')
                .u16(n + 1)
                .text(verb)
                .u16(n % SESSIONS + 1)
                .u16(0)
                .text(argument)
                .absent()
                .bytes());
        byte[] reply = client.receive();
        while (reply[0] != 'k') {
            reply = client.receive();
        }
        assertThat(WireMessage.idOf(reply)).isEqualTo(n + 1);
        assertThat(WireMessage.textAt(reply, 3)).isEmpty();
        int object = 3 + 2 * Integer.BYTES; // behind no error and no info
        return Json.parse(WireMessage.textAt(reply, object)).element(0);
    }

    /// Reads the value of each session, which is one that was written there; gives their numbers.
    private int[] readAll() throws IOException {
        int[] kept = new int[SESSIONS];
        try (ScriptedClient reader = ScriptedClient.connect(folder.resolve("hello"))) {
            announceSessions(reader);
            for (int session = 0; session < SESSIONS; session++) {
                Json value = call(reader, session, "getctx", "null");
                int n = value.member("n").orElseThrow().asInt();
                assertThat(value).isEqualTo(value(n));
                assertThat(n % SESSIONS).isEqualTo(session);
                kept[session] = n;
            }
        }
        return kept;
    }
}
