package afb4j.core.session;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Data;
import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sessions of a binder, by uuid.
///
/// **Promises.** One uuid stands for one open session at a time, however threads race (S-60). There are never
/// more than [SessionConfig#maxSessions()], and who wants one is refused only while there are so many that
/// are not expired (S-45): the place is counted by compare-and-set where the session is put into the map. An
/// expired session is never found, and is ended by an alarm of the loop, not by a search (S-47). A uuid that
/// was closed, the empty one included, stands for a new session afterwards (B-27).
///
/// **Does not promise** that a session [found][#find(String)] is open a moment later: who needs it holds a
/// reference, and asks [LiveSession#isOpen()].
///
/// **Locks.** None of this class: a `ConcurrentHashMap`, and the atomic state of each session. Foreign code
/// (releases of values, hooks, listeners, observers) runs outside of everything (B-26). What releases the
/// values of a session that ends may block, so it runs in a thread of its own.
///
/// **Stores.** What a session is made of reaches the [SessionStore] after each change. The use of a session
/// only prolongs it, and that is told to the store when the expiration has moved by an eighth of the timeout:
/// after a restart a session may end up to an eighth of its timeout too early, never too late.
@ThreadSafe
public final class SessionTable implements AutoCloseable {

    /// The expiration of a session in the store lags behind by the timeout shifted by this, at most.
    static final int LAG_BITS = 3;

    private static final System.Logger LOGGER = System.getLogger(SessionTable.class.getName());

    private final SessionConfig config;
    private final SessionStore store;
    private final Loop loop;
    private final InstantSource wallClock;
    private final Executor endings;
    private final ConcurrentHashMap<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();
    private final ExpiryQueue expiries;
    private final AtomicReference<Roster<SessionObserver>> observers = new AtomicReference<>(Roster.empty());
    private volatile boolean isClosed;

    private SessionTable(
            SessionConfig config, SessionStore store, Loop loop, InstantSource wallClock, Executor endings) {
        this.config = config;
        this.store = store;
        this.loop = loop;
        this.wallClock = wallClock;
        this.endings = endings;
        expiries = new ExpiryQueue(loop);
    }

    /// A table with what the store has kept and is not expired. Blocks while the store is read.
    ///
    /// @param store where sessions survive; to be closed by the caller after the table
    /// @param loop whose clock and alarms end the sessions
    public static SessionTable open(SessionConfig config, SessionStore store, Loop loop) {
        return open(
                config,
                store,
                loop,
                InstantSource.system(),
                task -> Thread.ofVirtual().name("session-end").start(task));
    }

    /// As [#open(SessionConfig, SessionStore, Loop)], with more of the surroundings.
    ///
    /// @param wallClock the time of the world, for what is kept in the store
    /// @param endings runs what releases the values of a session that ends; its tasks may block
    public static SessionTable open(
            SessionConfig config, SessionStore store, Loop loop, InstantSource wallClock, Executor endings) {
        SessionTable table = new SessionTable(config, store, loop, wallClock, endings);
        table.restore();
        return table;
    }

    // ---- sessions for those who want one

    /// The open session of this uuid, or a new one of this uuid (S-42), used just now. A new one stays until
    /// it expires.
    public SessionGrant acquire(String uuid) {
        return acquire(uuid, false);
    }

    /// As [#acquire(String)], for a connection: a new session is [autoclose][LiveSession#autoclose(boolean)]
    /// (W-54).
    public SessionGrant acquireForConnection(String uuid) {
        return acquire(uuid, true);
    }

    /// A new session with a random uuid of 36 lower case characters (S-43), that stays until it expires.
    public SessionGrant create() {
        return acquire(SessionUuid.random(), false);
    }

    /// As [#create()], for a connection that names no session (W-53): it is
    /// [autoclose][LiveSession#autoclose(boolean)].
    public SessionGrant createForConnection() {
        return acquire(SessionUuid.random(), true);
    }

    private SessionGrant acquire(String uuid, boolean isAutoclose) {
        LiveSession known = sessions.get(uuid);
        if (known != null && known.touch() && known.retainIfNotClosed()) {
            return new SessionGrant.Granted(known, false);
        }
        if (!SessionUuid.fits(uuid)) {
            return new SessionGrant.Refused(
                    SessionGrant.Reason.INVALID_UUID,
                    "a session uuid has " + uuid.length() + " characters, expected " + SessionUuid.MAX_BYTES
                            + " bytes at most");
        }
        return findOrMake(new Wish(uuid, isAutoclose));
    }

    private SessionGrant findOrMake(Wish wish) {
        boolean wasPurged = false;
        while (true) {
            if (isClosed) {
                return new SessionGrant.Refused(SessionGrant.Reason.CLOSED, "the sessions have ended");
            }
            LiveSession session = sessions.computeIfAbsent(wish.uuid, _ -> make(wish));
            if (session == null) {
                if (wasPurged || purgeLate() == 0) {
                    return new SessionGrant.Refused(
                            SessionGrant.Reason.FULL,
                            "there are " + config.maxSessions() + " sessions, as many as there may be");
                }
                wasPurged = true;
            } else if (wish.made == session) { // it has the reference of the one who wished
                begin(session);
                return new SessionGrant.Granted(session, true);
            } else if (session.touch() && session.retainIfNotClosed()) {
                return new SessionGrant.Granted(session, false);
            } else {
                session.close();
                forget(session); // who closes it may not have come so far
            }
        }
    }

    /// Under the lock of one bin of the map: counts and makes, nothing else.
    private @Nullable LiveSession make(Wish wish) {
        int before;
        do {
            before = taken.get();
            if (before >= config.maxSessions()) {
                return null;
            }
        } while (!taken.compareAndSet(before, before + 1));
        long timeoutNanos = config.timeout().toNanos();
        LiveSession session = new LiveSession(
                this,
                numbers.incrementAndGet(),
                new LiveSession.Origin(
                        wish.uuid,
                        config.initialToken(),
                        timeoutNanos,
                        loop.nanoTime() + timeoutNanos,
                        wish.isAutoclose));
        session.retain();
        wish.made = session;
        return session;
    }

    private void begin(LiveSession session) {
        expiries.add(session);
        store.changed(session.uuid());
        tellObservers(session, observer -> observer.onOpened(session));
        if (isClosed) { // close() may not have seen it
            session.close();
        }
    }

    // ---- all of them

    /// The open session of this uuid, without reference and without being used.
    public Optional<LiveSession> find(String uuid) {
        return Optional.ofNullable(sessions.get(uuid)).filter(LiveSession::isOpen);
    }

    /// The open sessions, in no order; sessions that come or go meanwhile may be missed.
    public Stream<LiveSession> sessions() {
        return sessions.values().stream().filter(LiveSession::isOpen);
    }

    /// How many places are taken: by open sessions, and by those that are expired and not ended yet.
    public int size() {
        return taken.get();
    }

    /// Ends the expired sessions at once (S-59), looking at all of them.
    ///
    /// @return how many there were
    public int purge() {
        int ended = 0;
        for (LiveSession session : sessions.values()) {
            if (session.closeIfExpired()) {
                ended++;
            }
        }
        return ended;
    }

    /// As [#purge()], without looking when the loop would have ended all by now.
    private int purgeLate() {
        return expiries.isLate() ? purge() : 0;
    }

    /// Sends to all open sessions, see [LiveSession#send(String, Data)] (S-57).
    ///
    /// @return how many listeners were told
    public int sendToAll(String event, Data data) {
        return sessions().mapToInt(session -> session.send(event, data)).sum();
    }

    /// Tells `observer` of sessions that come and go from now on.
    public Registration observe(SessionObserver observer) {
        observers.updateAndGet(roster -> roster.with(observer));
        return () -> observers.updateAndGet(roster -> roster.without(observer));
    }

    /// Completes when all changes up to now are in the store for good, exceptionally if they cannot be.
    public CompletionStage<Void> flush() {
        return store.flush();
    }

    /// Ends all sessions: makes no new ones, waits for the store to keep the state of all, then closes each
    /// and releases its values, in this thread. The store keeps them for the next start. To be called before
    /// the connections end, which would end their sessions for good (W-54). May block: not on an event loop.
    /// Idempotent.
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true; // from here on nothing is told to the store
        try {
            store.flush().toCompletableFuture().join();
        } catch (CompletionException cause) {
            LOGGER.log(WARNING, "the last changes of sessions are not kept", cause);
        }
        sessions.values().forEach(session -> session.close(Runnable::run));
        expiries.stop();
    }

    /// How many sessions the expiry queue holds, ended ones included: for tests, while the loop stands still.
    int waitingForExpiry() {
        return expiries.size();
    }

    // ---- for the sessions

    long nowNanos() {
        return loop.nanoTime();
    }

    Executor endings() {
        return endings;
    }

    /// Makes the uuid of a closed session unknown, once.
    void forget(LiveSession session) {
        if (sessions.remove(session.uuid(), session)) {
            taken.decrementAndGet();
            expiries.closed();
            changed(session);
        }
    }

    void changed(LiveSession session) {
        if (!isClosed) {
            store.changed(session.uuid());
        }
    }

    void tellClosed(LiveSession session) {
        tellObservers(session, observer -> observer.onClosed(session));
    }

    private void tellObservers(LiveSession session, Consumer<SessionObserver> news) {
        for (SessionObserver observer : observers.get().members()) {
            session.callOut("an observer", () -> news.accept(observer));
        }
    }

    // ---- for the store

    /// Takes back what the store has kept: the sessions that end last, if there are more than there may be
    /// now.
    private void restore() {
        Instant now = wallClock.instant();
        List<SessionRecord> kept = store.open(new StoreSource());
        List<SessionRecord> alive = kept.stream()
                .filter(one -> one.expiration().isAfter(now) && SessionUuid.fits(one.uuid()))
                .sorted(Comparator.comparing(SessionRecord::expiration).reversed())
                .limit(config.maxSessions())
                .toList();
        alive.forEach(one -> restore(one, now));
        for (SessionRecord one : kept) {
            if (!sessions.containsKey(one.uuid())) {
                store.changed(one.uuid());
            }
        }
        if (!kept.isEmpty()) {
            LOGGER.log(INFO, "{0} of {1} stored sessions go on", alive.size(), kept.size());
        }
    }

    private void restore(SessionRecord kept, Instant now) {
        // who has set back the clock of the machine does not get more than the timeout
        Duration remaining = Duration.between(now, kept.expiration());
        long nanos = remaining.compareTo(kept.timeout()) > 0 ? kept.timeout().toNanos() : remaining.toNanos();
        LiveSession session = new LiveSession(
                this,
                numbers.incrementAndGet(),
                new LiveSession.Origin(
                        kept.uuid(),
                        kept.token(),
                        kept.timeout().toNanos(),
                        loop.nanoTime() + nanos,
                        kept.autoclose()));
        kept.values().forEach((api, value) -> session.viewOf(api).restore(value));
        taken.incrementAndGet();
        sessions.put(kept.uuid(), session);
        expiries.add(session);
    }

    private SessionRecord recordOf(LiveSession session) {
        return new SessionRecord(
                session.uuid(),
                session.token(),
                session.timeout(),
                wallClock.instant().plus(session.remaining()),
                session.isAutoclose(),
                session.dataValues());
    }

    /// Who wants a session, and what was made for it.
    private static final class Wish {
        private final String uuid;
        private final boolean isAutoclose;
        private @Nullable LiveSession made;

        private Wish(String uuid, boolean isAutoclose) {
            this.uuid = uuid;
            this.isAutoclose = isAutoclose;
        }
    }

    /// Lets the store see the sessions.
    private final class StoreSource implements SessionStore.Source {
        @Override
        public Optional<SessionRecord> fetch(String uuid) {
            return find(uuid).map(SessionTable.this::recordOf);
        }

        @Override
        public List<String> uuids() {
            return sessions().map(LiveSession::uuid).toList();
        }
    }
}
