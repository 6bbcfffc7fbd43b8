package afb4j.core.trace;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Json;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The tracers of a binder.
///
/// **Cost.** A point that nobody traces is one read of a field: [#isTraced(TracePoint)]. Nothing is made before
/// a tracer wants it.
///
/// **Promises.** What one thread does is told in order. A tracer that was removed is told nothing more, except
/// what other threads are telling at that moment.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class Tracing {

    private static final System.Logger LOGGER = System.getLogger(Tracing.class.getName());

    private static final long REQUESTS = requestBits();

    private final InstantSource clock;
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();

    @GuardedBy("this")
    private final List<Tracer> changing = new ArrayList<>();

    private volatile List<Tracer> tracers = List.of();

    /// One bit for each point that somebody traces.
    private volatile long traced;

    /// Tracing by nobody, with times of `clock`.
    public Tracing(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether anybody traces that point.
    public boolean isTraced(TracePoint point) {
        return (traced & bit(point)) != 0;
    }

    /// Whether anybody traces calls, in whichever way.
    public boolean tracesRequests() {
        return (traced & REQUESTS) != 0;
    }

    private static long requestBits() {
        long bits = 0;
        for (TracePoint point : TracePoint.values()) {
            bits |= point.kind() == TraceKind.REQUEST ? bit(point) : 0;
        }
        return bits;
    }

    @SuppressWarnings("EnumOrdinal") // a bit in this process only
    private static long bit(TracePoint point) {
        return 1L << point.ordinal();
    }

    /// Tells `tracer` of its points from now on.
    public synchronized void add(Tracer tracer) {
        changing.add(tracer);
        publish();
    }

    /// Ends what [#add(Tracer)] began.
    public synchronized void remove(Tracer tracer) {
        changing.remove(tracer);
        publish();
    }

    @GuardedBy("this")
    private void publish() {
        tracers = List.copyOf(changing);
        long bits = 0;
        for (Tracer tracer : changing) {
            for (TracePoint point : tracer.points()) {
                bits |= bit(point);
            }
        }
        traced = bits;
    }

    /// The number of the next call that is traced, from 1.
    public long nextRequest() {
        return requests.incrementAndGet();
    }

    /// Something without data has happened; does nothing when nobody traces that point.
    public void tell(TracePoint point, TraceSubject subject) {
        tell(point, subject, () -> Json.NULL);
    }

    /// Something has happened; does nothing when nobody traces that point.
    public void tell(TracePoint point, TraceSubject subject, Supplier<Json> data) {
        if (!isTraced(point)) {
            return;
        }
        TraceRecord happened = new TraceRecord(point, records.incrementAndGet(), clock.instant(), subject, data);
        for (Tracer tracer : tracers) {
            if (tracer.points().contains(point)) {
                tell(tracer, happened);
            }
        }
    }

    private static void tell(Tracer tracer, TraceRecord happened) {
        try {
            tracer.on(happened);
        } catch (RuntimeException failure) { // tracing must not disturb what is traced
            LOGGER.log(WARNING, "a tracer failed", failure);
        }
    }
}
