package afb4j.sequencer;

import org.jspecify.annotations.Nullable;

/// What a mailbox queues: a signal to be, linked to the next. One object per signal, and none while nothing is
/// queued.
abstract class Letter<E> {

    /// The letter behind this one; guarded by the mailbox.
    @Nullable
    Letter<E> next;

    /// When it was queued, on the loop's clock.
    long postedNanos;

    /// Whether it was still wanted when it was taken; written by [Mailbox#take()], read by the loop after it.
    boolean live;

    /// Whether it is still wanted. Called once, by the mailbox with its lock held, when it is taken.
    abstract boolean claim();

    /// The signal to deliver. Called once, on the loop.
    abstract Signal<E> signal();

    /// Called on the loop when the handler has returned.
    void handled() {}

    /// A message of the user's own, or one made by the runtime for the end of a child.
    static final class Mail<E> extends Letter<E> {
        final E body;
        final @Nullable Step<E> step;
        final Object context;

        /// Whether it takes room in the mailbox.
        final boolean counted;

        Mail(E body, @Nullable Step<E> step, Object context, boolean counted) {
            this.body = body;
            this.step = step;
            this.context = context;
            this.counted = counted;
        }

        boolean isOfEndedStep() {
            return step != null && !step.isCurrent();
        }

        @Override
        boolean claim() {
            return !isOfEndedStep();
        }

        @Override
        Signal<E> signal() {
            return new Signal.Message<>(body);
        }
    }
}
