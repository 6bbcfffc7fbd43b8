package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three binders in a ring, each of which has an API `hello` and imports that of the one before: what is
/// broadcast goes round.
final class RingIT {

    private static final int SIZE = 3;
    private static final int BROADCASTS = 50;

    /// What the clients of a binder hear of a broadcast made there, and one and two binders further (W-77).
    private static final int[] HOPS = {9, 8, 7};

    private final Path folder = Command.folder();
    private final List<RunningBinder> binders = new ArrayList<>();
    private final List<HelloClient> listeners = new ArrayList<>();

    /// Clients of what each binder imports: their calls go to the binder before it.
    private final List<HelloClient> imports = new ArrayList<>();

    private String own(int binder) {
        return "unix:" + folder.resolve("own" + binder) + "?as-api=hello";
    }

    private String imported(int binder) {
        return "unix:" + folder.resolve("imported" + binder) + "?as-api=before";
    }

    @BeforeEach
    void start() {
        for (int i = 0; i < SIZE; i++) {
            String before = own((i + SIZE - 1) % SIZE).replace("?as-api=hello", "?as-api=before");
            binders.add(RunningBinder.start(
                    "-b",
                    "hello",
                    "--ws-server",
                    own(i),
                    "--eager",
                    "--ws-client",
                    before,
                    "--ws-server",
                    imported(i)));
        }
        for (int i = 0; i < SIZE; i++) {
            binders.get(i).command().awaitStderr("API before: connected");
            listeners.add(HelloClient.at(own(i)));
            imports.add(HelloClient.at(imported(i)));
        }
        syncAll();
    }

    @AfterEach
    void end() {
        listeners.forEach(HelloClient::close);
        imports.forEach(HelloClient::close);
        binders.forEach(RunningBinder::close);
    }

    private void syncAll() {
        listeners.forEach(HelloClient::sync);
        imports.forEach(HelloClient::sync);
    }

    // S-29, W-77, W-78
    @Test
    void eachBroadcastGoesRoundOnce() {
        for (int n = 0; n < BROADCASTS; n++) {
            for (int i = 0; i < SIZE; i++) {
                listeners.get(i).broadcast("from" + i, n);
            }
        }
        for (int i = 0; i < SIZE; i++) {
            listeners.get(i).broadcast("last" + i, "marker");
        }
        awaitMarkers();
        awaitMarkers(); // a second round, if there were one, would be before the end of this

        for (int listener = 0; listener < SIZE; listener++) {
            assertHeard(listeners.get(listener), listener);
            assertHeard(imports.get(listener), listener);
        }
    }

    /// Waits until all have heard the last broadcasts, and the links between the binders are idle.
    private void awaitMarkers() {
        for (int i = 0; i < SIZE; i++) {
            String marker = "hello/last" + i + " ";
            listeners.forEach(listener -> listener.awaitBroadcast(marker));
            imports.forEach(listener -> listener.awaitBroadcast(marker));
        }
        syncAll();
    }

    private static void assertHeard(HelloClient client, int binder) {
        assertThat(client.broadcasts()).hasSize(SIZE * (BROADCASTS + 1)).doesNotHaveDuplicates();
        for (int from = 0; from < SIZE; from++) {
            int hop = HOPS[(binder - from + SIZE) % SIZE];
            String name = "hello/from" + from + " ";
            assertThat(client.broadcasts().stream()
                            .filter(one -> one.startsWith(name))
                            .map(one -> one.substring(0, one.lastIndexOf(' '))))
                    .containsExactlyElementsOf(IntStream.range(0, BROADCASTS)
                            .mapToObj(n -> name + n + " " + hop)
                            .toList());
        }
    }
}
