package afb4j.core.session;

import static afb4j.core.session.TestSessions.CONFIG;
import static afb4j.core.session.TestSessions.HOUR;
import static afb4j.core.session.TestSessions.granted;
import static afb4j.core.session.TestSessions.isNew;
import static afb4j.core.session.TestSessions.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class SessionTableTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final SessionTable table = TestSessions.table(CONFIG.withMaxSessions(3), loop);

    @Test
    void findsTheSessionOfAUuidAgain() { // S-42, S-44, W-51
        SessionGrant first = table.acquire("one");
        SessionGrant second = table.acquire("one");

        assertThat(isNew(first)).isTrue();
        assertThat(isNew(second)).isFalse();
        assertThat(granted(second)).isSameAs(granted(first));
        assertThat(granted(first).uuid()).isEqualTo("one");
        assertThat(granted(first).references()).isEqualTo(2);
        assertThat(table.size()).isOne();
    }

    @Test
    void refusesUuidsOfMoreThan36Bytes() { // S-42, W-50
        assertThat(refused(table.acquire("x".repeat(37)))).isEqualTo(SessionGrant.Reason.INVALID_UUID);
        assertThat(refused(table.acquire("\u00e9".repeat(19)))).isEqualTo(SessionGrant.Reason.INVALID_UUID);
        assertThat(refused(table.acquire("\ud83d\ude97".repeat(10)))).isEqualTo(SessionGrant.Reason.INVALID_UUID);
        assertThat(table.size()).isZero();

        assertThat(isNew(table.acquire("x".repeat(36)))).isTrue();
        assertThat(isNew(table.acquire("\u00e9".repeat(18)))).isTrue();
        assertThat(isNew(table.acquire("\ud83d\ude97".repeat(9)))).isTrue();
    }

    @Test
    void makesRandomUuidsOf36LowerCaseCharacters() { // S-43, S-58
        LiveSession one = granted(table.create());
        LiveSession other = granted(table.createForConnection());

        assertThat(one.uuid()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(other.uuid()).isNotEqualTo(one.uuid());
        assertThat(table.find(one.uuid())).containsSame(one);
    }

    @Test
    void numbersSessionsFrom1AndNeverTwice() { // S-59, S-73
        LiveSession first = granted(table.acquire("one"));
        first.close();

        assertThat(first.number()).isEqualTo(1);
        assertThat(granted(table.acquire("one")).number()).isEqualTo(2);
    }

    @Test
    void refusesFurtherSessionsWhenItIsFullAndStoresNothing() { // S-45
        List.of("a", "b", "c").forEach(table::acquire);

        assertThat(refused(table.acquire("d"))).isEqualTo(SessionGrant.Reason.FULL);

        assertThat(table.size()).isEqualTo(3);
        assertThat(table.find("d")).isEmpty();
        assertThat(isNew(table.acquire("b"))).isFalse();
    }

    @Test
    void givesThePlaceOfAClosedSessionToTheNext() { // S-45, S-49, B-25
        for (int i = 0; i < 10_000; i++) {
            LiveSession session = granted(table.acquire("session " + i));
            session.close();
            session.release();
        }

        assertThat(table.size()).isZero();
        assertThat(isNew(table.acquire("d"))).isTrue();
    }

    @Test
    void purgesExpiredSessionsWhenItIsFull() { // S-45, B-25
        List.of("a", "b", "c").forEach(table::acquire);
        loop.runUntilIdle();
        loop.pass(HOUR); // the alarm is late

        assertThat(isNew(table.acquire("d"))).isTrue();

        assertThat(table.sessions()).extracting(LiveSession::uuid).containsExactly("d");
    }

    @Test
    void purgesWhatTheLoopHasNotSeenYet() { // S-45
        List.of("a", "b", "c").forEach(table::acquire);
        loop.pass(HOUR);

        assertThat(isNew(table.acquire("d"))).isTrue();
    }

    @Test
    void givesNewSessionsTheInitialTokenAndTheTimeout() { // S-46, S-58
        SessionTable guarded = TestSessions.table(CONFIG.withInitialToken("secret"), loop);

        LiveSession session = granted(guarded.create());

        assertThat(session.token()).isEqualTo("secret");
        assertThat(session.timeout()).isEqualTo(HOUR);
        assertThat(session.remaining()).isEqualTo(HOUR);
    }

    @Test
    void isExpiredFromTheVeryMomentOfItsExpiration() { // S-46
        LiveSession session = granted(table.acquire("one"));

        loop.pass(HOUR.minusNanos(1));
        assertThat(session.isOpen()).isTrue();
        assertThat(session.remaining()).isEqualTo(Duration.ofNanos(1));

        loop.pass(Duration.ofNanos(1));
        assertThat(session.isOpen()).isFalse();
        assertThat(session.remaining()).isZero();
        assertThat(table.find("one")).isEmpty();
    }

    @Test
    void makesANewSessionOfAnExpiredUuidBeforeTheAlarm() { // S-47, S-72
        LiveSession old = granted(table.acquire("one"));
        List<String> ends = new ArrayList<>();
        old.onClose(() -> ends.add("old"));
        loop.pass(HOUR);

        SessionGrant next = table.acquire("one");

        assertThat(isNew(next)).isTrue();
        assertThat(granted(next)).isNotSameAs(old);
        assertThat(ends).containsExactly("old");
        assertThat(table.size()).isOne();
        loop.runUntilIdle();
        assertThat(granted(next).isOpen()).isTrue();
    }

    @Test
    void endsExpiredSessionsByItself() { // S-47, S-75
        List<String> ends = new ArrayList<>();
        granted(table.acquire("a")).onClose(() -> ends.add("a"));
        loop.advance(Duration.ofMinutes(30));
        granted(table.acquire("b")).onClose(() -> ends.add("b"));

        loop.advance(Duration.ofMinutes(30));
        assertThat(ends).containsExactly("a");

        loop.advance(Duration.ofMinutes(30));
        assertThat(ends).containsExactly("a", "b");
        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void isProlongedByEachUse() { // S-48
        LiveSession session = granted(table.acquire("one"));
        LiveSession unused = granted(table.acquire("two"));

        for (int i = 0; i < 10; i++) {
            loop.advance(Duration.ofMinutes(40));
            assertThat(session.touch()).isTrue();
        }

        assertThat(session.remaining()).isEqualTo(HOUR);
        assertThat(unused.isOpen()).isFalse();
        loop.advance(HOUR);
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void isProlongedByBeingAcquired() { // S-48
        LiveSession session = granted(table.acquire("one"));
        loop.advance(Duration.ofMinutes(59));

        table.acquire("one");
        loop.advance(Duration.ofMinutes(59));

        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void isNotRevivedByUseAfterItsExpiration() { // S-46
        LiveSession session = granted(table.acquire("one"));
        loop.pass(HOUR);

        assertThat(session.touch()).isFalse();

        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void wakesTheLoopOncePerTimeoutHoweverOftenASessionIsUsed() {
        LiveSession session = granted(table.acquire("one"));
        loop.runUntilIdle();
        long before = loop.turns();

        for (int i = 0; i < 600; i++) {
            loop.pass(Duration.ofSeconds(60));
            session.touch();
            loop.runUntilIdle();
        }

        assertThat(loop.turns() - before).isLessThanOrEqualTo(11); // 10 hours
    }

    @Test
    void isGoneForItsUuidButNotForItsHolderWhenClosed() { // S-49, S-50
        LiveSession session = granted(table.acquire("one"));

        session.close();

        assertThat(session.isOpen()).isFalse();
        assertThat(table.find("one")).isEmpty();
        SessionGrant next = table.acquire("one");
        assertThat(isNew(next)).isTrue();
        assertThat(granted(next)).isNotSameAs(session);
        session.release(); // of the closed one
        assertThat(granted(next).isOpen()).isTrue();
    }

    @Test
    void neverFindsAClosedSessionByTheEmptyUuid() { // B-27, W-50
        LiveSession empty = granted(table.acquire(""));
        granted(table.acquire("other")).close();
        assertThat(granted(table.acquire(""))).isSameAs(empty);

        empty.close();

        assertThat(table.find("")).isEmpty();
        assertThat(isNew(table.acquire(""))).isTrue();
    }

    @Test
    void closesASessionOfConnectionsWithItsLastReference() { // W-54, W-53, S-49
        LiveSession session = granted(table.acquireForConnection("one"));
        table.acquireForConnection("one"); // a second connection
        session.retain(); // a request

        session.release();
        session.release();
        assertThat(session.isOpen()).isTrue();

        session.release();
        assertThat(session.isOpen()).isFalse();
        assertThat(table.size()).isZero();
        assertThat(isNew(table.acquireForConnection("one"))).isTrue();
    }

    @Test
    void keepsASessionWithoutReferencesThatIsNotAutoclose() { // S-59
        LiveSession session = granted(table.acquire("one"));
        table.acquireForConnection("one"); // finds it, and does not make it autoclose

        session.release();
        session.release();

        assertThat(session.isAutoclose()).isFalse();
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void mayBecomeAutocloseLater() { // S-59
        LiveSession session = granted(table.acquire("one"));

        session.autoclose(true);
        assertThat(session.isAutoclose()).isTrue();
        session.release();

        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void refusesToReleaseMoreThanWasRetained() { // B-26
        LiveSession session = granted(table.acquire("one"));
        session.release();

        assertThatIllegalStateException()
                .isThrownBy(session::release)
                .withMessage("session 1: released more often than retained");
    }

    @Test
    void purgesOnDemand() { // S-59
        table.acquire("a");
        loop.pass(Duration.ofMinutes(30));
        table.acquire("b");
        loop.pass(Duration.ofMinutes(30));

        assertThat(table.purge()).isOne();

        assertThat(table.sessions()).extracting(LiveSession::uuid).containsExactly("b"); // S-59: iteration
    }

    @Test
    void keepsSessionsWithSimilarUuidsApart() { // S-60, B-30, B-31
        SessionTable big = TestSessions.table(CONFIG.withMaxSessions(70_000), loop);
        String same = "Aa"; // "Aa" and "BB" have the same hash
        for (int i = 0; i < 1 << 16; i++) {
            StringBuilder uuid = new StringBuilder();
            for (int bit = 0; bit < 16; bit++) {
                uuid.append((i >> bit & 1) == 0 ? same : "BB");
            }
            assertThat(isNew(big.acquire(uuid.toString()))).isTrue();
        }
        assertThat(isNew(big.acquire("AaAa"))).isTrue(); // the beginning of others
        assertThat(isNew(big.acquire(""))).isTrue();
        assertThat(big.size()).isEqualTo((1 << 16) + 2);
    }

    @Test
    void tellsWhoWatchesOfSessionsThatComeAndGo(LogCapture logs) {
        List<String> seen = new ArrayList<>();
        Registration watch = table.observe(new SessionObserver() {
            @Override
            public void onOpened(LiveSession session) {
                seen.add("opened " + session.uuid());
            }

            @Override
            public void onClosed(LiveSession session) {
                seen.add("closed " + session.uuid());
                throw new IllegalStateException("the watcher is broken");
            }
        });
        logs.expect("session 1: an observer failed");

        granted(table.acquire("one")).close();
        watch.close();
        table.acquire("two");

        assertThat(seen).containsExactly("opened one", "closed one");
    }

    @Test
    void endsAllSessionsWhenItIsClosed() {
        List<String> released = new ArrayList<>();
        granted(table.acquire("a")).view("api").value("of a", released::add);
        granted(table.acquire("b")).view("api").value("of b", released::add);
        loop.runUntilIdle();

        table.close();
        table.close();

        assertThat(released).containsExactlyInAnyOrder("of a", "of b");
        assertThat(refused(table.acquire("c"))).isEqualTo(SessionGrant.Reason.CLOSED);
        assertThat(table.size()).isZero();
        loop.runUntilIdle();
        assertThat(loop.pendingAlarms()).isZero();
    }
}
