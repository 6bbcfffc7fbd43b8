package afb4j.sequencer.jfr;

import afb4j.sequencer.Admission;
import afb4j.sequencer.ConnectionHandle;
import afb4j.sequencer.ConnectionState;
import afb4j.sequencer.Ending;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerObserver;
import afb4j.sequencer.Signal;
import afb4j.sequencer.retry.RetryDecision;

/// Writes what sequencers do to the Flight Recorder, under `afb4j.Sequencer...`: each signal with the time it
/// waited and took, refused and discarded messages, retries, connections, failures, ends. Costs next to nothing
/// while no recording runs.
///
/// Thread-safe, without state.
public final class FlightRecorderObserver implements SequencerObserver {

    /// An observer for any number of runtimes.
    public FlightRecorderObserver() {}

    @Override
    public void delivered(Sequencer<?, ?> seq, Signal<?> signal, long waitedNanos, long tookNanos) {
        SequencerEvents.Delivered event = new SequencerEvents.Delivered();
        if (event.shouldCommit()) {
            event.of(seq);
            event.kind = signal.getClass().getSimpleName();
            event.waited = waitedNanos;
            event.took = tookNanos;
            event.commit();
        }
    }

    @Override
    public void offered(Sequencer<?, ?> seq, Object body, Admission admission) {
        if (admission != Admission.ACCEPTED) {
            lost(seq, body, "refused: " + admission);
        }
    }

    @Override
    public void discarded(Sequencer<?, ?> seq, Object body) {
        lost(seq, body, "discarded");
    }

    @Override
    public void stale(Sequencer<?, ?> seq, Object what) {
        lost(seq, what, "stale");
    }

    @Override
    public void retryScheduled(Sequencer<?, ?> seq, RetryDecision.Again again) {
        SequencerEvents.Retry event = new SequencerEvents.Retry();
        if (event.shouldCommit()) {
            event.of(seq);
            event.attempt = again.attempt();
            event.delay = again.delay().toNanos();
            event.concealed = again.concealed();
            event.commit();
        }
    }

    @Override
    public void retryExhausted(Sequencer<?, ?> seq, RetryDecision.Exhausted exhausted) {
        failed(seq, exhausted.lastFailure());
    }

    @Override
    public void connection(Sequencer<?, ?> seq, ConnectionHandle<?> connection, ConnectionState state) {
        SequencerEvents.Connection event = new SequencerEvents.Connection();
        if (event.shouldCommit()) {
            event.of(seq);
            event.connection = connection.id();
            event.state = state.name();
            event.commit();
        }
    }

    @Override
    public void failed(Sequencer<?, ?> seq, Throwable failure) {
        SequencerEvents.Failed event = new SequencerEvents.Failed();
        if (event.shouldCommit()) {
            event.of(seq);
            event.failure = failure.toString();
            event.commit();
        }
    }

    @Override
    public void destroyed(Sequencer<?, ?> seq, Ending ending, int discarded) {
        SequencerEvents.Ended event = new SequencerEvents.Ended();
        if (event.shouldCommit()) {
            event.of(seq);
            event.ending = ending.getClass().getSimpleName();
            event.age = seq.age().toNanos();
            event.discarded = discarded;
            event.commit();
        }
    }

    private static void lost(Sequencer<?, ?> seq, Object what, String why) {
        SequencerEvents.Lost event = new SequencerEvents.Lost();
        if (event.shouldCommit()) {
            event.of(seq);
            event.kind = what.getClass().getSimpleName();
            event.why = why;
            event.commit();
        }
    }
}
