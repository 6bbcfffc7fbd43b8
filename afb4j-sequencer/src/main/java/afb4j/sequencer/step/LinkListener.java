package afb4j.sequencer.step;

/// Told what a [ManagedConnection] is doing.
@FunctionalInterface
public interface LinkListener<C> {

    /// Called on the loop, in the turn of the signal behind it, in order; must not block. Throwing ends the link.
    void onState(LinkState<C> state);
}
