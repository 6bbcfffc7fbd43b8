package afb4j.core.metrics;

import afb4j.api.Status;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/// The calls of one verb: how many ended with which status, and how long they took.
///
/// **Cost.** A call adds to two cells, one more if it failed. There are several sets of cells, chosen by the
/// thread, so that event loops do not wait for each other's cache lines. A set is made when a thread needs it
/// first: a verb that nobody calls has none. No lock, no allocation afterwards.
///
/// **Does not promise** that what [#read()] sees is of one moment: calls that end meanwhile may be seen in
/// part. A failed call is never seen among the failures before it is among all calls.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class VerbStatistics implements CallMeter {

    /// The statuses that are told apart, by the code without its sign; [#OTHER] is any other failure.
    private static final int STATUSES = 18;

    private static final int OTHER = STATUSES - 1;
    private static final String OTHER_NAME = "error";

    private static final int SUM = LatencyBuckets.COUNT;
    private static final int MAX = SUM + 1;
    private static final int FAILURES = MAX + 1;
    private static final int CELLS = FAILURES + STATUSES;

    private static final int MAX_SETS = 8;
    private static final int SETS =
            Math.min(MAX_SETS, Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1));

    private final String verb;
    private final LongAdder unanswered;
    private final AtomicReferenceArray<AtomicLongArray> sets = new AtomicReferenceArray<>(SETS);

    /// @param unanswered where calls are counted that are on their way
    VerbStatistics(String verb, LongAdder unanswered) {
        this.verb = verb;
        this.unanswered = unanswered;
    }

    /// The verb, as it was declared.
    public String verb() {
        return verb;
    }

    @Override
    public void begins() {
        unanswered.increment();
    }

    @Override
    public void ends(String called, Status status, long nanos) {
        unanswered.decrement();
        count(status, nanos);
    }

    @Override
    public void ran(String called, Status status, long nanos) {
        count(status, nanos);
    }

    private void count(Status status, long nanos) {
        AtomicLongArray cells = cells();
        cells.getAndIncrement(LatencyBuckets.indexOf(nanos));
        cells.getAndAdd(SUM, Math.max(0, nanos));
        if (nanos > cells.getOpaque(MAX)) {
            cells.accumulateAndGet(MAX, nanos, Math::max);
        }
        if (!status.isSuccess()) {
            cells.getAndIncrement(FAILURES + indexOf(status));
        }
    }

    private static int indexOf(Status status) {
        return Math.min(OTHER, -Math.max(-OTHER, status.code()));
    }

    private AtomicLongArray cells() {
        int index = (int) Thread.currentThread().threadId() & (SETS - 1);
        AtomicLongArray cells = sets.get(index);
        return cells == null ? newCells(index) : cells;
    }

    private AtomicLongArray newCells(int index) {
        AtomicLongArray made = new AtomicLongArray(CELLS);
        AtomicLongArray found = sets.compareAndExchange(index, null, made);
        return found == null ? made : found;
    }

    /// What it has counted so far.
    public VerbCounts read() {
        long[] failures = new long[STATUSES];
        long[] latencies = new long[LatencyBuckets.COUNT];
        long sumNanos = 0;
        long maxNanos = 0;
        for (int set = 0; set < SETS; set++) {
            AtomicLongArray cells = sets.get(set);
            if (cells == null) {
                continue;
            }
            for (int i = 0; i < STATUSES; i++) { // before the latencies, which are counted first
                failures[i] += cells.get(FAILURES + i);
            }
            sumNanos += cells.get(SUM);
            maxNanos = Math.max(maxNanos, cells.get(MAX));
            for (int i = 0; i < latencies.length; i++) {
                latencies[i] += cells.get(i);
            }
        }
        return new VerbCounts(verb, failures, new Latencies(latencies, sumNanos, maxNanos));
    }

    /// The name of a status that is told apart.
    static String nameOf(int index) {
        return index == OTHER ? OTHER_NAME : Status.of(-index).name();
    }

    @Override
    public String toString() {
        return "statistics of " + verb;
    }
}
