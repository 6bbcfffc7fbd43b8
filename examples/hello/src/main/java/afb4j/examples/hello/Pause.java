package afb4j.examples.hello;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How a verb waits; tests give their own.
@FunctionalInterface
interface Pause {

    /// Waits as the clock of the machine does. A verb on a virtual thread may simply do so.
    Pause REAL = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    /// Returns when `duration` has passed.
    ///
    /// @throws InterruptedException when the binder gave the call up meanwhile: its deadline has passed
    void of(Duration duration) throws InterruptedException;
}
