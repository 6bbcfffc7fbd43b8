package afb4j.sequencer.step;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Makes one request, each try within a time limit, and tries again as the spec's retry policy says, honouring a
/// wish to wait longer. Late answers of a try given up are not seen (J-10).
///
/// The state of a sequencer that ends with [afb4j.sequencer.Ending.Done] when the request was answered, and with
/// [afb4j.sequencer.Ending.Failed] when the policy gives up.
///
/// Confined to the sequencer's loop.
///
/// @param <R> the type of the answer
@ConfinedTo("event loop of the sequencer")
public final class RequestStep<R> {

    private static final String LIMIT = "limit";
    private static final String RETRY = "retry";

    private final Request<R> request;
    private final Duration limit;
    private @Nullable Exchange<R> exchange;
    private @Nullable Outcome<R> outcome;

    private RequestStep(Request<R> request, Duration limit) {
        this.request = request;
        this.limit = limit;
    }

    /// A spec of such a sequencer, to be completed with a retry policy and whatever else a spec may say.
    ///
    /// @param limit the time limit of each try; zero for none
    public static <R> SequencerSpec.Builder<RequestStep<R>, Outcome<R>> spec(
            String name, Request<R> request, Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 0 or more (request '" + name + "')");
        }
        // room for one result: the first one counts
        return SequencerSpec.<RequestStep<R>, Outcome<R>>builder(
                        name, () -> new RequestStep<>(request, limit), (seq, step, signal) -> step.on(seq, signal))
                .capacity(1);
    }

    /// What became of the request; empty until the end, and when it was closed before that.
    public Optional<Outcome<R>> outcome() {
        return Optional.ofNullable(outcome);
    }

    /// The answer.
    ///
    /// @throws IllegalStateException when there is none
    public R answer() {
        if (outcome instanceof Outcome.Answered<R>(R answer)) {
            return answer;
        }
        throw new IllegalStateException("no answer, the outcome is " + outcome);
    }

    private Verdict on(Sequencer<?, Outcome<R>> seq, Signal<Outcome<R>> signal) {
        return switch (signal) {
            case Signal.Created<Outcome<R>> _ -> send(seq);
            case Signal.Message<Outcome<R>>(Outcome<R> result) -> ended(seq, result);
            case Signal.TimedOut<Outcome<R>> timedOut -> timedOut(seq, timedOut.tag());
            case Signal.Destroyed<Outcome<R>> _ -> giveUpTry();
            case Signal.OfConnection<Outcome<R>> _, Signal.Heartbeat<Outcome<R>> _ -> Verdict.CONTINUE;
        };
    }

    private Verdict send(Sequencer<?, Outcome<R>> seq) {
        int attempt = seq.retry().failures() + 1;
        Exchange<R> now = new Exchange<>(seq.newStep("try " + attempt), seq.loop(), attempt);
        exchange = now;
        if (!limit.isZero()) {
            seq.timeout(limit, LIMIT);
        }
        try {
            request.send(now);
        } catch (Exception thrown) { // whatever the request throws is the result of the try
            now.fail(thrown);
        }
        return Verdict.CONTINUE;
    }

    private Verdict timedOut(Sequencer<?, Outcome<R>> seq, Object tag) {
        if (tag.equals(RETRY)) {
            return send(seq);
        }
        giveUpTry();
        return ended(seq, new Outcome.Failed<>(new TimeoutException("no answer within " + limit + " (" + seq + ")")));
    }

    private Verdict ended(Sequencer<?, Outcome<R>> seq, Outcome<R> result) {
        exchange = null;
        seq.cancelTimeout();
        return switch (result) {
            case Outcome.Answered<R> _ -> {
                outcome = result;
                yield Verdict.DONE;
            }
            case Outcome.Failed<R>(Throwable cause) -> {
                seq.newStep("waiting"); // shuts the port of the try
                if (!seq.retryAfter(seq.retry().next(cause), RETRY)) {
                    outcome = result;
                    seq.fail(cause);
                }
                yield Verdict.CONTINUE;
            }
        };
    }

    private Verdict giveUpTry() {
        if (exchange != null) {
            exchange.abandon();
            exchange = null;
        }
        return Verdict.CONTINUE;
    }
}
