package afb4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.sequencer.Loop;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class BroadcastTest {

    private static final UUID SEEN = new UUID(1, 2);
    private static final Json ONE = Json.of(1);

    private final VirtualLoop loop = new VirtualLoop();
    private final EventHub hub = new EventHub(EventConfig.DEFAULT, loop::nanoTime);

    @Test
    void tellsEverybodySubscribedOrNot() { // W-77: the first wire has hop 9
        VirtualLoop other = new VirtualLoop();
        TestListener first = new TestListener(hub, loop, "peer 1").takesBroadcasts(hub);
        TestListener second = new TestListener(hub, other, "peer 2").takesBroadcasts(hub);
        TestListener deaf = new TestListener(hub, loop, "peer 3");
        HubEvent event = hub.create("a/x", Guard.yes());

        hub.broadcast("any name / at all", ONE); // W-79
        event.broadcast("v");
        event.close();
        event.broadcast("late");

        assertThat(first.told()).containsExactly("!any name / at all=1 hop 9", "!a/x=\"v\" hop 9");
        assertThat(second.told()).isEqualTo(first.told());
        assertThat(deaf.told()).isEmpty();
    }

    @Test
    void passesOnWithOneHopLess() { // W-77, S-29
        TestListener peer = new TestListener(hub, loop, "peer 1").takesBroadcasts(hub);
        TestListener handlers =
                new TestListener(hub, loop, "API a").isPartOfTheBinder().takesBroadcasts(hub);

        hub.rebroadcast("x", ONE, new UUID(0, 1), 9);
        hub.rebroadcast("x", ONE, new UUID(0, 2), 1);
        hub.rebroadcast("x", ONE, new UUID(0, 3), 0);

        assertThat(peer.told()).containsExactly("!x=1 hop 8", "!x=1 hop 0"); // W-78: hop 0 is not emitted
        assertThat(handlers.told()).containsExactly("!x=1 hop 9", "!x=1 hop 1", "!x=1 hop 0"); // but delivered
    }

    @Test
    void refusesAHopOfMoreThanEightBits() {
        assertThatIllegalArgumentException().isThrownBy(() -> hub.rebroadcast("x", ONE, SEEN, 256));
        assertThatIllegalArgumentException().isThrownBy(() -> hub.rebroadcast("x", ONE, SEEN, -1));
    }

    @Test
    void dropsWhatItHasSeen() { // W-78
        TestListener peer = new TestListener(hub, loop, "peer 1").takesBroadcasts(hub);

        assertThat(hub.rebroadcast("x", ONE, SEEN, 9)).isTrue();
        for (int i = 0; i < 10; i++) { // more than the eight of the C binders
            assertThat(hub.rebroadcast("y", ONE, new UUID(3, i), 9)).isTrue();
        }
        assertThat(hub.rebroadcast("x", ONE, SEEN, 8)).isFalse();

        assertThat(peer.told()).hasSize(11).containsOnlyOnce("!x=1 hop 8");
    }

    @Test
    void remembersUpToANumber() { // W-78
        EventHub small =
                new EventHub(EventConfig.builder().rememberedBroadcasts(16).build(), loop::nanoTime);
        small.rebroadcast("x", ONE, SEEN, 9);
        for (int i = 0; i < 15; i++) {
            small.rebroadcast("y", ONE, new UUID(3, i), 9);
        }
        assertThat(small.rebroadcast("x", ONE, SEEN, 9)).isFalse();

        small.rebroadcast("y", ONE, new UUID(3, 15), 9);

        assertThat(small.rebroadcast("x", ONE, SEEN, 9)).isTrue();
    }

    @Test
    void remembersUpToATime() { // W-78
        hub.rebroadcast("x", ONE, SEEN, 9);

        loop.pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(hub.rebroadcast("x", ONE, SEEN, 9)).isFalse();
        loop.pass(Duration.ofNanos(1));
        assertThat(hub.rebroadcast("x", ONE, SEEN, 9)).isTrue();
    }

    @Test
    void keepsItsMemoryBounded() { // B-35
        BroadcastMemory memory = new BroadcastMemory(100, Duration.ofSeconds(1), loop::nanoTime);

        for (int i = 0; i < 10_000; i++) {
            memory.isNew(new UUID(0, i));
        }

        assertThat(memory.size()).isEqualTo(100);
        loop.pass(Duration.ofSeconds(1));
        memory.isNew(SEEN);
        assertThat(memory.size()).isOne();
    }

    @Test
    void doesNotStormInARing() { // W-78, L-06: each hub once, its own broadcast included
        List<EventHub> ring = List.of(newHub(), newHub(), newHub());
        List<TestListener> apis = new ArrayList<>();
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            EventHub from = ring.get(i);
            apis.add(
                    new TestListener(from, loop, "API " + i).isPartOfTheBinder().takesBroadcasts(from));
            wires.add(new Wire(from, ring.get((i + 1) % ring.size())));
            wires.add(new Wire(from, ring.get((i + 2) % ring.size())));
        }

        ring.getFirst().broadcast("x", ONE);
        loop.runUntilIdle();

        assertThat(apis).allSatisfy(api -> assertThat(api.told()).hasSize(1));
        assertThat(apis.getFirst().told()).containsExactly("!x=1 hop 10");
        assertThat(apis.get(1).told()).containsExactly("!x=1 hop 9");
        assertThat(wires.stream().mapToInt(wire -> wire.carried)).containsOnly(1);
    }

    @Test
    void diesOutInARingThatRemembersNothing() { // W-77: the hops alone end it
        EventHub hub2 = new EventHub(
                EventConfig.builder().broadcastMemory(Duration.ofMillis(1)).build(), this::laterAndLater);
        TestListener api =
                new TestListener(hub2, loop, "API a").isPartOfTheBinder().takesBroadcasts(hub2);
        Wire wire = new Wire(hub2, hub2);

        hub2.broadcast("x", ONE);

        assertThat(api.told()).hasSize(11).last().isEqualTo("!x=1 hop 0");
        assertThat(wire.carried).isEqualTo(10);
    }

    @Test
    void makesAFreshUuidForEach() { // W-77
        Set<UUID> uuids = new HashSet<>();
        Wire wire = new Wire(hub, newHub());
        wire.uuids = uuids;

        for (int i = 0; i < 100; i++) {
            hub.broadcast("x", ONE);
        }
        loop.runUntilIdle();

        assertThat(uuids).hasSize(100);
    }

    @Test
    void stopsTellingWhoLeft() {
        TestListener peer = new TestListener(hub, loop, "peer 1").takesBroadcasts(hub);
        hub.broadcast("x", ONE);
        loop.execute(() -> hub.remove(peer.subscriber()));
        hub.broadcast("y", ONE);

        assertThat(peer.told()).containsExactly("!x=1 hop 9");
    }

    private long now;

    private long laterAndLater() {
        now += Duration.ofSeconds(1).toNanos();
        return now;
    }

    private EventHub newHub() {
        return new EventHub(EventConfig.DEFAULT, loop::nanoTime);
    }

    /// A connection from one binder to another: what is written here is received there.
    private final class Wire implements EventSink {
        private final EventHub to;
        private Set<UUID> uuids = new HashSet<>();
        private int carried;

        Wire(EventHub from, EventHub to) {
            this.to = to;
            Subscriber subscriber = from.subscriber(this);
            loop.run(() -> from.add(subscriber));
        }

        @Override
        public Loop loop() {
            return loop;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void push(Publication push) {
            throw new AssertionError("not subscribed");
        }

        @Override
        public void broadcast(Publication broadcast, UUID uuid, int hop) {
            carried++;
            uuids.add(uuid);
            loop.execute(() -> to.rebroadcast(broadcast.name(), broadcast.data(), uuid, hop));
        }

        @Override
        public void removed(HubEvent event) {
            throw new AssertionError("not subscribed");
        }

        @Override
        public void disconnect(String why) {
            throw new AssertionError(why);
        }
    }
}
