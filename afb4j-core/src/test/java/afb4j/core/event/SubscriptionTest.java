package afb4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.SubscribeOptions;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class SubscriptionTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SubscribeOptions EACH_SECOND = new SubscribeOptions(SECOND, false, false);
    private static final SubscribeOptions CHANGES = new SubscribeOptions(Duration.ZERO, true, false);
    private static final SubscribeOptions LAST = new SubscribeOptions(Duration.ZERO, false, true);

    private final VirtualLoop loop = new VirtualLoop();
    private final EventHub hub = new EventHub(EventConfig.DEFAULT, loop::nanoTime);
    private final HubEvent event = hub.create("a/x", Guard.yes());
    private final TestListener listener = new TestListener(hub, loop, "peer 1");

    @Test
    void tellsOncePerIntervalWithTheLatestAtItsEnd() {
        listener.subscribe(event, EACH_SECOND);

        event.push(1);
        event.push(2);
        event.push(3);
        assertThat(listener.told()).containsExactly("a/x=1");

        loop.advance(SECOND.minusNanos(1));
        assertThat(listener.told()).hasSize(1);
        loop.advance(Duration.ofNanos(1));
        assertThat(listener.told()).containsExactly("a/x=1", "a/x=3");

        event.push(4);
        loop.advance(SECOND);
        assertThat(listener.told()).containsExactly("a/x=1", "a/x=3", "a/x=4");
    }

    @Test
    void tellsAtOnceAfterAQuietInterval() {
        listener.subscribe(event, EACH_SECOND);
        event.push(1);
        loop.advance(SECOND);
        assertThat(loop.pendingAlarms()).isZero();

        event.push(2);

        assertThat(listener.told()).containsExactly("a/x=1", "a/x=2");
    }

    @Test
    void tellsNothingAtTheEndOfAnIntervalAfterTheUnsubscription() { // W-72
        listener.subscribe(event, EACH_SECOND);
        event.push(1);
        event.push(2);
        loop.runUntilIdle();

        listener.unsubscribe(event);

        assertThat(loop.pendingAlarms()).isZero();
        loop.advance(SECOND);
        assertThat(listener.told()).containsExactly("a/x=1");
    }

    @Test
    void leavesNoAlarmBehind() {
        TestListener second = new TestListener(hub, loop, "peer 2");
        listener.subscribe(event, EACH_SECOND);
        second.subscribe(event, EACH_SECOND);
        event.push(1);
        loop.runUntilIdle();
        assertThat(loop.pendingAlarms()).isEqualTo(2);

        loop.run(listener.subscriber()::close);
        event.close();
        loop.runUntilIdle();

        assertThat(loop.pendingAlarms()).isZero();
        assertThat(second.told()).containsExactly("a/x=1", "-a/x");
    }

    @Test
    void tellsChangesOnly() {
        listener.subscribe(event, CHANGES);

        event.push(Json.parse("{\"a\":1,\"b\":2}"));
        event.push(Json.parse("{\"b\":2.0,\"a\":1}"));
        event.push(1);
        event.push(1);
        event.push(2);
        event.push(1);

        assertThat(listener.told()).containsExactly("a/x={\"a\":1,\"b\":2}", "a/x=1", "a/x=2", "a/x=1");
    }

    @Test
    void comparesWithWhatWasToldBefore() {
        listener.subscribe(event, new SubscribeOptions(SECOND, true, false));

        event.push(1);
        event.push(2);
        event.push(1); // 2 is never told
        loop.advance(SECOND);
        assertThat(loop.pendingAlarms()).isZero();
        event.push(2);

        assertThat(listener.told()).containsExactly("a/x=1", "a/x=2");
    }

    @Test
    void tellsTheLatestValueAfterTheSubscription() { // W-76: E and X are written by the task that subscribes
        event.push(1);
        event.push(2);

        loop.run(() -> {
            event.subscribe(listener.subscriber(), LAST);
            listener.note("E and X");
        });
        event.push(3);

        assertThat(listener.told()).containsExactly("E and X", "a/x=2", "a/x=3");
    }

    @Test
    void tellsNoLatestValueWhereThereIsNone() {
        listener.subscribe(event, LAST);

        assertThat(listener.told()).isEmpty();
    }

    @Test
    void tellsTheLatestValueOnce() {
        new TestListener(hub, loop, "peer 2").subscribe(event);
        loop.execute(() -> event.subscribe(listener.subscriber(), LAST));
        event.push(1); // waits for the loop, but is the latest value already
        event.push(2);

        assertThat(listener.told()).containsExactly("a/x=1", "a/x=2");
    }

    @Test
    void tellsNoOlderValueAfterTheLatest() {
        TestListener early = new TestListener(hub, loop, "peer 2");
        early.subscribe(event);
        loop.execute(() -> {
            event.subscribe(listener.subscriber(), LAST);
            loop.outside(() -> event.push(2)); // behind the task that tells the last value
        });

        assertThat(listener.told()).containsExactly("a/x=2");
        assertThat(early.told()).containsExactly("a/x=2");
    }

    @Test
    void takesTheOptionsOfTheLastSubscription() {
        listener.subscribe(event, EACH_SECOND);
        event.push(1);
        event.push(2);
        loop.runUntilIdle();

        assertThat(listener.subscribe(event, LAST)).isFalse();
        event.push(3);

        assertThat(loop.pendingAlarms()).isZero();
        assertThat(event.push(4)).isOne();
        assertThat(listener.told()).containsExactly("a/x=1", "a/x=2", "a/x=3", "a/x=4");
    }
}
