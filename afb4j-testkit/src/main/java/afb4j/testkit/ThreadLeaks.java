package afb4j.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test that leaves a live thread of ours behind (rule R36): a platform thread whose name starts
/// with `afb4j` and that did not exist before the test. A thread that is just ending is waited for. Virtual
/// threads are not seen, they cannot be listed.
///
/// ```java
/// @ExtendWith(ThreadLeaks.class)
/// class ListenerIT {
/// ```
public final class ThreadLeaks implements BeforeEachCallback, AfterEachCallback {
    private static final String PREFIX = "afb4j";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(ThreadLeaks.class);

    /// For JUnit.
    public ThreadLeaks() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put(PREFIX, new Snapshot(threads()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        Snapshot before = context.getStore(NAMESPACE).remove(PREFIX, Snapshot.class);
        check(before == null ? Set.of() : before.threads(), PATIENCE);
    }

    /// Checks that every thread of ours has ended.
    ///
    /// @param known    threads that may live on
    /// @param patience how long each of the others may take to end
    /// @throws AssertionError when one is still alive then; the message shows where it is
    static void check(Set<Thread> known, Duration patience) throws InterruptedException {
        List<Thread> alive = new ArrayList<>();
        for (Thread thread : threads()) {
            if (!known.contains(thread) && !thread.join(patience)) {
                alive.add(thread);
            }
        }
        if (!alive.isEmpty()) {
            throw new AssertionError("expected no live thread of ours, found:\n"
                    + alive.stream().map(ThreadLeaks::describe).collect(Collectors.joining("\n")));
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(PREFIX) && !thread.equals(Thread.currentThread()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String describe(Thread thread) {
        return thread.getName() + " " + thread.getState() + "\n    at "
                + Arrays.stream(thread.getStackTrace())
                        .limit(12)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("\n    at "));
    }

    /// Threads that were there before the test.
    private record Snapshot(Set<Thread> threads) {}
}
