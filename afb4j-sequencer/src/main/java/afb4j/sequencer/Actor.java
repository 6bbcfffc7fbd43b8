package afb4j.sequencer;

import afb4j.sequencer.retry.RetryDecision;
import afb4j.sequencer.retry.RetrySession;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running sequencer, as the threads that use it see it; what happens on its loop is in [Life].
///
/// Who knows what: the [Mailbox] holds the queue and the decision to end, and its lock guards the [Assets] (timers,
/// connections, children) and the current step. The decision to end can be taken on any thread and is taken once;
/// acting on it is always left to the loop, after the handler that may be running.
///
/// Attacks considered: offers racing with the end (one lock decides both), a timer cancelled while its expiry is
/// queued (the letter is refused when taken), an end asked for twice or from the own handler (only the first
/// decides), a connector that reports late, twice or after the end (see [Line]).
///
/// Thread-safe.
final class Actor<S, E> implements Sequencer<S, E> {

    private static final System.Logger LOGGER = System.getLogger(Sequencer.class.getName());

    private final SequencerRuntime runtime;
    private final SequencerSpec<S, E> spec;
    private final long id;
    private final long bornNanos;
    private final S state;
    private final Life<S, E> life;
    private final Mailbox<E> mailbox;

    private final Assets<E> assets;

    /// Confined to the loop.
    private @Nullable RetrySession retry;

    Actor(SequencerRuntime runtime, SequencerSpec<S, E> spec, Turns turns, @Nullable Child<S, ?> child, long id) {
        this.runtime = runtime;
        this.spec = spec;
        this.id = id;
        this.bornNanos = turns.loop().nanoTime();
        this.state = Objects.requireNonNull(spec.state.get(), "state of a sequencer");
        this.life = new Life<>(this, turns, child);
        this.mailbox = life.mailbox();
        this.assets = new Assets<>(this, mailbox);
    }

    // ---- what the user sees

    @Override
    public String name() {
        return spec.name;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public S state() {
        return state;
    }

    @Override
    public SequencerRuntime runtime() {
        return runtime;
    }

    @Override
    public Loop loop() {
        return life.loop();
    }

    @Override
    public Duration age() {
        return Duration.ofNanos(loop().nanoTime() - bornNanos);
    }

    @Override
    public Admission offer(E body) {
        return offer(body, null);
    }

    Admission offer(E body, @Nullable Step<E> ofStep) {
        return told(body, mailbox.offer(mail(body, ofStep, true)));
    }

    @Override
    public CompletionStage<Admission> offerLater(E body) {
        CompletableFuture<Admission> admission = mailbox.offerLater(mail(body, null, true), true);
        return admission.thenApply(result -> told(body, result));
    }

    @Override
    public Admission put(E body) throws InterruptedException {
        if (runtime.inAnyLoop()) {
            throw new IllegalStateException("put would block an event loop; offer to " + this + " instead");
        }
        Letter.Mail<E> letter = mail(body, null, true);
        CompletableFuture<Admission> admission = mailbox.offerLater(letter, false);
        try {
            return told(body, admission.get());
        } catch (InterruptedException interrupted) {
            if (mailbox.withdraw(letter)) {
                throw interrupted;
            }
            Thread.currentThread().interrupt(); // too late to take it back: the caller hears of both
            return told(body, admission.join());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("admission never fails", impossible);
        }
    }

    @Override
    public void timeout(Duration after, Object tag) {
        assets.timeout().arm(after, tag);
    }

    @Override
    public boolean cancelTimeout() {
        return assets.timeout().cancel();
    }

    @Override
    public Timer timer(String name) {
        return assets.timer(name, false);
    }

    @Override
    public Timer timerAcrossSteps(String name) {
        return assets.timer(name, true);
    }

    @Override
    public <C> ConnectionHandle<C> connect(Connector<C> connector, ConnectOptions options) {
        return connectLine(connector, options);
    }

    <C> Line<E, C> connectLine(Connector<C> connector, ConnectOptions options) {
        Line<E, C> line = new Line<>(this, mailbox, options, runtime.nextId());
        if (assets.add(line)) {
            runOnLoop(() -> line.start(connector));
        } else {
            line.detach();
        }
        return line;
    }

    @Override
    public ConnectionState check(ConnectionHandle<?> connection) {
        if (!(connection instanceof Line<?, ?> line) || !line.isOf(this)) {
            throw new IllegalArgumentException(connection + " is not of " + this);
        }
        return line.state();
    }

    @Override
    public StepPort<E> newStep(Object tag) {
        return assets.newStep(tag);
    }

    @Override
    public RetrySession retry() {
        checkInLoop("retry");
        if (retry == null) {
            retry = newRetrySession();
        }
        return retry;
    }

    RetrySession newRetrySession() {
        return spec.retryPolicy.session(runtime.random(), loop()::nanoTime);
    }

    @Override
    public boolean retryAfter(RetryDecision decision, Object tag) {
        checkInLoop("retryAfter");
        return switch (decision) {
            case RetryDecision.Again again -> {
                tell(observer -> observer.retryScheduled(this, again));
                timeout(again.delay(), tag);
                yield true;
            }
            case RetryDecision.Exhausted exhausted -> {
                tell(observer -> observer.retryExhausted(this, exhausted));
                yield false;
            }
        };
    }

    @Override
    public <T, F> Sequencer<T, F> start(
            SequencerSpec<T, F> spec, BiFunction<? super T, ? super Ending, ? extends E> onEnd) {
        return startChild(spec, new Child<>(this, onEnd, assets.step()));
    }

    @Override
    public <T, F> Sequencer<T, F> startAcrossSteps(
            SequencerSpec<T, F> spec, BiFunction<? super T, ? super Ending, ? extends E> onEnd) {
        return startChild(spec, new Child<>(this, onEnd, null));
    }

    @Override
    public void close() {
        life.end(new Ending.Closed());
    }

    @Override
    public void fail(Throwable cause) {
        life.end(new Ending.Failed(cause));
    }

    @Override
    public CompletionStage<Ending> completion() {
        return life.completion();
    }

    @Override
    public String toString() {
        return "sequencer " + id + " '" + spec.name + "'";
    }

    // ---- what its parts need

    SequencerSpec<S, E> spec() {
        return spec;
    }

    /// Tells the observer, if there is one.
    void tell(Consumer<SequencerObserver> event) {
        SequencerObserver observer = spec.observer == null ? runtime.observer() : spec.observer;
        if (!observer.equals(SequencerObserver.NONE)) {
            guarded(() -> event.accept(observer));
        }
    }

    Life<S, E> life() {
        return life;
    }

    Assets<E> assets() {
        return assets;
    }

    void checkInLoop(String what) {
        if (!loop().inLoop()) {
            throw new IllegalStateException(
                    what + " is for the loop of " + this + ", called in " + Thread.currentThread());
        }
    }

    /// Queues a signal of the runtime; nothing happens when it is ending. Perhaps with the mailbox's lock held: to
    /// be followed by [#wake()] without it.
    void post(Letter<E> letter) {
        letter.postedNanos = loop().nanoTime();
        mailbox.post(letter);
    }

    void wake() {
        mailbox.wake();
    }

    /// Queues a message the runtime makes: it needs no room.
    void offerOwn(E body, @Nullable Step<E> ofStep) {
        Letter.Mail<E> letter = mail(body, ofStep, false);
        Admission admission = mailbox.post(letter) ? Admission.ACCEPTED : Admission.CLOSED;
        wake();
        told(body, admission);
    }

    /// Runs what the user gave us, here if this is the loop.
    void runOnLoop(Runnable task) {
        if (loop().inLoop()) {
            guarded(task);
        } else {
            loop().execute(() -> guarded(task));
        }
    }

    /// Runs what the user gave us, letting no exception of it disturb us.
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException thrown) {
            LOGGER.log(Level.WARNING, () -> this + ": a hook, listener or observer threw", thrown);
        }
    }

    void forgotten() {
        runtime.forget(this);
    }

    private <T, F> Sequencer<T, F> startChild(SequencerSpec<T, F> childSpec, Child<T, E> bond) {
        Actor<T, F> started = runtime.make(childSpec, childSpec.loop().orElse(loop()), bond);
        bond.bind(started);
        if (!assets.add(bond)) {
            throw new IllegalStateException(this + " is ending, it cannot start '" + childSpec.name() + "'");
        }
        try {
            runtime.begin(started);
        } catch (RuntimeException refused) {
            assets.remove(bond);
            throw refused;
        }
        return started;
    }

    private Letter.Mail<E> mail(E body, @Nullable Step<E> ofStep, boolean counted) {
        Objects.requireNonNull(body, "body of a message");
        Letter.Mail<E> letter = new Letter.Mail<>(body, ofStep, spec.contextCarrier.capture(), counted);
        letter.postedNanos = loop().nanoTime();
        return letter;
    }

    private Admission told(E body, Admission admission) {
        tell(observer -> observer.offered(this, body, admission));
        return admission;
    }
}
