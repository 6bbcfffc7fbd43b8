package afb4j.sequencer;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A sequencer as its loop sees it: signals delivered one by one, then the end.
///
/// Promises: signals in order of arrival, at most the spec's number per turn (one unless it says otherwise), never
/// re-entered; [Signal.Created] first and [Signal.Destroyed] last, each at most once. Does not promise an order
/// between sequencers, or a time.
///
/// [Turns] calls [#visit()] and [#settle()], never one inside the other. Whoever decides that the sequencer ends
/// only lists it for `settle`; before its own last signal it waits for its children and for its resident, the
/// thread of a script.
///
/// Confined to the loop, except where a method says otherwise.
@ConfinedTo("event loop of the sequencer")
final class Life<S, E> implements Mailbox.Owner<E> {

    /// The life of a sequencer (J-02).
    private enum Phase {
        /// Waits for a signal.
        READY,
        /// Its handler runs.
        RUNNING,
        /// It is decided to end and waits for its children and its resident.
        CLOSING,
        /// Its last signal was delivered.
        DESTROYED
    }

    private static final System.Logger LOGGER = System.getLogger(Sequencer.class.getName());

    private final Actor<S, E> actor;
    private final SequencerSpec<S, E> spec;
    private final Turns turns;
    private final @Nullable Child<S, ?> child;
    private final Mailbox<E> mailbox;
    private final CompletableFuture<Ending> completion = new CompletableFuture<>();

    /// Written on the loop only.
    private volatile Phase phase = Phase.READY;

    private @Nullable Heart<E> heart;
    private Loop.@Nullable Alarm deadline;
    private @Nullable Runnable afterwards;
    private boolean toldPressure;

    Life(Actor<S, E> actor, Turns turns, @Nullable Child<S, ?> child) {
        this.actor = actor;
        this.spec = actor.spec();
        this.turns = turns;
        this.child = child;
        this.mailbox = new Mailbox<>(spec, this);
    }

    Mailbox<E> mailbox() {
        return mailbox;
    }

    Loop loop() {
        return turns.loop();
    }

    CompletionStage<Ending> completion() {
        return completion;
    }

    /// Queues the first signal. By the thread that starts the sequencer, once the runtime knows it.
    void begin() {
        if (!spec.deadline.isZero()) {
            deadline = loop().at(loop().nanoTime() + spec.deadline.toNanos(), this::deadlinePassed);
        }
        if (!spec.heartbeat.isZero()) {
            heart = new Heart<>(actor, spec.heartbeat);
        }
        actor.tell(observer -> observer.created(actor));
        actor.post(new First());
        actor.wake();
    }

    /// Ends the sequencer with `why`, unless its end is decided already. Any thread.
    void end(Ending why) {
        if (mailbox.end(why)) {
            turns.ending(this);
        }
    }

    /// Ends the sequencer even if its end was decided but put off. Any thread.
    void endByParent() {
        mailbox.end(new Ending.Closed());
        turns.ending(this);
    }

    /// Carries out an end decided earlier, then runs `next`.
    void endThen(Runnable next) {
        loop().execute(() -> {
            afterwards = next;
            if (phase == Phase.DESTROYED) {
                next.run();
            } else {
                turns.ending(this);
            }
        });
    }

    /// Something that delayed the end may be gone. Any thread.
    void reconsider() {
        if (mailbox.ending() != null) {
            turns.ending(this);
        }
    }

    /// A connection to be closed is closed. Any thread.
    void lineIsOver() {
        if (phase == Phase.DESTROYED) {
            actor.runOnLoop(this::complete);
        }
    }

    @Override
    public void ready() {
        turns.ready(this);
    }

    @Override
    public void discarded(E body) {
        actor.guarded(() -> spec.discardHook.accept(body));
        actor.tell(observer -> observer.discarded(actor, body));
    }

    @Override
    public void overflowed() {
        end(new Ending.Failed(new IllegalStateException(
                "the mailbox of " + actor + " overflowed its " + spec.capacity + " messages")));
    }

    @Override
    public void pressureChanged() {
        actor.runOnLoop(() -> {
            boolean pressed = mailbox.isPressed();
            if (pressed != toldPressure) {
                toldPressure = pressed;
                spec.pressureListener.onPressure(pressed);
            }
        });
    }

    /// Delivers what may be delivered in one turn.
    ///
    /// @return whether there is more for the next turn
    boolean visit() {
        long startNanos = loop().nanoTime();
        int delivered = 0;
        while (delivered == 0
                || (delivered < spec.messagesPerTurn && loop().nanoTime() - startNanos < spec.turnBudgetNanos)) {
            Letter<E> letter = mailbox.take();
            if (letter == null) {
                break;
            }
            if (letter.live) {
                deliver(letter);
                delivered++;
            } else {
                drop(letter);
            }
        }
        return mailbox.rest();
    }

    /// Does what the decision to end asks for, as far as possible now; to be called again until it is done.
    void settle() {
        if (phase == Phase.READY) {
            phase = Phase.CLOSING;
            if (actor.state() instanceof Resident resident) {
                resident.closing();
            }
            actor.assets().children(true).forEach(left -> left.life().endByParent());
        }
        boolean waits = !actor.assets().children(true).isEmpty()
                || (actor.state() instanceof Resident guest && !guest.isGone());
        if (phase == Phase.CLOSING && !waits) {
            destroy();
        }
    }

    private void deliver(Letter<E> letter) {
        phase = Phase.RUNNING;
        Signal<E> signal = letter.signal();
        long startNanos = loop().nanoTime();
        if (letter instanceof Letter.Mail<E> mail && !spec.contextCarrier.equals(ContextCarrier.NONE)) {
            spec.contextCarrier.run(mail.context, () -> handle(signal));
        } else {
            handle(signal);
        }
        long tookNanos = loop().nanoTime() - startNanos;
        letter.handled();
        phase = Phase.READY;
        if (tookNanos > spec.slowHandlerNanos) {
            LOGGER.log(
                    Level.WARNING,
                    () -> actor + ": handling " + kindOf(signal) + " took " + Duration.ofNanos(tookNanos)
                            + ", more than " + Duration.ofNanos(spec.slowHandlerNanos));
        }
        observeDelivery(signal, startNanos - letter.postedNanos, tookNanos);
    }

    private void handle(Signal<E> signal) {
        try {
            if (spec.handler.on(actor, actor.state(), signal) == Verdict.DONE) {
                end(new Ending.Done());
            }
        } catch (Throwable thrown) { // the outermost loop: whatever a handler throws ends its sequencer only
            actor.tell(observer -> observer.failed(actor, thrown));
            if (!(thrown instanceof Exception exception && spec.tolerated.test(exception))) {
                endFailed(thrown);
            }
        }
    }

    private void endFailed(Throwable thrown) {
        Ending failed = new Ending.Failed(thrown);
        if (mailbox.end(failed)) {
            turns.ending(this);
        } else {
            mailbox.overrideEnding(failed); // a failure counts more than the end that was asked for meanwhile
        }
    }

    private void observeDelivery(Signal<E> signal, long waitedNanos, long tookNanos) {
        actor.tell(observer -> observer.delivered(actor, signal, waitedNanos, tookNanos));
    }

    private void drop(Letter<E> letter) {
        Object what = letter instanceof Letter.Mail<E> mail ? mail.body : letter.signal();
        actor.tell(observer -> observer.stale(actor, what));
        if (letter instanceof Letter.Mail<E> mail) {
            discarded(mail.body);
        }
    }

    private void destroy() {
        phase = Phase.DESTROYED;
        Ending ending = ending();
        int count = mailbox.discardedInAll();
        deliverLast(new Signal.Destroyed<>(ending, count));
        stopClocks();
        List<E> undelivered = mailbox.clear();
        actor.assets().leave(true);
        undelivered.forEach(this::discarded);
        actor.tell(observer -> observer.destroyed(actor, ending, count));
        actor.forgotten();
        if (child != null) {
            child.ended(ending);
        }
        complete();
        if (afterwards != null) {
            afterwards.run();
        }
    }

    private void deliverLast(Signal<E> destroyed) {
        long startNanos = loop().nanoTime();
        try {
            spec.handler.on(actor, actor.state(), destroyed);
        } catch (Throwable thrown) { // the outermost loop; the end is decided, the verdict no longer counts
            LOGGER.log(Level.WARNING, () -> actor + ": its handler threw at its last signal", thrown);
            actor.tell(observer -> observer.failed(actor, thrown));
        }
        observeDelivery(destroyed, 0, loop().nanoTime() - startNanos);
    }

    private void stopClocks() {
        if (heart != null) {
            heart.stop();
        }
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private void complete() {
        if (actor.assets().isClosingLines()) {
            return;
        }
        if (ending() instanceof Ending.Failed(Throwable cause)) {
            completion.completeExceptionally(cause);
        } else {
            completion.complete(ending());
        }
    }

    private Ending ending() {
        return Objects.requireNonNull(mailbox.ending(), "the end is decided");
    }

    private void deadlinePassed() {
        end(new Ending.Failed(new TimeoutException(actor + " lived longer than its deadline of " + spec.deadline)));
    }

    private static String kindOf(Signal<?> signal) {
        return signal instanceof Signal.Message<?>(Object body)
                ? "a message " + body.getClass().getSimpleName()
                : signal.getClass().getSimpleName();
    }

    /// The letter of [Signal.Created].
    private final class First extends Letter<E> {
        @Override
        boolean claim() {
            return true;
        }

        @Override
        Signal<E> signal() {
            if (heart != null) {
                heart.start();
            }
            return new Signal.Created<>();
        }
    }
}
