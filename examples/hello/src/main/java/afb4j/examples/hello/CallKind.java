package afb4j.examples.hello;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The ways in which the sample calls other verbs (hello.md 4.2).
enum CallKind {
    /// As the caller.
    SUBCALL(true, false),
    /// As the caller, waiting for the reply on a thread.
    SUBCALLSYNC(true, true),
    /// As the sample itself.
    CALL(false, false),
    /// As the sample itself, waiting for the reply on a thread.
    CALLSYNC(false, true);

    private final boolean isOfCaller;
    private final boolean waits;

    CallKind(boolean isOfCaller, boolean waits) {
        this.isOfCaller = isOfCaller;
        this.waits = waits;
    }

    boolean isOfCaller() {
        return isOfCaller;
    }

    boolean waits() {
        return waits;
    }

    /// The verb that calls so.
    String verb() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CallKind> of(String verb) {
        return Arrays.stream(values()).filter(kind -> kind.verb().equals(verb)).findFirst();
    }
}
