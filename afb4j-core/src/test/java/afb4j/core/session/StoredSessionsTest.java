package afb4j.core.session;

import static afb4j.core.session.TestSessions.CONFIG;
import static afb4j.core.session.TestSessions.HOUR;
import static afb4j.core.session.TestSessions.granted;
import static afb4j.core.session.TestSessions.isNew;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Bytes;
import afb4j.api.Json;
import afb4j.api.Session;
import afb4j.api.Text;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a table tells its store, and takes back from it.
@ExtendWith(NoWarnings.class)
final class StoredSessionsTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final RecordingStore store = new RecordingStore();

    @Test
    void goesOnWithWhatWasKept() {
        SessionTable before = TestSessions.table(CONFIG, store, loop);
        LiveSession session = granted(before.acquire("one"));
        String token = session.refreshToken();
        session.view("a").value(Json.object().put("n", 1).build());
        session.view("b").value(Bytes.of(new byte[] {1, 2}));
        session.view("c").value("not data");
        session.view("a").loa(3);
        loop.advance(Duration.ofMinutes(20));
        before.close();

        SessionTable after = TestSessions.table(CONFIG, store, loop);
        SessionGrant grant = after.acquire("one");

        assertThat(isNew(grant)).isFalse();
        LiveSession restored = granted(grant);
        assertThat(restored.accepts(token)).isTrue();
        assertThat(restored.accepts("")).isFalse();
        assertThat(restored.view("a").value())
                .contains(Json.object().put("n", 1).build());
        assertThat(restored.view("b").value()).contains(Bytes.of(new byte[] {1, 2}));
        assertThat(restored.view("c").value()).isEmpty();
        assertThat(restored.view("a").loa()).isZero(); // is to be assured anew
        assertThat(restored.timeout()).isEqualTo(HOUR);
    }

    @Test
    void goesOnWithTheTimeThatWasLeft() {
        SessionTable before = TestSessions.table(CONFIG, store, loop);
        granted(before.acquire("one")).release();
        before.close();
        loop.advance(Duration.ofMinutes(45));

        SessionTable after = TestSessions.table(CONFIG, store, loop);

        assertThat(after.find("one").orElseThrow().remaining()).isEqualTo(Duration.ofMinutes(15));
        loop.advance(Duration.ofMinutes(15));
        assertThat(after.size()).isZero();
        assertThat(store.kept()).isEmpty();
    }

    @Test
    void doesNotGoOnWithWhatHasExpiredMeanwhile() {
        SessionTable before = TestSessions.table(CONFIG, store, loop);
        before.acquire("one");
        before.close();
        loop.advance(HOUR);

        SessionTable after = TestSessions.table(CONFIG, store, loop);

        assertThat(after.size()).isZero();
        assertThat(isNew(after.acquire("one"))).isTrue();
    }

    @Test
    void keepsTheSessionsThatLastLongestWhenThereMayBeFewer() {
        SessionTable before = TestSessions.table(CONFIG, store, loop);
        before.acquire("old");
        loop.advance(Duration.ofMinutes(1));
        before.acquire("new");
        before.close();

        SessionTable after = TestSessions.table(CONFIG.withMaxSessions(1), store, loop);

        assertThat(after.sessions()).extracting(LiveSession::uuid).containsExactly("new");
        assertThat(store.kept().keySet()).containsExactly("new");
    }

    @Test
    void closesARestoredSessionOfConnectionsWithTheNextReference() { // W-54
        SessionTable before = TestSessions.table(CONFIG, store, loop);
        LiveSession session = granted(before.acquireForConnection("one"));
        before.close();
        session.release(); // the connection ends after the table

        SessionTable after = TestSessions.table(CONFIG, store, loop);
        SessionGrant grant = after.acquireForConnection("one");

        assertThat(isNew(grant)).isFalse();
        granted(grant).release();
        assertThat(after.size()).isZero();
        assertThat(store.kept()).isEmpty();
    }

    @Test
    void tellsTheStoreOfEachChangeThatIsKept() {
        SessionTable table = TestSessions.table(CONFIG, store, loop);
        LiveSession session = granted(table.acquire("one"));
        Session view = session.view("a");
        assertThat(store.takeChanges()).isOne(); // it began

        view.value(new Object());
        view.loa(1);
        assertThat(store.takeChanges()).isZero();

        view.value(Text.of("kept"));
        view.clearValue();
        view.valueOr(Text.class, () -> Text.of("made"));
        session.refreshToken();
        session.autoclose(true);
        session.autoclose(true);
        assertThat(store.takeChanges()).isEqualTo(5);
        assertThat(store.kept().get("one").values()).isEqualTo(Map.of("a", Text.of("made")));

        session.close();
        assertThat(store.takeChanges()).isOne();
        assertThat(store.kept()).isEmpty();
    }

    @Test
    void tellsTheStoreOfUseEightTimesPerTimeoutAtMost() {
        SessionTable table = TestSessions.table(CONFIG, store, loop);
        LiveSession session = granted(table.acquire("one"));
        store.takeChanges();

        for (int i = 0; i < 3600; i++) {
            loop.pass(Duration.ofSeconds(1));
            session.touch();
        }

        assertThat(store.takeChanges()).isBetween(7, 8);
        Duration lag = Duration.between(
                store.kept().get("one").expiration(),
                TestSessions.wallClock(loop).instant().plus(session.remaining()));
        assertThat(lag).isLessThanOrEqualTo(HOUR.dividedBy(8));
    }

    @Test
    void closesAlsoWhenTheStoreFails(LogCapture logs) {
        logs.expect("the last changes of sessions are not kept");
        SessionTable table = TestSessions.table(CONFIG, store, loop);
        table.acquire("one");
        store.flushed = CompletableFuture.failedFuture(new IllegalStateException("disk full"));

        table.close();

        assertThat(table.size()).isZero();
    }
}
