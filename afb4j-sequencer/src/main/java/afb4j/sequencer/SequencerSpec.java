package afb4j.sequencer;

import afb4j.sequencer.retry.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a sequencer is made of. A value that can start any number of sequencers.
///
/// @param <S> the type of the state
/// @param <E> the type of the messages
public final class SequencerSpec<S, E> {

    /// How many messages a mailbox holds unless the spec says otherwise.
    public static final int DEFAULT_CAPACITY = 1024;

    /// A handler that takes longer is warned about unless the spec says otherwise.
    public static final Duration DEFAULT_SLOW_HANDLER = Duration.ofMillis(100);

    final String name;
    final Supplier<? extends S> state;
    final SequencerHandler<S, E> handler;
    final @Nullable Loop loop;
    final RetryPolicy retryPolicy;
    final int capacity;
    final Overflow overflow;
    final int highMark;
    final int lowMark;
    final PressureListener pressureListener;
    final int messagesPerTurn;
    final long turnBudgetNanos;
    final Duration heartbeat;
    final Duration deadline;
    final Leaving leaving;
    final Consumer<? super E> discardHook;
    final Predicate<? super Exception> tolerated;
    final @Nullable SequencerObserver observer;
    final ContextCarrier contextCarrier;
    final long slowHandlerNanos;

    private SequencerSpec(Builder<S, E> builder) {
        name = builder.name;
        state = builder.state;
        handler = builder.handler;
        loop = builder.loop;
        retryPolicy = builder.retryPolicy;
        capacity = builder.capacity;
        overflow = builder.overflow;
        highMark = builder.highMark;
        lowMark = builder.lowMark;
        pressureListener = builder.pressureListener;
        messagesPerTurn = builder.messagesPerTurn;
        turnBudgetNanos = builder.turnBudget.toNanos();
        heartbeat = builder.heartbeat;
        deadline = builder.deadline;
        leaving = builder.leaving;
        discardHook = builder.discardHook;
        tolerated = builder.tolerated;
        observer = builder.observer;
        contextCarrier = builder.contextCarrier;
        slowHandlerNanos = builder.slowHandler.toNanos();
    }

    /// The name, for logs.
    public String name() {
        return name;
    }

    /// The loop asked for; empty for the current one, or else the runtime's next.
    public Optional<Loop> loop() {
        return Optional.ofNullable(loop);
    }

    /// A spec of a sequencer with a state, such as `SequencerSpec.<Sync, Evt>builder("sync", Sync::new, Sync::on)`.
    ///
    /// @param name for logs
    /// @param state makes the state of each sequencer, in the thread that starts it, before its first signal
    /// @param handler the behaviour
    public static <S, E> Builder<S, E> builder(
            String name, Supplier<? extends S> state, SequencerHandler<S, E> handler) {
        return new Builder<>(name, state, handler);
    }

    /// A spec of a sequencer that runs a script. Its state tells the script's result.
    ///
    /// @param name for logs, and of the script's thread
    /// @param script the behaviour
    public static <E, T> Builder<ScriptRun<E, T>, E> script(String name, Script<E, T> script) {
        return new Builder<>(name, () -> new ScriptRun<>(script), ScriptRun::on);
    }

    /// Collects the parts of a [SequencerSpec]. Each method says the default.
    public static final class Builder<S, E> {
        private final String name;
        private final Supplier<? extends S> state;
        private SequencerHandler<S, E> handler;
        private @Nullable Loop loop;
        private RetryPolicy retryPolicy = RetryPolicy.lws();
        private int capacity = DEFAULT_CAPACITY;
        private Overflow overflow = Overflow.REJECT;
        private int highMark = Integer.MAX_VALUE;
        private int lowMark;
        private PressureListener pressureListener = _ -> {};
        private int messagesPerTurn = 1;
        private Duration turnBudget = Duration.ZERO;
        private Duration heartbeat = Duration.ZERO;
        private Duration deadline = Duration.ZERO;
        private Leaving leaving = Leaving.DETACH;
        private Consumer<? super E> discardHook = _ -> {};
        private Predicate<? super Exception> tolerated = _ -> false;
        private @Nullable SequencerObserver observer;
        private ContextCarrier contextCarrier = ContextCarrier.NONE;
        private Duration slowHandler = DEFAULT_SLOW_HANDLER;

        private Builder(String name, Supplier<? extends S> state, SequencerHandler<S, E> handler) {
            this.name = name;
            this.state = state;
            this.handler = handler;
        }

        /// Puts something around the handler, such as a recorder of the test kit.
        public Builder<S, E> around(UnaryOperator<SequencerHandler<S, E>> wrapping) {
            this.handler = wrapping.apply(handler);
            return this;
        }

        /// The loop to live on; default: the runtime's loop of the calling thread, or else its next.
        public Builder<S, E> loop(Loop loop) {
            this.loop = loop;
            return this;
        }

        /// What [Sequencer#retry()] counts over; default [RetryPolicy#lws()].
        public Builder<S, E> retryPolicy(RetryPolicy retryPolicy) {
            this.retryPolicy = retryPolicy;
            return this;
        }

        /// How many messages the mailbox holds, 1 or more; default [#DEFAULT_CAPACITY].
        public Builder<S, E> capacity(int capacity) {
            this.capacity = capacity;
            return this;
        }

        /// What happens to a message too many; default [Overflow#REJECT].
        public Builder<S, E> overflow(Overflow overflow) {
            this.overflow = overflow;
            return this;
        }

        /// Whom to tell when `high` messages are queued and when only `low` are left; default nobody. `high` is at
        /// most the capacity, `low` is less than `high`.
        public Builder<S, E> pressure(int high, int low, PressureListener listener) {
            this.highMark = high;
            this.lowMark = low;
            this.pressureListener = listener;
            return this;
        }

        /// How many signals may be handled in one turn, as long as `budget` is not used up; default one (J-03).
        public Builder<S, E> messagesPerTurn(int messages, Duration budget) {
            this.messagesPerTurn = messages;
            this.turnBudget = budget;
            return this;
        }

        /// The interval of [Signal.Heartbeat]; default zero, which means none.
        public Builder<S, E> heartbeat(Duration interval) {
            this.heartbeat = interval;
            return this;
        }

        /// The sequencer fails when it lives longer; default zero, which means no limit.
        public Builder<S, E> deadline(Duration deadline) {
            this.deadline = deadline;
            return this;
        }

        /// What happens to live connections at the end of their step or of the sequencer; default [Leaving#DETACH].
        public Builder<S, E> leaving(Leaving leaving) {
            this.leaving = leaving;
            return this;
        }

        /// Releases accepted messages that will not be delivered, each once; default nothing. Runs on the
        /// loop, or
        /// with [Overflow#DROP_OLDEST_MESSAGE] in the thread that offers.
        public Builder<S, E> discardHook(Consumer<? super E> discardHook) {
            this.discardHook = discardHook;
            return this;
        }

        /// Which exceptions of the handler do not end the sequencer; default none. They go to the observer.
        public Builder<S, E> tolerating(Predicate<? super Exception> tolerated) {
            this.tolerated = tolerated;
            return this;
        }

        /// Who watches this sequencer; default the runtime's observer.
        public Builder<S, E> observer(SequencerObserver observer) {
            this.observer = observer;
            return this;
        }

        /// What is carried from the offering thread to the handler; default nothing.
        public Builder<S, E> contextCarrier(ContextCarrier contextCarrier) {
            this.contextCarrier = contextCarrier;
            return this;
        }

        /// From how long on a handler's run is warned about; default [#DEFAULT_SLOW_HANDLER].
        public Builder<S, E> slowHandler(Duration slowHandler) {
            this.slowHandler = slowHandler;
            return this;
        }

        /// The spec.
        ///
        /// @throws IllegalArgumentException naming the value that is out of range
        public SequencerSpec<S, E> build() {
            require(capacity >= 1, "capacity", capacity, "1 or more");
            require(messagesPerTurn >= 1, "messagesPerTurn", messagesPerTurn, "1 or more");
            boolean marked = highMark != Integer.MAX_VALUE;
            require(!marked || (highMark >= 1 && highMark <= capacity), "high mark", highMark, "1 to the capacity");
            require(lowMark >= 0 && lowMark < highMark, "low mark", lowMark, "0 to less than the high mark");
            requireTime("heartbeat", heartbeat);
            requireTime("deadline", deadline);
            requireTime("turn budget", turnBudget);
            requireTime("slowHandler", slowHandler);
            return new SequencerSpec<>(this);
        }

        private void requireTime(String property, Duration value) {
            require(!value.isNegative(), property, value, "0 or more");
        }

        private void require(boolean holds, String property, Object value, String expected) {
            if (!holds) {
                throw new IllegalArgumentException(
                        property + " is " + value + ", expected " + expected + " (sequencer '" + name + "')");
            }
        }
    }
}
