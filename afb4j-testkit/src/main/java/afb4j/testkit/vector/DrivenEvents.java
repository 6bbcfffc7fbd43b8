package afb4j.testkit.vector;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The events that the scripted server sends on one connection, and what the user of the client sees of them.
/// The client adds what it shows on any thread; the rest is for the thread of the player.
///
/// A push to a subscribed event and a broadcast have to be seen, each once, in the order in which they were
/// sent. A push after the unsubscription is seen or answered by `U` (W-73); a broadcast that was sent before
/// may be seen (W-78).
final class DrivenEvents {
    private static final int MORE_THAN_ENOUGH = 256;

    /// An event that was sent and that the user need not see, or not yet.
    ///
    /// @param step of the push or broadcast
    private record Optionally(Step step, EventSeen event) {}

    private final Duration patience;
    private final BlockingQueue<EventSeen> seen = new ArrayBlockingQueue<>(MORE_THAN_ENOUGH);
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Integer> subscriptions = new HashMap<>();
    private final Set<String> broadcasts = new HashSet<>();
    private final Set<Integer> unexpected = new HashSet<>();
    private final Deque<Optionally> open = new ArrayDeque<>();
    private final List<Optionally> skipped = new ArrayList<>();

    DrivenEvents(Duration patience) {
        this.patience = patience;
    }

    /// The client shows an event. What is more than enough is dropped: the first that is too many is noticed
    /// anyway.
    @SuppressWarnings("ReturnValueIgnored") // see above
    void show(EventSeen event) {
        seen.offer(event);
    }

    /// A message was sent to the client.
    void sent(Step step, Message message) {
        long id = step.id("eventid").orElse(0L);
        switch (message.kind()) {
            case "event-create" -> names.put(id, message.text("name"));
            case "subscribe" -> subscriptions.merge(id, 1, Integer::sum);
            // only the legacy dialects count (W-72, L-05)
            case "unsubscribe" ->
                subscriptions.merge(id, 0, (count, _) -> step.line.dialect().isLegacy() ? count - 1 : 0);
            case "event-remove" -> {
                names.remove(id);
                subscriptions.remove(id);
            }
            case "push" -> {
                String name = names.getOrDefault(id, message.text("name"));
                EventSeen event = new EventSeen(EventSeen.Kind.PUSH, name, message.text("data"));
                expect(step, event, subscriptions.getOrDefault(id, 0) > 0);
            }
            case "broadcast" -> {
                EventSeen event = new EventSeen(EventSeen.Kind.BROADCAST, message.text("name"), message.text("data"));
                String uuid = message.text("uuid");
                expect(step, event, uuid.isEmpty() || broadcasts.add(uuid));
            }
            default -> {
                // says nothing about events
            }
        }
    }

    /// The client answered `U`: to the push on the line before.
    void cameUnexpected(Step step) {
        unexpected.add(step.index - 1);
    }

    /// Returns whether every push that need not be seen has been seen, so it seems, or answered.
    boolean isSettled() {
        long waiting = open.stream()
                .filter(next -> next.event().kind() == EventSeen.Kind.PUSH && !isAnswered(next))
                .count();
        return waiting <= seen.size();
    }

    /// Checks the events that need not have been seen, and that no other was.
    void finished() {
        while (!open.isEmpty()) {
            Optionally next = open.removeFirst();
            EventSeen shown = seen.peek();
            if (shown != null && isSame(next.event(), shown)) {
                seen.remove();
                checkNotAnswered(next);
            } else {
                skipped.add(next);
            }
        }
        EventSeen more = seen.poll();
        if (more != null) {
            throw new VectorMismatch("the user of the client saw a further event: " + more.describe());
        }
        for (Optionally unseen : skipped) {
            if (unseen.event().kind() == EventSeen.Kind.PUSH && !isAnswered(unseen)) {
                throw new VectorMismatch("the user of the client did not see "
                        + unseen.event().describe() + ", and the client did not answer it by U (W-73)");
            }
        }
    }

    private void checkNotAnswered(Optionally shown) {
        if (isAnswered(shown)) {
            throw new VectorMismatch("the user of the client saw "
                    + shown.event().describe() + ", and the client answered it by U (W-73)");
        }
    }

    private boolean isAnswered(Optionally push) {
        return unexpected.contains(push.step().index);
    }

    private void expect(Step step, EventSeen event, boolean required) {
        if (!required) {
            open.add(new Optionally(step, event));
            return;
        }
        EventSeen shown = await(event);
        while (!isSame(event, shown) && !open.isEmpty()) {
            Optionally passed = open.removeFirst();
            if (isSame(passed.event(), shown)) {
                checkNotAnswered(passed);
                shown = await(event);
            } else {
                skipped.add(passed);
            }
        }
        check(event, shown);
    }

    private static void check(EventSeen expected, EventSeen shown) {
        if (!isSame(expected, shown)) {
            throw new VectorMismatch(
                    "the user of the client saw " + shown.describe() + "\n  expected " + expected.describe());
        }
    }

    private static boolean isSame(EventSeen expected, EventSeen shown) {
        return expected.kind() == shown.kind()
                && expected.name().equals(shown.name())
                && JsonTexts.same(expected.data(), shown.data(), String::equals);
    }

    private EventSeen await(EventSeen expected) {
        try {
            @Nullable EventSeen next = seen.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new VectorMismatch(
                        "the user of the client saw nothing for " + patience + ", expected " + expected.describe());
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the player was interrupted", interrupted);
        }
    }
}
