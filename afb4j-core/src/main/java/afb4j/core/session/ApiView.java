package afb4j.core.session;

import afb4j.api.Data;
import afb4j.api.Session;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A session as one API sees it, and the place of its value and level of assurance. The value is exchanged
/// atomically, and who takes one out releases it: so each is released once (S-50, S-53).
@ThreadSafe
final class ApiView implements Session {

    /// In the slot of a closed session: nothing comes after it.
    private static final Held ENDED = new Held("", null);

    private final LiveSession session;
    private final String api;
    private final AtomicReference<@Nullable Held> slot = new AtomicReference<>();
    private volatile int loa;

    ApiView(LiveSession session, String api) {
        this.session = session;
        this.api = api;
    }

    String api() {
        return api;
    }

    @Override
    public String uuid() {
        return session.uuid();
    }

    @Override
    public Duration timeout() {
        return session.timeout();
    }

    @Override
    public Duration remaining() {
        return session.remaining();
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public int loa() {
        int level = loa;
        return level == 0 || !session.isOpen() ? 0 : level;
    }

    @Override
    public void loa(int level) {
        if (level < 0) {
            throw new IllegalArgumentException(
                    "level of assurance is " + level + " (API " + api + "), expected 0 or more");
        }
        loa = level;
    }

    @Override
    public Optional<Object> value() {
        return Optional.ofNullable(heldValue());
    }

    /// What is stored, null if nothing is.
    @Nullable
    Object heldValue() {
        Held held = slot.get();
        return held == null || held == ENDED ? null : held.value;
    }

    /// Whether there is a value or a level of assurance.
    boolean holdsSomething() {
        return loa != 0 || heldValue() != null;
    }

    /// A value that comes too late, for a closed session, is released at once.
    @Override
    public <T> void value(T value, Consumer<? super T> release) {
        exchange(new Held(value, () -> release.accept(value)));
    }

    @Override
    public <T> T valueOr(Class<T> type, Supplier<? extends T> maker) {
        Held found = slot.get();
        if (found != null && found != ENDED) {
            return cast(type, found.value);
        }
        T made = maker.get(); // by each of the threads that find nothing: only one result is stored
        Held next = new Held(made, null);
        do {
            found = slot.get();
            if (found == ENDED) {
                return made;
            }
            if (found != null) {
                return cast(type, found.value);
            }
        } while (!slot.compareAndSet(null, next));
        tellStore(null, next);
        return made;
    }

    private <T> T cast(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalStateException(session + ": the value of API " + api + " is a "
                    + value.getClass().getName() + ", expected a " + type.getName());
        }
        return type.cast(value);
    }

    @Override
    public void clearValue() {
        exchange(null);
    }

    @Override
    public void close() {
        session.close();
    }

    private void exchange(@Nullable Held next) {
        Held before;
        do {
            before = slot.get();
            if (before == ENDED) {
                release(next);
                return;
            }
        } while (!slot.compareAndSet(before, next));
        if (!isSame(before, next)) {
            release(before);
        }
        tellStore(before, next);
    }

    /// Whether the very same value stays, which must not be released then (B-28).
    @SuppressWarnings("ReferenceEquality") // an equal value is another value, with a release of its own
    private static boolean isSame(@Nullable Held before, @Nullable Held next) {
        return before != null && next != null && before.value == next.value;
    }

    private void tellStore(@Nullable Held before, @Nullable Held next) {
        if (isKept(before) || isKept(next)) {
            session.changed();
        }
    }

    private static boolean isKept(@Nullable Held held) {
        return held != null && held.value instanceof Data;
    }

    private void release(@Nullable Held held) {
        Runnable release = held == null ? null : held.release;
        if (release != null) {
            session.callOut("the release of a value of API " + api, release);
        }
    }

    /// Empties the slot for good; the session was closed.
    ///
    /// @return what releases the value, or null if nothing is to be done
    @Nullable
    Runnable end() {
        Held last = slot.getAndSet(ENDED);
        return last == null || last.release == null ? null : () -> release(last);
    }

    /// Puts back what a store has kept, before anybody else sees the session.
    void restore(Data value) {
        slot.set(new Held(value, null));
    }

    @Override
    public String toString() {
        return session + " of API " + api;
    }

    /// A value and what is to be done with it once; equal to itself only.
    private static final class Held {
        private final Object value;
        private final @Nullable Runnable release;

        private Held(Object value, @Nullable Runnable release) {
            this.value = value;
            this.release = release;
        }
    }
}
