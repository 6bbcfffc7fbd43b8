package afb4j.sequencer;

import afb4j.sequencer.retry.RetryDecision;
import afb4j.sequencer.retry.RetrySession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The waits of a script: each takes signals until it has what it waits for.
///
/// Limits are timers of the sequencer, so they come in order with everything else, and in virtual time in tests.
///
/// Confined to the script's thread.
@ConfinedTo("thread of the script")
final class ScriptScope<E> implements Scope<E> {

    /// The tag of the limit of one wait; each wait has its own.
    private static final class Limit {
        @Override
        public String toString() {
            return "limit";
        }
    }

    private static final String LIMIT_TIMER = "limit of the script's wait";

    private final ScriptRun<E, ?> run;
    private final Actor<?, E> actor;
    private final Timer limitTimer;
    private final ArrayDeque<Signal<E>> passedOver = new ArrayDeque<>();
    private @Nullable Consumer<Signal<E>> otherwise;

    /// The earliest limit of the parts under way, on the loop's clock.
    private @Nullable Long deadlineNanos;

    ScriptScope(ScriptRun<E, ?> run) {
        this.run = run;
        this.actor = run.actor();
        this.limitTimer = actor.timerAcrossSteps(LIMIT_TIMER);
    }

    @Override
    public Sequencer<?, E> sequencer() {
        return actor;
    }

    @Override
    public Signal<E> next() throws TimeoutException {
        return await(null, Optional::of);
    }

    @Override
    public Signal<E> next(Duration limit) throws TimeoutException {
        return await(limit, Optional::of);
    }

    @Override
    public <M extends E> M await(Class<M> type, Duration limit) throws TimeoutException {
        return await(
                limit,
                signal -> signal instanceof Signal.Message<E>(E body) && type.isInstance(body)
                        ? Optional.of(type.cast(body))
                        : Optional.empty());
    }

    @Override
    public void otherwise(Consumer<Signal<E>> taker) {
        otherwise = taker;
        while (!passedOver.isEmpty()) {
            taker.accept(passedOver.remove());
        }
    }

    @Override
    public void sleep(Duration time) throws TimeoutException {
        long wakeNanos = actor.loop().nanoTime() + time.toNanos();
        try {
            await(time, _ -> Optional.empty());
        } catch (TimeoutException limit) {
            if (wakeNanos - actor.loop().nanoTime() > 0) {
                throw limit;
            }
        }
    }

    @Override
    public <R> R within(Duration limit, Callable<R> part) throws Exception {
        Long outer = deadlineNanos;
        long own = actor.loop().nanoTime() + limit.toNanos();
        deadlineNanos = outer == null || own - outer < 0 ? (Long) own : outer;
        try {
            return part.call();
        } finally {
            deadlineNanos = outer;
        }
    }

    @Override
    public <R> R onLoop(Callable<R> task) throws Exception {
        return run.onLoop(task);
    }

    @Override
    public <C> ScriptConnection<C> connect(Connector<C> connector, Duration limit) throws Exception {
        Line<E, C> line = actor.connectLine(connector, ConnectOptions.DEFAULT.withTimeout(limit));
        Signal<E> outcome;
        try {
            outcome = await(null, signal -> isOutcomeOf(line, signal) ? Optional.of(signal) : Optional.empty());
        } catch (TimeoutException | CancellationException givenUp) {
            run.leave(line);
            throw givenUp;
        }
        if (outcome instanceof Signal.ConnectFailed<E> failed) {
            throw failed.cause() instanceof Exception cause ? cause : new IllegalStateException(failed.cause());
        }
        return new ScriptConnection<>(run, line);
    }

    @Override
    public <C> ScriptConnection<C> connectRetrying(Connector<C> connector, Duration limit) throws Exception {
        RetrySession retry = actor.newRetrySession();
        while (true) {
            try {
                return connect(connector, limit);
            } catch (CancellationException closed) {
                throw closed;
            } catch (Exception failure) {
                if (isPastDeadline()) {
                    throw failure;
                }
                switch (retry.next(failure)) {
                    case RetryDecision.Again again -> {
                        actor.tell(observer -> observer.retryScheduled(actor, again));
                        sleep(again.delay());
                    }
                    case RetryDecision.Exhausted exhausted -> {
                        actor.tell(observer -> observer.retryExhausted(actor, exhausted));
                        throw failure;
                    }
                }
            }
        }
    }

    /// Takes signals until `wanted` makes something of one.
    private <R> R await(@Nullable Duration limit, Function<Signal<E>, Optional<R>> wanted) throws TimeoutException {
        Optional<R> kept = fromPassedOver(wanted);
        if (kept.isPresent()) {
            return kept.get();
        }
        Limit tag = new Limit();
        Duration left = effective(limit);
        if (left != null) {
            limitTimer.arm(left, tag);
        }
        try {
            while (true) {
                Signal<E> signal = run.receive();
                if (isLimit(signal, tag)) {
                    throw new TimeoutException("waited " + left + " in the script of " + actor);
                }
                Optional<R> got = wanted.apply(signal);
                if (got.isPresent()) {
                    return got.get();
                }
                passOver(signal);
            }
        } finally {
            limitTimer.cancel();
        }
    }

    private <R> Optional<R> fromPassedOver(Function<Signal<E>, Optional<R>> wanted) {
        for (Iterator<Signal<E>> each = passedOver.iterator(); each.hasNext(); ) {
            Optional<R> got = wanted.apply(each.next());
            if (got.isPresent()) {
                each.remove();
                return got;
            }
        }
        return Optional.empty();
    }

    private void passOver(Signal<E> signal) {
        if (otherwise != null) {
            otherwise.accept(signal);
            return;
        }
        if (passedOver.size() >= actor.spec().capacity) {
            throw new IllegalStateException("the script of " + actor + " passed over more than " + passedOver.size()
                    + " signals; take them with next, await or otherwise");
        }
        passedOver.add(signal);
    }

    private @Nullable Duration effective(@Nullable Duration limit) {
        if (deadlineNanos == null) {
            return limit;
        }
        Duration left =
                Duration.ofNanos(Math.max(0, deadlineNanos - actor.loop().nanoTime()));
        return limit == null || left.compareTo(limit) < 0 ? left : limit;
    }

    private boolean isPastDeadline() {
        return deadlineNanos != null && deadlineNanos - actor.loop().nanoTime() <= 0;
    }

    private boolean isLimit(Signal<E> signal, Limit tag) {
        return signal instanceof Signal.TimedOut<E> timedOut && timedOut.tag().equals(tag);
    }

    private static boolean isOutcomeOf(Line<?, ?> line, Signal<?> signal) {
        return (signal instanceof Signal.Connected<?> || signal instanceof Signal.ConnectFailed<?>)
                && ((Signal.OfConnection<?>) signal).connection().equals(line);
    }
}
