package afb4j.sequencer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What belongs to a sequencer and to its current step: timers, connections, children (J-10). Collections are made
/// at first need, so that an idle sequencer has none.
///
/// Thread-safe: guarded by the mailbox of the sequencer; what is left is acted on without the lock.
final class Assets<E> {

    private record TimerKey(String name, boolean acrossSteps) {}

    private final Actor<?, E> actor;
    private final Mailbox<E> mailbox;

    @GuardedBy("mailbox")
    private @Nullable Step<E> step;

    @GuardedBy("mailbox")
    private @Nullable TimerCell<E> timeout;

    @GuardedBy("mailbox")
    private @Nullable Map<TimerKey, TimerCell<E>> timers;

    @GuardedBy("mailbox")
    private @Nullable Set<Line<E, ?>> lines;

    /// Connections that are no longer ours but that the completion waits for.
    @GuardedBy("mailbox")
    private @Nullable Set<Line<E, ?>> closing;

    @GuardedBy("mailbox")
    private @Nullable Set<Child<?, E>> children;

    Assets(Actor<?, E> actor, Mailbox<E> mailbox) {
        this.actor = actor;
        this.mailbox = mailbox;
    }

    TimerCell<E> timeout() {
        synchronized (mailbox) {
            if (timeout == null) {
                timeout = new TimerCell<>(actor, mailbox, Sequencer.TIMEOUT, false);
            }
            return timeout;
        }
    }

    TimerCell<E> timer(String name, boolean acrossSteps) {
        synchronized (mailbox) {
            timers = timers == null ? new HashMap<>() : timers;
            return timers.computeIfAbsent(
                    new TimerKey(name, acrossSteps), key -> new TimerCell<>(actor, mailbox, key.name, key.acrossSteps));
        }
    }

    /// The step under way; the first begins with the sequencer.
    Step<E> step() {
        synchronized (mailbox) {
            step = step == null ? new Step<>(actor, "start") : step;
            return step;
        }
    }

    /// Ends the step and what belongs to it, and begins the next.
    Step<E> newStep(Object tag) {
        Step<E> next = new Step<>(actor, tag);
        synchronized (mailbox) {
            if (step != null) {
                step.end();
            }
            step = next;
        }
        leave(false);
        children(false).forEach(left -> left.life().endByParent());
        return next;
    }

    /// Cancels the timers and leaves the connections, those of the step or all of them.
    void leave(boolean all) {
        List<TimerCell<E>> cells = new ArrayList<>();
        List<Line<E, ?>> left = new ArrayList<>();
        synchronized (mailbox) {
            if (timeout != null) {
                cells.add(timeout);
            }
            if (timers != null) {
                cells.addAll(timers.values());
            }
            if (lines != null) {
                left.addAll(lines);
            }
        }
        cells.stream().filter(cell -> all || !cell.isAcrossSteps()).forEach(TimerCell::cancel);
        left.stream().filter(line -> all || !line.isAcrossSteps()).forEach(Line::leave);
    }

    /// Adds a connection. False when the sequencer is ending.
    boolean add(Line<E, ?> line) {
        synchronized (mailbox) {
            if (mailbox.ending() != null) {
                return false;
            }
            lines = lines == null ? new LinkedHashSet<>() : lines;
            return lines.add(line);
        }
    }

    /// Forgets a connection; `mustClose` when the completion waits until its connector is done with it.
    void lineLeft(Line<E, ?> line, boolean mustClose) {
        synchronized (mailbox) {
            if (lines != null) {
                lines.remove(line);
            }
            if (mustClose) {
                closing = closing == null ? new HashSet<>() : closing;
                closing.add(line);
            }
        }
    }

    void lineIsOver(Line<E, ?> line) {
        synchronized (mailbox) {
            if (closing != null) {
                closing.remove(line);
            }
        }
    }

    boolean isClosingLines() {
        synchronized (mailbox) {
            return closing != null && !closing.isEmpty();
        }
    }

    /// Adds a child. False when the sequencer is ending.
    boolean add(Child<?, E> child) {
        synchronized (mailbox) {
            if (mailbox.ending() != null) {
                return false;
            }
            children = children == null ? new LinkedHashSet<>() : children;
            return children.add(child);
        }
    }

    void remove(Child<?, E> child) {
        synchronized (mailbox) {
            if (children != null) {
                children.remove(child);
            }
        }
    }

    /// The children of the step, or all of them, oldest first.
    List<Child<?, E>> children(boolean all) {
        synchronized (mailbox) {
            if (children == null || children.isEmpty()) {
                return List.of();
            }
            List<Child<?, E>> chosen = new ArrayList<>(children);
            chosen.removeIf(child -> !all && child.isAcrossSteps());
            return chosen;
        }
    }
}
