package afb4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class SlowListenerTest {

    private static final String SLOW = "peer 1: does not keep up with its events, of which 3 wait";

    private final VirtualLoop loop = new VirtualLoop();

    private EventHub hub = new EventHub(EventConfig.DEFAULT, loop::nanoTime);
    private HubEvent x = hub.create("a/x", Guard.yes());
    private HubEvent y = hub.create("a/y", Guard.yes());
    private TestListener listener = new TestListener(hub, loop, "peer 1");

    @Test
    void keepsTheOrderOfWhatWaits() {
        begin(SlowListener.DROP_OLDEST);
        listener.ready(false);
        x.push(1);
        hub.broadcast("b", Json.of(2));
        y.push(3);
        assertThat(listener.told()).isEmpty();
        assertThat(listener.subscriber().waiting()).isEqualTo(3);

        listener.ready(true);
        x.push(4);

        assertThat(listener.told()).containsExactly("a/x=1", "!b=2 hop 9", "a/y=3", "a/x=4");
        assertThat(listener.subscriber().dropped()).isZero();
    }

    @Test
    void goesOnWhenReadyThoughNobodySaidSo() {
        begin(SlowListener.DROP_OLDEST);
        listener.ready(false);
        x.push(1);
        assertThat(listener.told()).isEmpty();

        listener.quietlyReady();
        x.push(2);

        assertThat(listener.told()).containsExactly("a/x=1", "a/x=2");
    }

    @Test
    void stopsWhenNoLongerReady() {
        begin(SlowListener.DROP_OLDEST);
        listener.ready(false);
        IntStream.range(0, 3).forEach(x::push);
        loop.runUntilIdle();
        listener.whenTold(() -> listener.ready(false));

        listener.ready(true);

        assertThat(listener.told()).containsExactly("a/x=0");
        assertThat(listener.subscriber().waiting()).isEqualTo(2);
    }

    @Test
    void dropsTheOldest(LogCapture logs) {
        logs.expect(SLOW);
        begin(SlowListener.DROP_OLDEST);
        for (int burst = 0; burst < 2; burst++) {
            listener.ready(false);
            IntStream.range(0, 10).forEach(x::push);
            loop.runUntilIdle();
            assertThat(listener.subscriber().waiting()).isEqualTo(3);
            listener.ready(true);
        }

        assertThat(listener.told()).containsExactly("a/x=7", "a/x=8", "a/x=9", "a/x=7", "a/x=8", "a/x=9");
        assertThat(listener.subscriber().dropped()).isEqualTo(14);
        assertThat(hub.dropped()).isEqualTo(14);
        assertThat(logs.messages(Level.WARNING)).hasSize(2); // one for each burst
    }

    @Test
    void keepsTheLatestOfEachEvent(LogCapture logs) {
        logs.expect("dropping by the policy COALESCE");
        begin(SlowListener.COALESCE);
        listener.ready(false);
        IntStream.range(0, 10).forEach(value -> {
            x.push(value);
            y.push(value);
            hub.broadcast("a/x", Json.of(value)); // not the same as the event of that name
        });
        loop.runUntilIdle();
        listener.ready(true);

        assertThat(listener.told()).containsExactly("a/x=9", "a/y=9", "!a/x=9 hop 9");
        assertThat(listener.subscriber().dropped()).isEqualTo(27);
    }

    @Test
    void dropsTheOldestWhenTooManyEventsCoalesce(LogCapture logs) {
        logs.expect(SLOW);
        begin(SlowListener.COALESCE);
        listener.ready(false);
        IntStream.range(0, 5).forEach(value -> hub.broadcast("b" + value, Json.of(value)));
        loop.runUntilIdle();
        listener.ready(true);

        assertThat(listener.told()).containsExactly("!b2=2 hop 9", "!b3=3 hop 9", "!b4=4 hop 9");
    }

    @Test
    void disconnects(LogCapture logs) {
        logs.expect(SLOW + ": disconnected");
        begin(SlowListener.DISCONNECT);
        listener.ready(false);
        IntStream.range(0, 3).forEach(x::push);
        assertThat(listener.told()).isEmpty();

        x.push(3);
        x.push(4);
        loop.runUntilIdle();
        listener.ready(true);

        assertThat(listener.told()).containsExactly("disconnected: does not keep up with its events, of which 3 wait");
        assertThat(x.hasSubscribers()).isFalse();
        assertThat(hub.dropped()).isEqualTo(4);
    }

    @Test
    void forgetsWhatWaitsAtTheUnsubscription() { // W-72
        begin(SlowListener.DROP_OLDEST);
        listener.ready(false);
        x.push(1);
        y.push(2);
        x.push(3);
        loop.runUntilIdle();

        listener.unsubscribe(x);
        listener.ready(true);

        assertThat(listener.told()).containsExactly("a/y=2");
    }

    @Test
    void tellsOfARemovalAfterWhatWaits() { // W-74
        begin(SlowListener.DROP_OLDEST);
        listener.ready(false);
        x.push(1);
        x.close();
        y.push(2);
        loop.runUntilIdle();
        listener.ready(true);

        assertThat(listener.told()).containsExactly("a/x=1", "-a/x", "a/y=2");
    }

    @Test
    void tellsOfARemovalAtOnceWhenNothingWaits() { // W-74: not limited by events that are taken slowly
        begin(SlowListener.DROP_OLDEST);
        listener.ready(false);

        x.close();

        assertThat(listener.told()).containsExactly("-a/x");
    }

    @Test
    void dropsNoRemoval(LogCapture logs) {
        logs.expect(SLOW);
        begin(SlowListener.DROP_OLDEST);
        listener.ready(false);
        x.push(1);
        x.close();
        IntStream.range(0, 10).forEach(y::push);
        loop.runUntilIdle();
        assertThat(listener.subscriber().waiting()).isEqualTo(3);
        listener.ready(true);

        assertThat(listener.told()).containsExactly("-a/x", "a/y=7", "a/y=8", "a/y=9");
    }

    @Test
    void forgetsAllWhenClosed() { // S-13
        begin(SlowListener.DROP_OLDEST);
        listener.ready(false);
        x.push(1);
        loop.runUntilIdle();

        loop.run(listener.subscriber()::close);
        listener.ready(true);

        assertThat(listener.told()).isEmpty();
        assertThat(listener.subscriber().waiting()).isZero();
    }

    private void begin(SlowListener policy) {
        EventConfig config =
                EventConfig.builder().slowListener(policy).queueLength(3).build();
        hub = new EventHub(config, loop::nanoTime);
        x = hub.create("a/x", Guard.yes());
        y = hub.create("a/y", Guard.yes());
        listener = new TestListener(hub, loop, "peer 1").takesBroadcasts(hub);
        listener.subscribe(x);
        listener.subscribe(y);
    }
}
