package afb4j.transport;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import org.jspecify.annotations.Nullable;

/// Tells the log of connections that were ended for a fault of the other side. Who makes faults by thousands must
/// not fill a disk: the first ones of each second are told, one by one; the others are counted, and their number is
/// told with the next one.
@ConfinedTo("its loop")
public final class Refusals {

    /// How many are told in a second, for each loop.
    static final int MAX_PER_SECOND = 20;

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final ThreadLocal<@Nullable Refusals> OF_THREAD = new ThreadLocal<>();

    private final Loop loop;
    private long begin;
    private int told;
    private long untold;

    private Refusals(Loop loop) {
        this.loop = loop;
        this.begin = loop.nanoTime();
    }

    /// Those of `loop`, whose thread calls.
    public static Refusals of(Loop loop) {
        Refusals known = OF_THREAD.get();
        if (known == null || !known.loop.equals(loop)) {
            known = new Refusals(loop);
            OF_THREAD.set(known);
        }
        return known;
    }

    /// Tells `log` of one.
    public void tell(System.Logger log, String refusal) {
        long now = loop.nanoTime();
        if (now - begin >= SECOND_NANOS) {
            begin = now;
            told = 0;
        }
        if (told == MAX_PER_SECOND) {
            untold++;
            return;
        }
        told++;
        log.log(WARNING, refusal + (untold == 0 ? "" : " (and " + untold + " others since)"));
        untold = 0;
    }
}
