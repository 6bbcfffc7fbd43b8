package afb4j.api;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What belongs together of the calls of one client: a session, as one API sees it. Value and level of
/// assurance are of that API alone; the session may be shared by several connections, protocols and APIs.
///
/// Each use keeps the session alive for its timeout; then, or when nobody refers to it any more, it is
/// closed: values and levels are gone, and its uuid stands for a new, empty session (S-50, W-54). All methods
/// may be called from any thread; those that change a closed session do nothing.
public interface Session {

    /// Its name, 36 bytes at most.
    String uuid();

    /// How long it stays without being used.
    Duration timeout();

    /// How long it stays from now on, unless it is used.
    Duration remaining();

    /// Whether it is neither closed nor expired.
    boolean isOpen();

    /// The level of assurance this API has given it, 0 at first.
    int loa();

    /// Sets the level of assurance for this API.
    ///
    /// @throws IllegalArgumentException for a negative level
    void loa(int level);

    /// What this API has stored. A [Data] survives a restart of a binder that keeps its sessions in a file.
    Optional<Object> value();

    /// Stores `value` for this API, in place of what was there, which is released.
    default void value(Object value) {
        value(value, _ -> {});
    }

    /// Stores `value`; `release` is called with it once, when it is replaced or the session ends (S-53).
    <T> void value(T value, Consumer<? super T> release);

    /// What this API has stored, or what `maker` makes and is stored, at once for all threads.
    <T> T valueOr(Class<T> type, Supplier<? extends T> maker);

    /// Removes what this API has stored and releases it.
    void clearValue();

    /// Ends the session (S-50).
    void close();
}
