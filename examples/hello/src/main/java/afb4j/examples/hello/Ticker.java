package afb4j.examples.hello;

import afb4j.api.ApiContext;
import afb4j.api.Event;
import afb4j.api.Int;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Pushes 1, 2, 3... by time: the first number one second after the start (hello.md 4.3). Thread-safe.
@ThreadSafe
final class Ticker {

    private static final Duration FIRST = Duration.ofSeconds(1);

    private final ApiContext context;
    private final Event event;

    @GuardedBy("this")
    private ApiContext.@Nullable Job next;

    /// Tells a run that is under way whether it was stopped meanwhile.
    @GuardedBy("this")
    private int arming;

    @GuardedBy("this")
    private Duration period = FIRST;

    @GuardedBy("this")
    private int count;

    Ticker(ApiContext context, Event event) {
        this.context = context;
        this.event = event;
    }

    /// Starts to count, or goes on counting with another period, the next number coming one period from now.
    ///
    /// @param newPeriod positive
    synchronized void start(Duration newPeriod) {
        period = newPeriod;
        if (next == null) {
            count = 0;
            arm(FIRST);
        } else {
            next.close();
            arm(newPeriod);
        }
    }

    /// Does nothing when it has not started.
    synchronized void stop() {
        arming++;
        if (next != null) {
            next.close();
            next = null;
        }
    }

    @GuardedBy("this")
    private void arm(Duration delay) {
        int armed = ++arming;
        next = context.after(delay, () -> tick(armed));
    }

    private void tick(int armed) {
        long number;
        synchronized (this) {
            if (armed != arming || !event.isOpen()) {
                return;
            }
            number = Integer.toUnsignedLong(++count);
            arm(period);
        }
        event.push(new Int(Int.Width.U32, number));
    }
}
