package afb4j.sequencer.step;

import afb4j.sequencer.Admission;
import afb4j.sequencer.Loop;
import afb4j.sequencer.StepPort;
import org.jspecify.annotations.Nullable;

/// One try of a [RequestStep]: where its result is told. Only the first result counts, and none after the try was
/// given up. Any thread.
///
/// @param <R> the type of the answer
public final class Exchange<R> {

    private final StepPort<Outcome<R>> port;
    private final Loop loop;
    private final int attempt;
    private volatile @Nullable Runnable abandon;

    Exchange(StepPort<Outcome<R>> port, Loop loop, int attempt) {
        this.port = port;
        this.loop = loop;
        this.attempt = attempt;
    }

    /// The number of the try, from 1.
    public int attempt() {
        return attempt;
    }

    /// The loop of the step.
    public Loop loop() {
        return loop;
    }

    /// The request was answered.
    public void succeed(R answer) {
        tell(new Outcome.Answered<>(answer));
    }

    /// The request failed.
    public void fail(Throwable cause) {
        tell(new Outcome.Failed<>(cause));
    }

    /// What to do when the try is given up, such as cancelling it on the wire. Runs on the loop. To be told while
    /// sending.
    public void onAbandon(Runnable action) {
        abandon = action;
    }

    void abandon() {
        Runnable action = abandon;
        abandon = null;
        if (action != null) {
            action.run();
        }
    }

    private void tell(Outcome<R> outcome) {
        // refused only when the try is over or a result is queued already, and then it is of no interest
        boolean _ = port.isCurrent() && port.offer(outcome) == Admission.ACCEPTED;
    }
}
