package afb4j.sequencer;

import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The bond of a child with its parent: how its end becomes a message.
///
/// @param <S> the type of the child's state
/// @param <P> the type of the parent's messages
final class Child<S, P> {

    private final Actor<?, P> parent;
    private final BiFunction<? super S, ? super Ending, ? extends P> onEnd;

    /// The parent's step the child belongs to; null when it outlives steps.
    private final @Nullable Step<P> step;

    private @Nullable Actor<S, ?> actor;

    Child(Actor<?, P> parent, BiFunction<? super S, ? super Ending, ? extends P> onEnd, @Nullable Step<P> step) {
        this.parent = parent;
        this.onEnd = onEnd;
        this.step = step;
    }

    boolean isAcrossSteps() {
        return step == null;
    }

    void bind(Actor<S, ?> child) {
        actor = child;
    }

    Life<S, ?> life() {
        return actor().life();
    }

    private Actor<S, ?> actor() {
        return Objects.requireNonNull(actor, "a child is bound before it is known to anyone");
    }

    /// The child has ended: tells the parent. On the child's loop, after its last signal.
    void ended(Ending ending) {
        try {
            parent.offerOwn(onEnd.apply(actor().state(), ending), step);
        } catch (RuntimeException thrown) { // the user's function: its failure is the parent's
            parent.fail(thrown);
        }
        parent.assets().remove(this);
        parent.life().reconsider();
    }
}
