package afb4j.sequencer.testkit;

import afb4j.sequencer.Admission;
import afb4j.sequencer.ConnectionHandle;
import afb4j.sequencer.ConnectionState;
import afb4j.sequencer.Ending;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerHandler;
import afb4j.sequencer.SequencerObserver;
import afb4j.sequencer.Signal;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Records what sequencers do and checks that they keep their promises.
///
/// Make it the observer of the runtime, wrap the handlers with [#recording(SequencerHandler)], and ask for the
/// trace: one word per signal in the order the handler saw them, such as `Created, A, TimedOut(timeout),
/// Destroyed(Done, 0)`. Messages appear as their text, connections as `c1`, `c2` in the order of their first
/// appearance.
///
/// [#assertSound()] checks: Created first if present; Destroyed last and once; at most one signal per turn, of
/// which Destroyed may share the turn of the signal before; the messages of each producer in its order; accepted =
/// delivered + discarded; a connection fails alone, or is connected before it is closed once; no timer early, none
/// after it was cancelled or armed again; the handler on its loop and not re-entered.
///
/// Thread-safe.
public final class TraceRecorder implements SequencerObserver {

    private final LongSupplier turns;

    @GuardedBy("this")
    private final Map<Long, SequencerTrace> traces = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Map<Long, String> connectionNames = new LinkedHashMap<>();

    /// A recorder that has seen nothing yet.
    ///
    /// @param turns the number of the loop's present turn, such as [VirtualLoop#turns()]
    public TraceRecorder(LongSupplier turns) {
        this.turns = turns;
    }

    /// A handler that records each signal before it passes it on to `handler`.
    public <S, E> SequencerHandler<S, E> recording(SequencerHandler<S, E> handler) {
        return (seq, state, signal) -> {
            enter(seq, signal);
            try {
                return handler.on(seq, state, signal);
            } finally {
                leave(seq);
            }
        };
    }

    /// The signals of one sequencer.
    public synchronized String trace(Sequencer<?, ?> seq) {
        return String.join(", ", traceOf(seq).words());
    }

    /// The number of the turn each signal of one sequencer came in.
    public synchronized List<Long> turns(Sequencer<?, ?> seq) {
        return traceOf(seq).turns();
    }

    /// The age of the sequencer at each of its signals.
    public synchronized List<Duration> ages(Sequencer<?, ?> seq) {
        return traceOf(seq).ages();
    }

    /// How many late things of one sequencer were dropped.
    public synchronized int staleCount(Sequencer<?, ?> seq) {
        return traceOf(seq).staleCount();
    }

    /// Checks the signals of one sequencer.
    ///
    /// @throws AssertionError when the trace of `seq` is not `expected`
    public void assertTrace(Sequencer<?, ?> seq, String expected) {
        String actual = trace(seq);
        if (!actual.equals(expected)) {
            throw new AssertionError(seq + ": expected <" + expected + "> but was <" + actual + ">");
        }
    }

    /// Checks the promises, once all sequencers have ended.
    ///
    /// @throws AssertionError naming every promise broken
    public synchronized void assertSound() {
        StringBuilder broken = new StringBuilder();
        traces.values()
                .forEach(trace ->
                        trace.violations().forEach(line -> broken.append('\n').append(line)));
        if (!broken.isEmpty()) {
            throw new AssertionError("promises broken:" + broken);
        }
    }

    @Override
    public void created(Sequencer<?, ?> seq) {
        traceOf(seq);
    }

    @Override
    public synchronized void offered(Sequencer<?, ?> seq, Object body, Admission admission) {
        if (admission == Admission.ACCEPTED) {
            traceOf(seq).accepted(body, Thread.currentThread());
        }
    }

    @Override
    public synchronized void discarded(Sequencer<?, ?> seq, Object body) {
        traceOf(seq).discarded(body);
    }

    @Override
    public synchronized void stale(Sequencer<?, ?> seq, Object what) {
        traceOf(seq).stale();
    }

    @Override
    public synchronized void timerArmed(Sequencer<?, ?> seq, Object tag, Duration after) {
        traceOf(seq).armed(tag, after, seq.loop().nanoTime());
    }

    @Override
    public synchronized void timerCancelled(Sequencer<?, ?> seq, Object tag) {
        traceOf(seq).cancelled(tag);
    }

    @Override
    public synchronized void connection(Sequencer<?, ?> seq, ConnectionHandle<?> connection, ConnectionState state) {
        if (state == ConnectionState.CLOSED) {
            traceOf(seq).connectionClosed(connection.id());
        }
    }

    private synchronized void enter(Sequencer<?, ?> seq, Signal<?> signal) {
        SequencerTrace trace = traceOf(seq);
        trace.entered(signal, text(signal), turns.getAsLong(), seq);
    }

    private synchronized void leave(Sequencer<?, ?> seq) {
        traceOf(seq).left();
    }

    private synchronized SequencerTrace traceOf(Sequencer<?, ?> seq) {
        return traces.computeIfAbsent(seq.id(), _ -> new SequencerTrace(seq.toString()));
    }

    @GuardedBy("this")
    private String text(Signal<?> signal) {
        return switch (signal) {
            case Signal.Created<?> _ -> "Created";
            case Signal.Destroyed<?>(Ending ending, int discarded) ->
                "Destroyed(" + text(ending) + ", " + discarded + ")";
            case Signal.TimedOut<?> timedOut -> "TimedOut(" + timedOut.tag() + ")";
            case Signal.Heartbeat<?>(long count, int missed) -> "Heartbeat(" + count + ", " + missed + ")";
            case Signal.Message<?>(Object body) -> body.toString();
            case Signal.Connected<?>(ConnectionHandle<?> connection) -> "Connected(" + name(connection) + ")";
            case Signal.ConnectFailed<?>(ConnectionHandle<?> connection, Throwable cause) ->
                "ConnectFailed(" + name(connection) + ", " + cause.getClass().getSimpleName() + ")";
            case Signal.ConnectionClosed<?>(var connection, var cause) ->
                "ConnectionClosed(" + name(connection) + ", " + cause.getClass().getSimpleName() + ")";
        };
    }

    private static String text(Ending ending) {
        return ending instanceof Ending.Failed(Throwable cause)
                ? "Failed(" + cause.getClass().getSimpleName() + ")"
                : ending.getClass().getSimpleName();
    }

    @GuardedBy("this")
    private String name(ConnectionHandle<?> connection) {
        return connectionNames.computeIfAbsent(connection.id(), _ -> "c" + (connectionNames.size() + 1));
    }
}
