package afb4j.sequencer.step;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Must be fed: when it is not, for longer than its limit, it ends with [afb4j.sequencer.Ending.Failed], which its
/// parent hears. To send it away, close its sequencer.
///
/// The state of a sequencer without messages. Thread-safe.
public final class Watchdog {

    private static final String HUNGRY = "hungry";

    private final Duration limit;
    private volatile @Nullable Sequencer<?, Void> seq;
    private volatile long fedNanos;

    private Watchdog(Duration limit) {
        this.limit = limit;
    }

    /// A spec of such a sequencer. The time counts from its first signal.
    ///
    /// @param limit more than zero
    public static SequencerSpec.Builder<Watchdog, Void> spec(String name, Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException(
                    "limit is " + limit + ", expected more than 0 (watchdog '" + name + "')");
        }
        return SequencerSpec.builder(name, () -> new Watchdog(limit), (seq, dog, signal) -> dog.on(seq, signal));
    }

    /// Starts the time anew. Any thread, cheap: sets no timer.
    public void feed() {
        Sequencer<?, Void> known = seq;
        if (known != null) {
            fedNanos = known.loop().nanoTime();
        }
    }

    private Verdict on(Sequencer<?, Void> self, Signal<Void> signal) throws TimeoutException {
        switch (signal) {
            case Signal.Created<Void> _ -> {
                fedNanos = self.loop().nanoTime();
                seq = self;
                self.timeout(limit, HUNGRY);
            }
            case Signal.TimedOut<Void> _ -> look(self);
            case Signal.Message<Void> _,
                    Signal.OfConnection<Void> _,
                    Signal.Heartbeat<Void> _,
                    Signal.Destroyed<Void> _ -> {}
        }
        return Verdict.CONTINUE;
    }

    private void look(Sequencer<?, Void> self) throws TimeoutException {
        Duration hungry = Duration.ofNanos(self.loop().nanoTime() - fedNanos);
        if (hungry.compareTo(limit) >= 0) {
            throw new TimeoutException(self + " was not fed for " + hungry + ", limit is " + limit);
        }
        self.timeout(limit.minus(hungry), HUNGRY);
    }
}
