package afb4j.transport.netty;

import static java.lang.System.Logger.Level.ERROR;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/// The outputs of one loop that were written to outside of a read: one task of the loop flushes them all when it
/// has run the tasks it has now. A push to a thousand connections so costs one task, not a thousand.
///
/// Each waits here once, so there are never more than connections.
@ConfinedTo("event loop")
final class TurnFlush {

    private static final System.Logger LOGGER = System.getLogger(TurnFlush.class.getName());
    private static final FastThreadLocal<TurnFlush> OF_THREAD = new FastThreadLocal<>();

    private final Loop loop;
    private final Runnable task = this::flush;
    private List<Output> waiting = new ArrayList<>();

    /// Empty; changes places with [#waiting], which may be added to while it is flushed.
    private List<Output> other = new ArrayList<>();

    private TurnFlush(Loop loop) {
        this.loop = loop;
    }

    /// That of `loop`, whose thread calls.
    static TurnFlush of(Loop loop) {
        TurnFlush known = OF_THREAD.get();
        if (known == null || !known.loop.equals(loop)) {
            known = new TurnFlush(loop);
            OF_THREAD.set(known);
        }
        return known;
    }

    /// Adds an output that does not wait yet.
    void add(Output output) {
        waiting.add(output);
        if (waiting.size() == 1) {
            loop.execute(task);
        }
    }

    private void flush() {
        List<Output> due = waiting;
        waiting = other;
        other = due;
        for (Output output : due) {
            try {
                output.turnIsOver();
            } catch (RuntimeException failure) { // the others are to be flushed nevertheless
                LOGGER.log(ERROR, "the output of a connection could not be flushed", failure);
            }
        }
        due.clear();
    }
}
