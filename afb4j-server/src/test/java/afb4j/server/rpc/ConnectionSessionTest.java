package afb4j.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.core.NoSessionException;
import afb4j.core.session.LiveSession;
import afb4j.core.session.SessionConfig;
import afb4j.core.session.SessionStore;
import afb4j.core.session.SessionTable;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class ConnectionSessionTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualLoop loop = new VirtualLoop();
    private final SessionTable table = SessionTable.open(
            SessionConfig.DEFAULT.withTimeout(HOUR).withMaxSessions(1), SessionStore.inMemory(), loop);
    private final LiveSession first = acquire();
    private final ConnectionSession session = new ConnectionSession(table, first);

    private LiveSession acquire() {
        return NoSessionException.orThrow(table.acquireForConnection("one"));
    }

    @Test
    void hasOneReferenceForTheConnectionAndAllOfItsCalls() { // W-54
        ConnectionSession.Use one = session.enter(loop.nanoTime());
        ConnectionSession.Use other = session.enter(loop.nanoTime());

        assertThat(one.session()).isSameAs(other.session()).isSameAs(first);
        assertThat(first.references()).isEqualTo(1);
    }

    @Test
    void keepsTheSessionUntilTheLastCallHasLeftAfterItWasDropped() { // W-52, W-54
        ConnectionSession.Use one = session.enter(loop.nanoTime());
        ConnectionSession.Use other = session.enter(loop.nanoTime());

        session.release();
        one.leave();
        assertThat(first.isOpen()).isTrue();

        other.leave();
        assertThat(first.isOpen()).isFalse();
    }

    @Test
    void isReleasedOnceHoweverOftenItIsDropped() {
        LiveSession shared = acquire();

        session.release();
        session.release();

        assertThat(shared.references()).isEqualTo(1);
    }

    @Test
    void prolongsTheSessionWithEachCallFromItsArrivalOn() { // S-48
        long arrivalNanos = loop.nanoTime();
        loop.pass(Duration.ofMinutes(30));

        session.enter(arrivalNanos);
        assertThat(first.remaining()).isEqualTo(Duration.ofMinutes(30));
        session.enter(loop.nanoTime());
        assertThat(first.remaining()).isEqualTo(HOUR);
    }

    @Test
    void standsForANewSessionOnceTheOldOneIsClosed() { // S-50
        ConnectionSession.Use before = session.enter(loop.nanoTime());
        first.close();

        ConnectionSession.Use after = session.enter(loop.nanoTime());

        assertThat(after.session()).isNotSameAs(first);
        assertThat(after.session().uuid()).isEqualTo("one");
        assertThat(after.session().references()).isEqualTo(1);
        assertThat(before.session()).isSameAs(first);
        before.leave();
        assertThat(first.references()).isZero();
        assertThat(after.session().isOpen()).isTrue();
    }

    @Test
    void standsForANewSessionOnceTheOldOneIsExpired() { // S-46
        loop.pass(HOUR);

        assertThat(session.enter(loop.nanoTime()).session()).isNotSameAs(first);
        assertThat(first.isOpen()).isFalse();
    }

    @Test
    void failsWhileThereIsNoRoomForANewSession() { // S-45
        first.close();
        LiveSession rival = NoSessionException.orThrow(table.create());

        assertThatExceptionOfType(NoSessionException.class).isThrownBy(() -> session.enter(loop.nanoTime()));

        rival.close();
        assertThat(session.enter(loop.nanoTime()).session().isOpen()).isTrue();
    }

    @Test
    void takesNoCallsOnceItWasDropped() {
        session.release();

        assertThatIllegalStateException().isThrownBy(() -> session.enter(loop.nanoTime()));
    }
}
