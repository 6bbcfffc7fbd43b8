package afb4j.sequencer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The queue of one sequencer: many threads post, its loop takes.
///
/// Promises: letters are taken in the order they were posted; messages are bounded by the capacity, signals of the
/// runtime are not and are never refused; every accepted message is taken once or discarded once, under any race
/// with [#end(Ending)] (J-05).
///
/// A linked list behind one short lock. The lock is what makes admission, waiting, marks, cancelled timers and
/// connection states agree exactly; its cost is far below that of a turn (docs/decisions/0101). The same lock
/// guards the timers, connections and steps of the sequencer. Nothing of the user's runs with it held.
///
/// Thread-safe.
final class Mailbox<E> {

    /// Whom the mailbox tells, without the lock.
    interface Owner<E> {
        /// Something is to be done at the owner's next visit; once until [Mailbox#rest()] says false.
        void ready();

        /// An accepted message will not be delivered.
        void discarded(E body);

        /// The mailbox overflowed, and the rule is to fail.
        void overflowed();

        /// [Mailbox#isPressed()] may have changed.
        void pressureChanged();
    }

    private record Waiter<E>(Letter.Mail<E> letter, CompletableFuture<Admission> admission) {}

    private final SequencerSpec<?, E> spec;
    private final Owner<E> owner;

    @GuardedBy("this")
    private @Nullable Letter<E> head;

    @GuardedBy("this")
    private @Nullable Letter<E> tail;

    @GuardedBy("this")
    private @Nullable ArrayDeque<Waiter<E>> waiters;

    @GuardedBy("this")
    private @Nullable Ending ending;

    @GuardedBy("this")
    private int counted;

    @GuardedBy("this")
    private int discarded;

    /// Whether the owner was told to be ready and has not rested since.
    @GuardedBy("this")
    private boolean listed;

    /// Whether the owner is still to be told that it is ready.
    @GuardedBy("this")
    private boolean owesReady;

    @GuardedBy("this")
    private boolean held;

    @GuardedBy("this")
    private boolean pressed;

    Mailbox(SequencerSpec<?, E> spec, Owner<E> owner) {
        this.spec = spec;
        this.owner = owner;
    }

    Admission offer(Letter.Mail<E> letter) {
        Letter.Mail<E> dropped = null;
        Admission admission;
        boolean pressureChange = false;
        boolean owed;
        synchronized (this) {
            if (ending != null || letter.isOfEndedStep()) {
                return Admission.CLOSED;
            }
            if (counted >= spec.capacity && spec.overflow == Overflow.DROP_OLDEST_MESSAGE) {
                dropped = unlinkOldestMessage();
            }
            admission = counted < spec.capacity ? Admission.ACCEPTED : Admission.FULL;
            if (admission == Admission.ACCEPTED) {
                pressureChange = accept(letter);
            }
            owed = takeOwed();
        }
        tellReady(owed);
        if (dropped != null) {
            owner.discarded(dropped.body);
        }
        if (admission == Admission.FULL && spec.overflow == Overflow.FAIL_SEQUENCER) {
            owner.overflowed();
        }
        if (pressureChange) {
            owner.pressureChanged();
        }
        return admission;
    }

    CompletableFuture<Admission> offerLater(Letter.Mail<E> letter, boolean boundedWait) {
        CompletableFuture<Admission> admission = new CompletableFuture<>();
        boolean pressureChange = false;
        boolean owed;
        synchronized (this) {
            if (ending != null) {
                admission.complete(Admission.CLOSED);
            } else if (counted < spec.capacity) {
                pressureChange = accept(letter);
                admission.complete(Admission.ACCEPTED);
            } else if (boundedWait && waiters != null && waiters.size() >= spec.capacity) {
                admission.complete(Admission.FULL);
            } else {
                waiters = waiters == null ? new ArrayDeque<>() : waiters;
                waiters.add(new Waiter<>(letter, admission));
            }
            owed = takeOwed();
        }
        tellReady(owed);
        if (pressureChange) {
            owner.pressureChanged();
        }
        return admission;
    }

    /// Takes back what waits for room. False when it no longer waits.
    synchronized boolean withdraw(Letter.Mail<E> letter) {
        return waiters != null && waiters.removeIf(waiter -> waiter.letter.equals(letter));
    }

    /// Queues a signal of the runtime. False when the sequencer is ending: it will not be delivered. To be followed
    /// by [#wake()], without the lock.
    synchronized boolean post(Letter<E> letter) {
        if (ending != null) {
            return false;
        }
        append(letter);
        return true;
    }

    /// The next letter, live or not; null when there is none or none may be delivered now.
    @Nullable
    Letter<E> take() {
        Letter<E> letter;
        Waiter<E> admitted = null;
        boolean pressureChange = false;
        synchronized (this) {
            letter = head;
            if (letter == null || ending != null || held) {
                return null;
            }
            head = letter.next;
            tail = head == null ? null : tail;
            letter.next = null;
            letter.live = letter.claim();
            if (letter instanceof Letter.Mail<E> mail) {
                counted -= mail.counted ? 1 : 0;
                discarded += mail.live ? 0 : 1;
                admitted = admitWaiter();
                pressureChange = pressed && counted <= spec.lowMark;
                pressed &= !pressureChange;
            }
        }
        if (admitted != null) {
            admitted.admission.complete(Admission.ACCEPTED);
        }
        if (pressureChange) {
            owner.pressureChanged();
        }
        return letter;
    }

    /// Ends a visit of the owner: whether it should be visited again. If not, [Owner#ready()] will tell.
    synchronized boolean rest() {
        listed = hasDeliverable();
        return listed;
    }

    /// Delivers nothing until [#release()].
    synchronized void hold() {
        held = true;
    }

    void release() {
        boolean owed;
        synchronized (this) {
            held = false;
            list();
            owed = takeOwed();
        }
        tellReady(owed);
    }

    /// Tells the owner that it is ready, if that is owed. Without the lock: the owner may go to its loop.
    void wake() {
        boolean owed;
        synchronized (this) {
            owed = takeOwed();
        }
        tellReady(owed);
    }

    private void tellReady(boolean owed) {
        if (owed) {
            owner.ready();
        }
    }

    /// Refuses everything from now on. False when that was so already.
    boolean end(Ending why) {
        ArrayDeque<Waiter<E>> refused;
        synchronized (this) {
            if (ending != null) {
                return false;
            }
            ending = why;
            refused = waiters;
            waiters = null;
        }
        if (refused != null) {
            refused.forEach(waiter -> waiter.admission.complete(Admission.CLOSED));
        }
        return true;
    }

    /// A failure of the handler counts more than a close it asked for itself.
    synchronized void overrideEnding(Ending why) {
        ending = why;
    }

    synchronized @Nullable Ending ending() {
        return ending;
    }

    synchronized boolean isPressed() {
        return pressed;
    }

    /// How many accepted messages were not and will not be delivered. To be asked when ended.
    synchronized int discardedInAll() {
        int queued = 0;
        for (Letter<E> letter = head; letter != null; letter = letter.next) {
            queued += letter instanceof Letter.Mail<E> ? 1 : 0;
        }
        return discarded + queued;
    }

    /// Empties the queue and returns the messages that were in it. To be called when ended.
    synchronized List<E> clear() {
        List<E> bodies = new ArrayList<>();
        for (Letter<E> letter = head; letter != null; letter = letter.next) {
            if (letter instanceof Letter.Mail<E> mail) {
                bodies.add(mail.body);
            }
        }
        head = null;
        tail = null;
        return bodies;
    }

    @GuardedBy("this")
    private boolean accept(Letter.Mail<E> letter) {
        append(letter);
        counted++;
        boolean pressureChange = !pressed && counted >= spec.highMark;
        pressed |= pressureChange;
        return pressureChange;
    }

    @GuardedBy("this")
    private void append(Letter<E> letter) {
        if (tail == null) {
            head = letter;
        } else {
            tail.next = letter;
        }
        tail = letter;
        list();
    }

    @GuardedBy("this")
    private void list() {
        if (!listed && hasDeliverable()) {
            listed = true;
            owesReady = true;
        }
    }

    @GuardedBy("this")
    private boolean takeOwed() {
        boolean owed = owesReady;
        owesReady = false;
        return owed;
    }

    @GuardedBy("this")
    private boolean hasDeliverable() {
        return head != null && ending == null && !held;
    }

    @GuardedBy("this")
    private @Nullable Waiter<E> admitWaiter() {
        if (waiters == null || waiters.isEmpty() || counted >= spec.capacity) {
            return null;
        }
        Waiter<E> first = waiters.remove();
        accept(first.letter);
        return first;
    }

    @GuardedBy("this")
    private Letter.@Nullable Mail<E> unlinkOldestMessage() {
        Letter<E> before = null;
        for (Letter<E> letter = head; letter != null; before = letter, letter = letter.next) {
            if (letter instanceof Letter.Mail<E> mail && mail.counted) {
                unlink(before, mail);
                counted--;
                discarded++;
                return mail;
            }
        }
        return null;
    }

    @GuardedBy("this")
    private void unlink(@Nullable Letter<E> before, Letter<E> letter) {
        if (before == null) {
            head = letter.next;
        } else {
            before.next = letter.next;
        }
        if (letter.equals(tail)) {
            tail = before;
        }
        letter.next = null;
    }
}
