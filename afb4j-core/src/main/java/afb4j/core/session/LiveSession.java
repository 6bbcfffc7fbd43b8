package afb4j.core.session;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Data;
import afb4j.api.Session;
import com.google.errorprone.annotations.ThreadSafe;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One session of a [SessionTable]: what belongs together of the calls of one client.
///
/// **States.** Open: found by its uuid. Closed: final; its uuid is unknown or stands for another session, its
/// values were released, its levels of assurance are 0 and its token accepts nothing. Who still holds a
/// closed session may go on with it (S-50). An open session that has not been used for its timeout is
/// *expired*: nobody finds it any more, and the loop of the table closes it.
///
/// **References.** Each connection and each request that holds a session counts as one. A session that is
/// [#autoclose(boolean)] is closed when the last reference goes (W-54); the others stay until they expire.
///
/// **Promises.** However threads race, a session is closed once, each of its values is released once, and
/// each [hook][#onClose(Runnable)] runs once. Nothing foreign runs under a lock: there is none. Using a
/// session costs one ordered write.
@ThreadSafe
@SuppressWarnings("Immutable") // what is not final is changed by atomic operations, or is the expiry queue's
public final class LiveSession {

    private static final System.Logger LOGGER = System.getLogger(LiveSession.class.getName());

    /// Parts of the state: whether it is closed, whether it is autoclose, how many references there are.
    private static final int CLOSED = 1 << 31;

    private static final int AUTOCLOSE = 1 << 30;
    private static final int REFERENCES = AUTOCLOSE - 1;

    private static final VarHandle STATE;
    private static final VarHandle EXPIRATION;
    private static final VarHandle VIEWS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(LiveSession.class, "state", int.class);
            EXPIRATION = lookup.findVarHandle(LiveSession.class, "expirationNanos", long.class);
            VIEWS = lookup.findVarHandle(LiveSession.class, "views", ApiView[].class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static final ApiView[] NO_VIEWS = {};

    private final SessionTable table;
    private final String uuid;
    private final long number;
    private final long timeoutNanos;
    private volatile int state;
    private volatile String token;

    /// What was presented and accepted last: a connection presents the same object with each of its calls.
    private @Nullable Accepted accepted;

    private volatile long expirationNanos;
    /// The expiration the store was told last.
    private volatile long keptNanos;

    private volatile ApiView[] views = NO_VIEWS;
    private final SessionAudience audience;

    /// Links of [ExpiryQueue]: when to look at it next, and which session was handed over before it.
    long dueNanos;

    @Nullable
    LiveSession nextArrival;

    /// A session without references.
    LiveSession(SessionTable table, long number, Origin origin) {
        this.table = table;
        this.number = number;
        this.uuid = origin.uuid();
        this.token = origin.token();
        this.timeoutNanos = origin.timeoutNanos();
        this.state = origin.isAutoclose() ? AUTOCLOSE : 0;
        this.expirationNanos = origin.expirationNanos();
        this.keptNanos = expirationNanos;
        this.dueNanos = expirationNanos;
        this.audience = new SessionAudience(this);
    }

    // ---- who it is

    /// Its name, 36 bytes at most. Who knows it may join the session: it does not belong in logs.
    public String uuid() {
        return uuid;
    }

    /// Its number among all sessions of this process, from 1, never used again (S-73): for logs.
    public long number() {
        return number;
    }

    /// How long it stays without being used.
    public Duration timeout() {
        return Duration.ofNanos(timeoutNanos);
    }

    /// How long it stays from now on, unless it is used; zero if it is closed or expired.
    public Duration remaining() {
        return isClosed() ? Duration.ZERO : Duration.ofNanos(Math.max(0, expirationNanos - table.nowNanos()));
    }

    /// Whether it is neither closed nor expired (S-46).
    public boolean isOpen() {
        return isOpen(table.nowNanos());
    }

    private boolean isOpen(long nowNanos) {
        return !isClosed() && expirationNanos - nowNanos > 0;
    }

    // ---- how long it stays

    /// Has been used: stays for its timeout from now on (S-48). An expired session is not revived.
    ///
    /// @return whether it is open
    public boolean touch() {
        return touch(table.nowNanos());
    }

    /// As [#touch()], at the time `nowNanos` by the clock of the loops, which may have passed a little while
    /// ago.
    public boolean touch(long nowNanos) {
        if (!isOpen(nowNanos)) {
            return false;
        }
        prolong(nowNanos);
        return true;
    }

    private void prolong(long nowNanos) {
        long until = nowNanos + timeoutNanos;
        EXPIRATION.setRelease(this, until);
        if (until - keptNanos > timeoutNanos >> SessionTable.LAG_BITS) {
            changed();
        }
    }

    /// Adds a reference, also to a closed session.
    public LiveSession retain() {
        STATE.getAndAdd(this, 1);
        return this;
    }

    /// Adds a reference unless the session is closed.
    boolean retainIfNotClosed() {
        int before;
        do {
            before = state;
            if (before < 0) {
                return false;
            }
        } while (!STATE.compareAndSet(this, before, before + 1));
        return true;
    }

    /// Takes a reference away, and with the last one closes the session if it is
    /// [autoclose][#autoclose(boolean)].
    ///
    /// @throws IllegalStateException when there is no reference
    public void release() {
        int before;
        int after;
        do {
            before = state;
            if ((before & REFERENCES) == 0) {
                throw new IllegalStateException("session " + number + ": released more often than retained");
            }
            after = before - 1;
            if (after == AUTOCLOSE) {
                after = AUTOCLOSE | CLOSED;
            }
        } while (!STATE.compareAndSet(this, before, after));
        if (before >= 0 && after < 0) {
            end(table.endings());
        }
    }

    /// As [#release()], for a client that names its session again later, as browsers do: the session stays
    /// until it expires if an API keeps a value or a level of assurance in it (http-and-wsj1.md 2.2, P10), else
    /// it is closed with its last reference.
    public void releaseKept() {
        autoclose(!holdsSomething());
        release();
    }

    private boolean holdsSomething() {
        for (ApiView view : views) {
            if (view.holdsSomething()) {
                return true;
            }
        }
        return false;
    }

    /// How many references there are.
    public int references() {
        return state & REFERENCES;
    }

    /// Whether the session is closed when the last reference goes.
    public boolean isAutoclose() {
        return (state & AUTOCLOSE) != 0;
    }

    /// Sets whether the session is closed when the last reference goes (W-54); by itself it closes nothing.
    public void autoclose(boolean isWanted) {
        int before = isWanted
                ? (int) STATE.getAndBitwiseOr(this, AUTOCLOSE)
                : (int) STATE.getAndBitwiseAnd(this, ~AUTOCLOSE);
        if ((before & AUTOCLOSE) != 0 != isWanted) {
            changed();
        }
    }

    /// Ends it (S-50): its uuid is unknown when this returns; hooks have run; what releases values runs at
    /// the same time in a thread that may block. Idempotent.
    public void close() {
        close(table.endings());
    }

    /// As [#close()], releasing the values by `endings`.
    void close(Executor endings) {
        if ((int) STATE.getAndBitwiseOr(this, CLOSED) >= 0) {
            end(endings);
        }
    }

    boolean isClosed() {
        return state < 0;
    }

    boolean isExpired() {
        return expirationNanos - table.nowNanos() <= 0;
    }

    /// Closes it if it is expired.
    ///
    /// @return whether it was
    boolean closeIfExpired() {
        if (!isExpired()) {
            return false;
        }
        close();
        return true;
    }

    long expirationNanos() {
        return expirationNanos;
    }

    /// Done by the one thread that has set CLOSED.
    private void end(Executor endings) {
        table.forget(this);
        audience.dismiss();
        endViews(List.of(views), endings);
        table.tellClosed(this);
    }

    private static void endViews(List<ApiView> ended, Executor endings) {
        List<Runnable> releases = new ArrayList<>();
        for (ApiView view : ended) {
            Runnable release = view.end();
            if (release != null) {
                releases.add(release);
            }
        }
        if (!releases.isEmpty()) {
            endings.execute(() -> releases.forEach(Runnable::run));
        }
    }

    // ---- its token

    /// Its token, empty if it asks for none.
    public String token() {
        return token;
    }

    /// Whether a caller who presents `presented`, or nothing, holds the token (S-51): nobody does when the
    /// session is closed or expired, everybody when its token is empty.
    public boolean accepts(@Nullable String presented) {
        return accepts(presented, table.nowNanos());
    }

    /// As [#accepts(String)], at the time `nowNanos` by the clock of the loops.
    public boolean accepts(@Nullable String presented, long nowNanos) {
        String expected = token;
        if (!isOpen(nowNanos)) {
            return false;
        }
        return expected.isEmpty() || (presented != null && isToken(presented, expected));
    }

    private boolean isToken(String presented, String expected) {
        Accepted known = accepted;
        if (known != null && known.isOf(presented, expected)) {
            return true;
        }
        boolean isEqual = MessageDigest.isEqual(bytes(expected), bytes(presented));
        if (isEqual) {
            accepted = new Accepted(presented, expected);
        }
        return isEqual;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Gives it a new random token, and its timeout from now on; the old token is refused from then on
    /// (S-52). The token of a session that is closed or expired stays as it is.
    ///
    /// @return its token now
    public String refreshToken() {
        if (touch()) {
            token = UUID.randomUUID().toString();
            changed();
        }
        return token;
    }

    // ---- what APIs keep in it

    /// The session as the API of this name sees it: always the same object.
    public Session view(String api) {
        return viewOf(api);
    }

    ApiView viewOf(String api) {
        ApiView[] known = views;
        for (ApiView view : known) {
            if (view.api().equals(api)) {
                return view;
            }
        }
        return addView(known, api);
    }

    private ApiView addView(ApiView[] known, String api) {
        ApiView view = new ApiView(this, api);
        ApiView[] longer = Arrays.copyOf(known, known.length + 1);
        longer[known.length] = view;
        if (!VIEWS.compareAndSet(this, known, longer)) {
            return viewOf(api);
        }
        if (isClosed()) { // end() may not have seen it
            endViews(List.of(view), table.endings());
        }
        return view;
    }

    // ---- who listens to it

    /// Adds a listener; the same one added again only counts (S-55). Does nothing when the session is closed.
    public void addListener(SessionListener listener) {
        audience.add(listener);
    }

    /// Takes a listener away that was added; does nothing for another (S-55).
    public void removeListener(SessionListener listener) {
        audience.remove(listener);
    }

    /// Tells each listener once, in order of addition (S-56). Those that are removed, and all when the
    /// session is closed, before their turn comes, are not told; those that are added meanwhile are not
    /// either (S-57).
    ///
    /// @return how many were told
    public int send(String event, Data data) {
        return audience.tell(event, data);
    }

    /// Runs `action` once when the session ends, at once if it has ended. Called by the thread that closes
    /// the session, maybe an event loop: must not block. What it throws is logged.
    public Registration onClose(Runnable action) {
        return audience.onClose(action);
    }

    /// Runs foreign code, which may fail without disturbing anybody else.
    void callOut(String what, Runnable foreign) {
        try {
            foreign.run();
        } catch (RuntimeException cause) {
            LOGGER.log(WARNING, "session " + number + ": " + what + " failed", cause);
        }
    }

    // ---- how it survives

    /// Something has changed that a store keeps.
    void changed() {
        keptNanos = expirationNanos;
        table.changed(this);
    }

    /// The values that can be kept, by the name of the API.
    Map<String, Data> dataValues() {
        Map<String, Data> values = new HashMap<>();
        for (ApiView view : views) {
            if (view.heldValue() instanceof Data data) {
                values.put(view.api(), data);
            }
        }
        return values;
    }

    /// Without uuid and token.
    @Override
    public String toString() {
        return "session " + number;
    }

    /// A token that was found equal to that of the session. It is the same text as long as both are the same
    /// objects, which tells nobody anything who did not have the token before.
    private record Accepted(String presented, String token) {
        @SuppressWarnings("ReferenceEquality") // an equal text is compared as a secret is
        private boolean isOf(String text, String expected) {
            return presented == text && token == expected;
        }
    }

    /// What a session is made from.
    ///
    /// @param expirationNanos by the clock of the loop
    record Origin(String uuid, String token, long timeoutNanos, long expirationNanos, boolean isAutoclose) {}
}
