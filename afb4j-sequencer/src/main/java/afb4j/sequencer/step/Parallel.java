package afb4j.sequencer.step;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Ending;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Runs several sequencers at once and waits until enough of them are done. Those that are left are then closed,
/// before this one ends.
///
/// The state of a sequencer that ends with [Ending.Done] when enough branches ended with [Ending.Done], and with
/// [Ending.Failed] as soon as that can no longer be.
///
/// Confined to the sequencer's loop.
///
/// @param <S> the type of the branches' states
@ConfinedTo("event loop of the sequencer")
public final class Parallel<S> {

    /// How one branch ended.
    ///
    /// @param index its place in the list of branches
    /// @param state its state, with its result
    /// @param ending how it ended
    public record Branch<S>(int index, S state, Ending ending) {

        /// Whether it counts as a success.
        public boolean isDone() {
            return ending instanceof Ending.Done;
        }
    }

    private final List<? extends SequencerSpec<? extends S, ?>> branches;
    private final int needed;
    private final List<Branch<S>> ended = new ArrayList<>();

    private Parallel(List<? extends SequencerSpec<? extends S, ?>> branches, int needed) {
        this.branches = branches;
        this.needed = needed;
    }

    /// A spec of a sequencer that waits for all branches.
    public static <S> SequencerSpec.Builder<Parallel<S>, Branch<S>> all(
            String name, List<? extends SequencerSpec<? extends S, ?>> branches) {
        return quorum(name, branches.size(), branches);
    }

    /// A spec of a sequencer that waits for the first branch that is done.
    public static <S> SequencerSpec.Builder<Parallel<S>, Branch<S>> any(
            String name, List<? extends SequencerSpec<? extends S, ?>> branches) {
        return quorum(name, 1, branches);
    }

    /// A spec of a sequencer that waits for `needed` of the branches.
    ///
    /// @throws IllegalArgumentException when `needed` is not 1 to the number of branches
    public static <S> SequencerSpec.Builder<Parallel<S>, Branch<S>> quorum(
            String name, int needed, List<? extends SequencerSpec<? extends S, ?>> branches) {
        if (needed < 1 || needed > branches.size()) {
            throw new IllegalArgumentException(
                    "needed is " + needed + ", expected 1 to " + branches.size() + " (parallel '" + name + "')");
        }
        List<? extends SequencerSpec<? extends S, ?>> fixed = List.copyOf(branches);
        return SequencerSpec.builder(
                name, () -> new Parallel<S>(fixed, needed), (seq, parallel, signal) -> parallel.on(seq, signal));
    }

    /// The branches that have ended, in the order they did; at the end, the ones that counted and those that
    /// failed.
    public List<Branch<S>> ended() {
        return List.copyOf(ended);
    }

    private Verdict on(Sequencer<?, Branch<S>> seq, Signal<Branch<S>> signal) {
        switch (signal) {
            case Signal.Created<Branch<S>> _ -> {
                for (int i = 0; i < branches.size(); i++) {
                    start(seq, i, branches.get(i));
                }
            }
            case Signal.Message<Branch<S>>(Branch<S> branch) -> {
                ended.add(branch);
                return weigh(seq);
            }
            case Signal.OfConnection<Branch<S>> _,
                    Signal.TimedOut<Branch<S>> _,
                    Signal.Heartbeat<Branch<S>> _,
                    Signal.Destroyed<Branch<S>> _ -> {}
        }
        return Verdict.CONTINUE;
    }

    private <T extends S, F> void start(Sequencer<?, Branch<S>> seq, int index, SequencerSpec<T, F> branch) {
        seq.start(branch, (state, ending) -> new Branch<>(index, state, ending));
    }

    private Verdict weigh(Sequencer<?, Branch<S>> seq) {
        int done = (int) ended.stream().filter(Branch::isDone).count();
        int open = branches.size() - ended.size();
        if (done >= needed) {
            return Verdict.DONE;
        }
        if (done + open < needed) {
            seq.fail(failure(done));
        }
        return Verdict.CONTINUE;
    }

    private IllegalStateException failure(int done) {
        IllegalStateException failure = new IllegalStateException(
                "needed " + needed + " of " + branches.size() + " branches, " + (ended.size() - done) + " failed");
        for (Branch<S> branch : ended) {
            if (branch.ending() instanceof Ending.Failed(Throwable cause)) {
                failure.addSuppressed(cause);
            }
        }
        return failure;
    }
}
