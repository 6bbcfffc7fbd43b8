package afb4j.sequencer.testkit;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a [TraceRecorder] knows of one sequencer.
///
/// Guarded by the recorder.
final class SequencerTrace {

    private record Arming(Duration after, long atNanos) {}

    private final String name;
    private final List<String> words = new ArrayList<>();
    private final List<Long> turns = new ArrayList<>();
    private final List<Duration> ages = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Map<Thread, List<Object>> acceptedByProducer = new HashMap<>();
    private final List<Object> delivered = new ArrayList<>();
    private final List<Object> discarded = new ArrayList<>();
    private final Map<Object, Arming> armings = new HashMap<>();
    private final Set<Long> connected = new HashSet<>();
    private final Set<Long> gone = new HashSet<>();
    private final Set<Long> closed = new HashSet<>();
    private int discardedTold;
    private int stale;
    private boolean inHandler;
    private boolean destroyed;

    SequencerTrace(String name) {
        this.name = name;
    }

    List<String> words() {
        return words;
    }

    List<Long> turns() {
        return List.copyOf(turns);
    }

    List<Duration> ages() {
        return List.copyOf(ages);
    }

    int staleCount() {
        return stale;
    }

    void accepted(Object body, Thread producer) {
        acceptedByProducer.computeIfAbsent(producer, _ -> new ArrayList<>()).add(body);
    }

    void discarded(Object body) {
        discarded.add(body);
    }

    void stale() {
        stale++;
    }

    void armed(Object tag, Duration after, long nowNanos) {
        armings.put(tag, new Arming(after, nowNanos));
    }

    void cancelled(Object tag) {
        armings.remove(tag);
    }

    void connectionClosed(long connection) {
        closed.add(connection);
    }

    void entered(Signal<?> signal, String word, long turn, Sequencer<?, ?> seq) {
        check(!inHandler, word + " re-entered the handler");
        check(seq.loop().inLoop(), word + " came off the loop, in " + Thread.currentThread());
        check(!destroyed, word + " came after Destroyed");
        boolean last = signal instanceof Signal.Destroyed<?>;
        check(
                last || turns.isEmpty() || turns.getLast() < turn,
                word + " shares turn " + turn + " with another signal");
        if (signal instanceof Signal.OfConnection<?> news) {
            check(!closed.contains(news.connection().id()), word + " of a connection that was let go");
        }
        checkKind(signal, word, seq.loop().nanoTime());
        inHandler = true;
        destroyed = last;
        words.add(word);
        turns.add(turn);
        ages.add(seq.age());
    }

    void left() {
        inHandler = false;
    }

    /// What is wrong, as far as it can be known once the sequencer has ended.
    List<String> violations() {
        List<String> all = new ArrayList<>(violations);
        if (!destroyed) {
            all.add(name + ": no Destroyed in " + words);
        }
        int accepted = acceptedByProducer.values().stream().mapToInt(List::size).sum();
        if (accepted != delivered.size() + discarded.size()) {
            all.add(name + ": accepted " + accepted + ", but delivered " + delivered.size() + " and discarded "
                    + discarded.size());
        }
        if (destroyed && discardedTold != discarded.size()) {
            all.add(name + ": told of " + discardedTold + " discarded, but discarded " + discarded.size());
        }
        acceptedByProducer.forEach((producer, bodies) -> checkOrder(producer, bodies, all));
        return all;
    }

    private void checkKind(Signal<?> signal, String word, long nowNanos) {
        switch (signal) {
            case Signal.Created<?> _ -> check(words.isEmpty(), word + " is not the first");
            case Signal.Message<?>(Object body) -> delivered.add(body);
            case Signal.TimedOut<?>(Object tag, Duration after) -> checkTimer(word, tag, after, nowNanos);
            case Signal.Connected<?>(var connection) ->
                check(connected.add(connection.id()) && !gone.contains(connection.id()), word + " came late or twice");
            case Signal.ConnectFailed<?> failed ->
                check(
                        !connected.contains(failed.connection().id())
                                && gone.add(failed.connection().id()),
                        word + " is not alone");
            case Signal.ConnectionClosed<?> closed ->
                check(
                        connected.contains(closed.connection().id())
                                && gone.add(closed.connection().id()),
                        word + " came early or twice");
            case Signal.Destroyed<?> last -> discardedTold = last.discarded();
            case Signal.Heartbeat<?> _ -> {}
        }
    }

    private void checkTimer(String word, Object tag, Duration after, long nowNanos) {
        Arming arming = armings.remove(tag);
        check(arming != null, word + " of a timer that is not armed");
        if (arming != null) {
            check(arming.after.equals(after), word + " after " + after + " of a timer armed for " + arming.after);
            check(nowNanos - arming.atNanos >= after.toNanos(), word + " came early");
        }
    }

    /// Each body offered once by one producer must be delivered in that producer's order.
    private void checkOrder(Thread producer, List<Object> bodies, List<String> all) {
        IdentityHashMap<Object, Integer> positions = new IdentityHashMap<>();
        for (int i = 0; i < delivered.size(); i++) {
            positions.put(delivered.get(i), i);
        }
        int before = -1;
        Set<Object> seen = new HashSet<>();
        for (Object body : bodies) {
            Integer position = positions.get(body);
            if (position == null || !seen.add(System.identityHashCode(body))) {
                continue; // discarded, or offered more than once
            }
            if (position < before) {
                all.add(name + ": " + body + " of " + producer + " out of order");
            }
            before = position;
        }
    }

    private void check(boolean holds, String violation) {
        if (!holds) {
            violations.add(name + ": " + violation);
        }
    }
}
