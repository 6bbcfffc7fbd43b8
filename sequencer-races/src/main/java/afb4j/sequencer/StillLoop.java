package afb4j.sequencer;

/// A loop on which nothing ever runs: what a race leaves in the queue stays there to be looked at.
final class StillLoop implements Loop {

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {}

    @Override
    public void nextTurn(Runnable task) {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Alarm at(long deadlineNanos, Runnable task) {
        return () -> {};
    }

    /// A sequencer that stands still, with room for two messages, its first signal taken out of the way.
    static Actor<String, String> sequencer() {
        SequencerSpec<String, String> spec = SequencerSpec.<String, String>builder(
                        "still", () -> "", (seq, state, signal) -> Verdict.CONTINUE)
                .capacity(2)
                .build();
        Actor<String, String> actor =
                (Actor<String, String>) SequencerRuntime.on(new StillLoop()).start(spec);
        actor.life().mailbox().take();
        return actor;
    }
}
