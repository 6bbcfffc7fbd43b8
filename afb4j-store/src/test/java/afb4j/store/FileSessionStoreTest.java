package afb4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Json;
import afb4j.api.Text;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionConfig;
import afb4j.core.session.SessionGrant;
import afb4j.core.session.SessionRecord;
import afb4j.core.session.SessionStore;
import afb4j.core.session.SessionTable;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoWarnings.class)
final class FileSessionStoreTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final Sessions sessions = new Sessions();

    @TempDir
    Path directory;

    @Test
    void keepsSessionsOfATableForTheNextOne() {
        String token;
        try (FileSessionStore store = FileSessionStore.open(file());
                SessionTable table = SessionTable.open(SessionConfig.DEFAULT, store, loop)) {
            LiveSession session = granted(table.acquire("one"));
            token = session.refreshToken();
            session.view("api").value(Json.array(1, 2));
            session.view("api").loa(2);
            granted(table.acquire("")).view("api").value(Text.of("of the empty uuid"));
            granted(table.acquire("closed")).close();
        }

        try (FileSessionStore store = FileSessionStore.open(file());
                SessionTable table = SessionTable.open(SessionConfig.DEFAULT, store, loop)) {
            LiveSession session = table.find("one").orElseThrow();
            assertThat(session.accepts(token)).isTrue();
            assertThat(session.view("api").value()).contains(Json.array(1, 2));
            assertThat(session.view("api").loa()).isZero();
            assertThat(table.find("").orElseThrow().view("api").value()).contains(Text.of("of the empty uuid"));
            assertThat(table.sessions()).hasSize(2);
        }
    }

    @Test
    void hasKeptWhatIsFlushed() throws Exception {
        try (FileSessionStore store = FileSessionStore.open(file())) {
            store.open(sessions);
            sessions.put("one", "first");
            store.changed("one");
            sessions.put("one", "second");
            store.changed("one");

            flush(store);

            Path copy = directory.resolve("copy");
            Files.copy(file(), copy); // what a process would find that comes after a kill
            assertThat(contentOf(copy)).containsOnly(sessions.fetch("one").orElseThrow());
        }
    }

    @Test
    void forgetsWhatThereIsNoMore() throws Exception {
        try (FileSessionStore store = FileSessionStore.open(file())) {
            store.open(sessions);
            sessions.put("one", "");
            store.changed("one");
            flush(store);
            sessions.all.clear();
            store.changed("one");
        }

        assertThat(contentOf(file())).isEmpty();
    }

    @Test
    void looksAtAllSessionsWhenTooManyHaveChanged() throws Exception {
        try (FileSessionStore store = FileSessionStore.open(file(), 10)) {
            sessions.put("gone", "");
            store.changed("gone");
            for (int i = 0; i < 100; i++) { // the writer begins with open() only
                sessions.put("session " + i, "value " + i);
                store.changed("session " + i);
            }
            sessions.all.remove("gone");

            store.open(sessions);
            flush(store);
        }

        assertThat(contentOf(file())).containsExactlyInAnyOrderElementsOf(sessions.all.values());
    }

    @Test
    void mayBeReadByItsOwnerOnly() throws IOException {
        try (FileSessionStore _ = FileSessionStore.open(directory.resolve("deep/er/sessions"))) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("deep/er/sessions"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAFileThatIsInUse() {
        try (FileSessionStore _ = FileSessionStore.open(file())) {
            assertThatExceptionOfType(SessionFileException.class)
                    .isThrownBy(() -> FileSessionStore.open(file()))
                    .withMessage("the sessions file " + file() + " is in use by another process");
        }
    }

    @Test
    void refusesAFileThatIsSomethingElse() throws IOException {
        Files.writeString(file(), "something else ".repeat(1000));

        assertThatExceptionOfType(SessionFileException.class)
                .isThrownBy(() -> FileSessionStore.open(file()))
                .withMessageContaining("the sessions file " + file() + " cannot be opened: ");
        assertThat(file()).content().startsWith("something else");
    }

    @Test
    void leavesOutASessionItCannotRead(LogCapture logs) {
        logs.expect("left out");
        try (MVStore raw = MVStore.open(file().toString())) {
            raw.openMap(
                            "sessions",
                            new MVMap.Builder<String, byte[]>()
                                    .keyType(StringDataType.INSTANCE)
                                    .valueType(ByteArrayDataType.INSTANCE))
                    .put("one", new byte[] {9});
        }

        assertThat(contentOf(file())).isEmpty();
    }

    @Test
    void failsToFlushWhenItIsClosed() {
        FileSessionStore store = FileSessionStore.open(file());
        store.open(sessions);
        store.close();
        store.close();
        store.changed("one");

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> flush(store))
                .withMessageContaining("is closed");
    }

    @Test
    void saysThatNothingIsKeptWhenItCannotWrite(LogCapture logs) throws Exception {
        logs.expect("nothing is kept any more");
        try (FileSessionStore store = FileSessionStore.open(file())) {
            store.open(new BrokenSource());
            store.changed("one");

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> flush(store))
                    .withMessageContaining("cannot be written");
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> flush(store));
        }
    }

    @Test
    void doesNotLetTheFileGrowWithTheNumberOfWrites() throws Exception {
        try (FileSessionStore store = FileSessionStore.open(file())) {
            store.open(sessions);
            String value = "x".repeat(500);
            for (int i = 0; i < 1000; i++) {
                sessions.put("session " + i % 200, value + i);
                store.changed("session " + i % 200);
                flush(store);
            }
        }

        assertThat(Files.size(file())).isLessThan(10_000_000);
        assertThat(contentOf(file())).containsExactlyInAnyOrderElementsOf(sessions.all.values());
    }

    @Test
    void writesAFileAnewThatIsMuchBiggerThanItsContent() throws Exception {
        try (FileSessionStore store = FileSessionStore.open(file())) {
            store.open(sessions);
            for (int i = 0; i < 20; i++) {
                sessions.put("session " + i, "x".repeat(1_000_000));
                store.changed("session " + i);
            }
            flush(store);
            for (int i = 0; i < 20; i++) {
                sessions.put("session " + i, "small");
                store.changed("session " + i);
            }
            flush(store);
        }
        assertThat(Files.size(file())).isGreaterThan(20_000_000);

        assertThat(contentOf(file())).containsExactlyInAnyOrderElementsOf(sessions.all.values());

        assertThat(Files.size(file())).isLessThan(100_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    private Path file() {
        return directory.resolve("sessions.db");
    }

    private static LiveSession granted(SessionGrant grant) {
        return grant.granted().orElseThrow();
    }

    private static void flush(SessionStore store) throws Exception {
        store.flush().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static List<SessionRecord> contentOf(Path file) {
        try (FileSessionStore store = FileSessionStore.open(file)) {
            return store.open(new Sessions());
        }
    }

    /// Sessions of one value each.
    private static final class Sessions implements SessionStore.Source {

        private final Map<String, SessionRecord> all = new ConcurrentHashMap<>();

        void put(String uuid, String value) {
            all.put(
                    uuid,
                    new SessionRecord(
                            uuid,
                            "",
                            Duration.ofHours(1),
                            Instant.ofEpochSecond(1_800_000_000),
                            false,
                            Map.of("api", Text.of(value))));
        }

        @Override
        public Optional<SessionRecord> fetch(String uuid) {
            return Optional.ofNullable(all.get(uuid));
        }

        @Override
        public List<String> uuids() {
            return List.copyOf(all.keySet());
        }
    }

    private static final class BrokenSource implements SessionStore.Source {
        @Override
        public Optional<SessionRecord> fetch(String uuid) {
            throw new IllegalStateException("broken");
        }

        @Override
        public List<String> uuids() {
            return List.of();
        }
    }
}
