package afb4j.sequencer;

/// One step of a sequencer: the identity by which timers, connections, children and messages belong to it.
final class Step<E> implements StepPort<E> {

    private final Actor<?, E> actor;
    private final Object tag;

    /// Written with the mailbox's lock held; volatile for readers without it.
    private volatile boolean ended;

    Step(Actor<?, E> actor, Object tag) {
        this.actor = actor;
        this.tag = tag;
    }

    @Override
    public Object tag() {
        return tag;
    }

    @Override
    public boolean isCurrent() {
        return !ended;
    }

    @Override
    public Admission offer(E body) {
        return actor.offer(body, this);
    }

    void end() {
        ended = true;
    }

    @Override
    public String toString() {
        return "step '" + tag + "' of " + actor;
    }
}
