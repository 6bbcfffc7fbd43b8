package afb4j.core;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Execution;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.core.metrics.CallMeter;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;

/// The handler's turn: runs verbs where they want to run, within the limits of the binder, and sees to it
/// that each call gets its answer.
@ThreadSafe
public final class VerbRunner {

    private static final System.Logger LOGGER = System.getLogger(VerbRunner.class.getName());
    private static final Reply OVERLOADED = Reply.of(Status.INTERNAL_ERROR.withInfo("too many calls are waiting"));

    private final CoreConfig config;
    private final ConcurrencyLimit ofBinder;
    private final long slowNanos;

    /// A runner with the limits of `config`.
    public VerbRunner(CoreConfig config) {
        this.config = config;
        ofBinder = new ConcurrencyLimit(config.maxRunning(), config.maxWaiting());
        slowNanos = config.slowVerb().toNanos();
    }

    /// A limit of its own for an API that allows `concurrency` calls at the same time.
    ConcurrencyLimit limitFor(int concurrency) {
        return new ConcurrencyLimit(Math.min(concurrency, config.maxRunning()), config.maxWaiting());
    }

    /// Runs a call of a verb: now, on this thread, if the verb is non-blocking, else on a virtual thread.
    /// `meter` is told of it.
    void run(Call call, Verb verb, CallMeter meter) {
        if (verb.execution() == Execution.NON_BLOCKING) {
            runHere(call, verb, meter);
        } else {
            call.measuredBy(meter);
            start(ofBinder, call, verb);
        }
    }

    /// How many calls of the binder wait for one of its places.
    int waiting() {
        return ofBinder.waiting();
    }

    /// As [#run(Call, Verb, CallMeter)], for an API with a limit of its own: on a virtual thread, non-blocking or not,
    /// because a loop does not wait for its turn.
    void run(ConcurrencyLimit ofApi, Call call, Verb verb, CallMeter meter) {
        call.measuredBy(meter);
        start(ofApi, call, verb);
    }

    private void start(ConcurrencyLimit limit, Call call, Verb verb) {
        if (!limit.start(() -> runThenLeave(limit, call, verb))) {
            call.reply(OVERLOADED);
        }
    }

    private static void runThenLeave(ConcurrencyLimit limit, Call call, Verb verb) {
        try {
            call.runBy(Thread.currentThread());
            if (!call.isAnswered()) { // it may have expired while it waited
                handle(call, verb);
            }
        } finally {
            call.runBy(null);
            limit.leave();
        }
    }

    private void runHere(Call call, Verb verb, CallMeter meter) {
        call.runsHere(meter);
        handle(call, verb);
        long took = call.hasRunHere(call.verb(), meter);
        if (took > slowNanos) {
            LOGGER.log(
                    WARNING,
                    "{0}: the non-blocking verb held its loop for {1} ms: let it return sooner, or do not declare it"
                            + " so",
                    call,
                    Duration.ofNanos(took).toMillis());
        }
    }

    private static void handle(Call call, Verb verb) {
        try {
            verb.handler().handle(call);
            call.handlerReturned();
        } catch (Throwable thrown) { // the outermost place: whatever a handler throws ends its call only
            call.fail(thrown);
        }
    }
}
