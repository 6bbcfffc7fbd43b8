package afb4j.core;

import afb4j.api.Status;
import afb4j.core.metrics.CallMeter;
import afb4j.sequencer.Loop;
import org.jspecify.annotations.Nullable;

/// How long a call takes, and who is told: the part of [Call] that measures.
///
/// A non-blocking verb that answers at once costs two readings of the clock, which its runner needs anyway to
/// find slow ones; every other call costs one when an API accepts it and one when it is answered.
abstract class MeasuredCall {

    /// What hears how the call ends; set when an API accepts it.
    private @Nullable CallMeter meter;

    private long startNanos;

    /// Whether the verb runs on the loop right now: who answers there tells the runner, which measures anyway.
    /// Written on the loop; other threads may see any value.
    private boolean runsHere;

    /// How the call was answered while it ran on the loop. Confined to it.
    private @Nullable Status statusHere;

    /// The loop the call arrived on, where its non-blocking verb runs.
    protected abstract Loop loop();

    /// When the call arrived, by the clock of the loop; now unless the origin knows better. On the loop.
    protected long arrivalNanos() {
        return loop().nanoTime();
    }

    /// The clock of the loop was read, on it: the next call that came with this one may have that time.
    protected void clockRead(long nowNanos) {
        // for origins that keep it
    }

    /// Tells `what` of this call, from now on until it is answered. On the loop of the origin, before anybody
    /// may answer.
    public final void measuredBy(CallMeter what) {
        meter = what;
        startNanos = arrivalNanos();
        what.begins();
    }

    /// As [#measuredBy(CallMeter)], for a verb that runs on the loop until [#hasRunHere].
    final void runsHere(CallMeter what) {
        meter = what;
        startNanos = arrivalNanos();
        runsHere = true;
    }

    /// The verb has run on the loop.
    ///
    /// @return how long, in nanoseconds
    final long hasRunHere(String verb, CallMeter what) {
        runsHere = false;
        long endNanos = loop().nanoTime();
        clockRead(endNanos);
        long took = endNanos - startNanos;
        Status status = statusHere;
        if (status == null) {
            what.begins(); // it was deferred
        } else {
            what.ran(verb, status, took);
        }
        return took;
    }

    /// The call is answered. Any thread.
    final void measure(String verb, Status status) {
        CallMeter told = meter;
        if (runsHere && loop().inLoop()) {
            statusHere = status;
        } else if (told != null) {
            told.ends(verb, status, loop().nanoTime() - startNanos);
        }
    }
}
