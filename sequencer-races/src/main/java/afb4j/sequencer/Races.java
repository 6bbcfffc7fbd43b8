package afb4j.sequencer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// What two threads may do to one sequencer at the same time, and all that may come of it. Every other outcome is a
/// failure.
final class Races {

    private Races() {}

    private static int number(boolean yes) {
        return yes ? 1 : 0;
    }

    /// Admission against the end (J-05): accepted means discarded, refused means nothing is left.
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "accepted, then discarded")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refused")
    @State
    public static class OfferAgainstEnd {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();

        @Actor
        public void offer(II_Result r) {
            r.r1 = number(seq.offer("A") == Admission.ACCEPTED);
        }

        @Actor
        public void end() {
            seq.close();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r2 = seq.life().mailbox().discardedInAll();
        }
    }

    /// Two producers and the capacity: of three offers, two find room.
    @JCStressTest
    @Outcome(id = "2, 0, 2", expect = ACCEPTABLE, desc = "the first thread was first")
    @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "the second thread came in time")
    @State
    public static class OfferAgainstOffer {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();

        @Actor
        public void offerTwo(III_Result r) {
            r.r1 = number(seq.offer("A") == Admission.ACCEPTED) + number(seq.offer("B") == Admission.ACCEPTED);
        }

        @Actor
        public void offerOne(III_Result r) {
            r.r2 = number(seq.offer("C") == Admission.ACCEPTED);
        }

        @Arbiter
        public void look(III_Result r) {
            seq.close();
            r.r3 = seq.life().mailbox().discardedInAll();
        }
    }

    /// Delivery against an offer: nothing is lost or doubled.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "taken")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "left in the queue")
    @State
    public static class OfferAgainstTake {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();

        @Actor
        public void offer() {
            seq.offer("A");
        }

        @Actor
        public void take(II_Result r) {
            r.r1 = number(seq.life().mailbox().take() != null);
        }

        @Arbiter
        public void look(II_Result r) {
            r.r2 = number(seq.life().mailbox().take() != null);
        }
    }

    /// Who waits for room, against the delivery that makes it: woken, never forgotten.
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "woken, and its message is queued")
    @State
    public static class WaitAgainstTake {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();
        private volatile CompletableFuture<Admission> waiting;

        {
            seq.offer("A");
            seq.offer("B");
        }

        @Actor
        public void waitForRoom() {
            waiting = seq.offerLater("C").toCompletableFuture();
        }

        @Actor
        public void take() {
            seq.life().mailbox().take();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = number(waiting.getNow(Admission.FULL) == Admission.ACCEPTED);
            seq.close();
            r.r2 = seq.life().mailbox().discardedInAll();
        }
    }

    /// Who waits for room, against the end: answered, never forgotten.
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "told that it is closed")
    @State
    public static class WaitAgainstEnd {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();
        private volatile CompletableFuture<Admission> waiting;

        {
            seq.offer("A");
            seq.offer("B");
        }

        @Actor
        public void waitForRoom() {
            waiting = seq.offerLater("C").toCompletableFuture();
        }

        @Actor
        public void end() {
            seq.close();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = number(waiting.getNow(Admission.FULL) == Admission.CLOSED);
            r.r2 = seq.life().mailbox().discardedInAll();
        }
    }

    /// Cancelling against delivery (J-07): a timeout is seen, or its cancellation says that it will not be.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "cancelled, not seen")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "seen, too late to cancel")
    @State
    public static class CancelAgainstTake {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();
        private volatile Letter<String> taken;

        {
            seq.timeout(Duration.ZERO);
        }

        @Actor
        public void cancel(II_Result r) {
            r.r1 = number(seq.cancelTimeout());
        }

        @Actor
        public void take() {
            taken = seq.life().mailbox().take();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r2 = number(taken != null && taken.live);
        }
    }

    /// Arming anew against delivery (J-07, Q-40): the old expiry is seen before, or not at all; the new one is always
    /// to come.
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the old one was replaced in time")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the old one was seen first")
    @State
    public static class ArmAgainstTake {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();
        private volatile Letter<String> taken;

        {
            seq.timeout(Duration.ZERO, "old");
        }

        @Actor
        public void arm() {
            seq.timeout(Duration.ZERO, "new");
        }

        @Actor
        public void take() {
            taken = seq.life().mailbox().take();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = number(isLive(taken, "old"));
            int seen = number(isLive(taken, "new"));
            for (Letter<String> next = take0(); next != null; next = take0()) {
                seen += number(isLive(next, "new"));
            }
            r.r2 = seen;
        }

        private Letter<String> take0() {
            return seq.life().mailbox().take();
        }

        private static boolean isLive(Letter<String> letter, String tag) {
            return letter != null
                    && letter.live
                    && letter.signal() instanceof Signal.TimedOut<String> timedOut
                    && timedOut.tag().equals(tag);
        }
    }

    /// A close against a look at it (J-06): who sees CLOSE_PENDING finds the signal in the queue.
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "still open")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "still open, closed right after")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "pending, and the signal is queued")
    @State
    public static class CheckAgainstClose {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();
        private Attempt<String> attempt;
        private final ConnectionHandle<String> handle = seq.connect(now -> attempt = now);

        {
            attempt.opened("connection");
            seq.life().mailbox().take();
        }

        @Actor
        public void closeByPeer() {
            attempt.closed(new CloseCause.Peer("bye"));
        }

        @Actor
        public void check(II_Result r) {
            r.r1 = number(seq.check(handle) == ConnectionState.CLOSE_PENDING);
            r.r2 = number(seq.life().mailbox().take() != null);
        }
    }

    /// Detaching against a close: no signal of a connection is live after its detaching returned.
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing is seen")
    @State
    public static class DetachAgainstClose {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();
        private Attempt<String> attempt;
        private final ConnectionHandle<String> handle = seq.connect(now -> attempt = now);

        {
            attempt.opened("connection");
            seq.life().mailbox().take();
        }

        @Actor
        public void closeByPeer() {
            attempt.closed(new CloseCause.Peer("bye"));
        }

        @Actor
        public void detach() {
            handle.detach();
        }

        @Arbiter
        public void look(I_Result r) {
            Letter<String> letter = seq.life().mailbox().take();
            r.r1 = number(letter != null && letter.live);
        }
    }

    /// A late post against the end of its step (J-10): refused, or accepted and dropped.
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refused, or dropped when taken")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "accepted, dropped when taken")
    @State
    public static class PortAgainstNewStep {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();
        private final StepPort<String> port = seq.newStep("one");

        @Actor
        public void offer(II_Result r) {
            r.r1 = number(port.offer("late") == Admission.ACCEPTED);
        }

        @Actor
        public void step() {
            seq.newStep("two");
        }

        @Arbiter
        public void look(II_Result r) {
            Letter<String> letter = seq.life().mailbox().take();
            r.r2 = number(letter != null && letter.live);
        }
    }

    /// Two ends: one decides.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "closed")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "failed")
    @State
    public static class EndAgainstEnd {
        private final afb4j.sequencer.Actor<String, String> seq = StillLoop.sequencer();

        @Actor
        public void close(II_Result r) {
            r.r1 = number(seq.life().mailbox().end(new Ending.Closed()));
        }

        @Actor
        public void fail(II_Result r) {
            r.r2 = number(seq.life().mailbox().end(new Ending.Failed(new IllegalStateException("late"))));
        }
    }
}
