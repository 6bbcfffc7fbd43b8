package afb4j.sequencer;

import afb4j.sequencer.retry.RetryPolicy;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The place sequencers live in: it knows the loops, starts sequencers on them, and closes all that are left, in
/// the order they were made.
///
/// Thread-safe. The loops are the caller's: close the runtime, wait for [#completion()], then stop the loops.
public final class SequencerRuntime implements AutoCloseable {

    private final List<Turns> turns;
    private final SequencerObserver observer;
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicLong nextLoop = new AtomicLong();
    private final CompletableFuture<Void> completion = new CompletableFuture<>();

    @GuardedBy("this")
    private final Set<Actor<?, ?>> alive = new LinkedHashSet<>();

    @GuardedBy("this")
    private final SplittableRandom random;

    @GuardedBy("this")
    private boolean closed;

    /// A runtime on these loops, one or more.
    public SequencerRuntime(Collection<? extends Loop> loops) {
        this(loops, SequencerObserver.NONE, new SplittableRandom());
    }

    /// As [#SequencerRuntime(Collection)].
    ///
    /// @param observer watches every sequencer whose spec has no observer of its own
    /// @param random where the retry sessions' random numbers come from; not for the caller any more
    public SequencerRuntime(Collection<? extends Loop> loops, SequencerObserver observer, SplittableRandom random) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("loops is empty, expected one or more");
        }
        List<Turns> made = new ArrayList<>();
        loops.forEach(loop -> made.add(new Turns(loop)));
        this.turns = List.copyOf(made);
        this.observer = observer;
        this.random = random;
    }

    /// A runtime on one loop.
    public static SequencerRuntime on(Loop loop) {
        return new SequencerRuntime(List.of(loop));
    }

    /// Starts a sequencer and returns at once: its state is complete, its first signal comes on a later turn
    ///
    ///
    /// @throws IllegalArgumentException when the spec names a loop that is not of this runtime
    /// @throws IllegalStateException when the runtime is closed
    public <S, E> Sequencer<S, E> start(SequencerSpec<S, E> spec) {
        Actor<S, E> actor = make(spec, spec.loop().orElseGet(this::currentOrNextLoop), null);
        begin(actor);
        return actor;
    }

    /// Starts a sequencer that runs a script, with the retry policy given and otherwise as
    /// [SequencerSpec#script(String, Script)] has it.
    public <E, T> Sequencer<ScriptRun<E, T>, E> script(String name, RetryPolicy retryPolicy, Script<E, T> script) {
        return start(SequencerSpec.script(name, script).retryPolicy(retryPolicy).build());
    }

    /// The sequencers that have not ended, oldest first.
    public List<Sequencer<?, ?>> sequencers() {
        synchronized (this) {
            return List.copyOf(alive);
        }
    }

    /// The loops, as given.
    public List<Loop> loops() {
        return turns.stream().map(Turns::loop).toList();
    }

    /// Starts no more, refuses all messages, and ends the sequencers that are left with [Ending.Shutdown], one
    /// after the other in the order they were made, children before their parents. Idempotent, any thread,
    /// does not wait.
    @Override
    public void close() {
        ArrayDeque<Actor<?, ?>> left = new ArrayDeque<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            left.addAll(alive);
        }
        left.forEach(actor -> actor.life().mailbox().end(new Ending.Shutdown()));
        endNext(left);
    }

    /// Completed when the runtime was closed and the last sequencer has seen its last signal.
    public CompletionStage<Void> completion() {
        return completion;
    }

    @Nullable
    Turns turnsOf(Loop loop) {
        for (Turns each : turns) {
            if (each.loop().equals(loop)) {
                return each;
            }
        }
        return null;
    }

    boolean inAnyLoop() {
        return turns.stream().anyMatch(each -> each.loop().inLoop());
    }

    SequencerObserver observer() {
        return observer;
    }

    synchronized RandomGenerator random() {
        return random.split();
    }

    long nextId() {
        return lastId.incrementAndGet();
    }

    /// Makes a sequencer that nobody knows yet.
    <S, E> Actor<S, E> make(SequencerSpec<S, E> spec, Loop loop, @Nullable Child<S, ?> child) {
        Turns its = turnsOf(loop);
        if (its == null) {
            throw new IllegalArgumentException(
                    "the loop of sequencer '" + spec.name() + "' is none of the runtime's " + turns.size());
        }
        return new Actor<>(this, spec, its, child, nextId());
    }

    void begin(Actor<?, ?> actor) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the runtime is closed, it cannot start " + actor);
            }
            alive.add(actor);
        }
        try {
            actor.life().begin();
        } catch (RuntimeException refused) { // the loop takes no tasks any more
            forget(actor);
            throw refused;
        }
    }

    synchronized void forget(Actor<?, ?> actor) {
        alive.remove(actor);
    }

    private Loop currentOrNextLoop() {
        for (Turns each : turns) {
            if (each.loop().inLoop()) {
                return each.loop();
            }
        }
        return turns.get((int) (nextLoop.getAndIncrement() % turns.size())).loop();
    }

    private void endNext(ArrayDeque<Actor<?, ?>> left) {
        Actor<?, ?> next = left.poll();
        if (next == null) {
            completion.complete(null);
        } else {
            next.life().endThen(() -> endNext(left));
        }
    }
}
