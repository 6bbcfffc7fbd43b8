package afb4j.core.session;

import afb4j.sequencer.testkit.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Tables whose time the test moves, and which release values in the thread that ends a session.
final class TestSessions {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final Duration HOUR = Duration.ofHours(1);
    static final SessionConfig CONFIG = SessionConfig.DEFAULT.withTimeout(HOUR);

    private TestSessions() {}

    static SessionTable table(SessionConfig config, VirtualLoop loop) {
        return table(config, SessionStore.inMemory(), loop);
    }

    static SessionTable table(SessionConfig config, SessionStore store, VirtualLoop loop) {
        return SessionTable.open(config, store, loop, wallClock(loop), Runnable::run);
    }

    /// A clock of the world that goes as the loop's.
    static InstantSource wallClock(VirtualLoop loop) {
        return () -> START.plus(loop.elapsed());
    }

    static LiveSession granted(SessionGrant grant) {
        return grant.granted().orElseThrow(() -> new AssertionError(grant.toString()));
    }

    static SessionGrant.Reason refused(SessionGrant grant) {
        if (grant instanceof SessionGrant.Refused refusal) {
            return refusal.reason();
        }
        throw new AssertionError("expected a refusal, got " + grant);
    }

    static boolean isNew(SessionGrant grant) {
        return grant instanceof SessionGrant.Granted given && given.isNew();
    }
}
