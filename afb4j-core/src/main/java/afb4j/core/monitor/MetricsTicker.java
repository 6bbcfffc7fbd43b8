package afb4j.core.monitor;

import afb4j.api.ApiContext;
import afb4j.api.Event;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Pushes the metrics once a second as long as somebody listens; without listeners there is no timer.
@ThreadSafe
@SuppressWarnings("Immutable")
final class MetricsTicker {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final ApiContext context;
    private final Event event;
    private final MetricsReading reading;

    @GuardedBy("this")
    private ApiContext.@Nullable Job job;

    MetricsTicker(ApiContext context, Event event, MetricsReading reading) {
        this.context = context;
        this.event = event;
        this.reading = reading;
    }

    Event event() {
        return event;
    }

    /// Somebody has subscribed, or is about to.
    synchronized void wake() {
        if (job == null) {
            job = context.every(PERIOD, this::tick);
        }
    }

    private void tick() {
        if (!sleepsAlone()) {
            event.push(reading.read());
        }
    }

    private synchronized boolean sleepsAlone() {
        if (event.hasSubscribers() || job == null) {
            return false;
        }
        job.close();
        job = null;
        return true;
    }
}
