package afb4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.SubscribeOptions;
import afb4j.api.SubscriptionException;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class EventHubTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final VirtualLoop other = new VirtualLoop();
    private final EventHub hub = new EventHub(EventConfig.DEFAULT, loop::nanoTime);
    private final HubEvent event = hub.create("a/x", Guard.yes());
    private final TestListener listener = new TestListener(hub, loop, "peer 1");

    @Test
    void givesIdsThatComeBackOnlyAfterAllOthers() { // W-70: ids of 16 bits, never 0
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < EventConfig.MAX_EVENTS - 1; i++) {
            HubEvent next = hub.create("a/y", Guard.yes());
            ids.add(next.id());
            next.close();
        }

        assertThat(ids).hasSize(EventConfig.MAX_EVENTS - 1).doesNotContain(0, event.id());
        assertThat(hub.create("a/y", Guard.yes()).id()).isEqualTo(2); // 1 is open still
    }

    @Test
    void refusesMoreEventsThanItsLimit() { // B-35
        EventHub small = new EventHub(EventConfig.builder().maxEvents(2).build(), loop::nanoTime);
        HubEvent first = small.create("a/x", Guard.yes());
        small.create("a/x", Guard.yes());

        assertThatIllegalStateException()
                .isThrownBy(() -> small.create("a/z", Guard.yes()))
                .withMessage("there are 2 events, which is the limit; cannot make a/z");
        first.close();
        assertThat(small.create("a/z", Guard.yes()).isOpen()).isTrue();
    }

    @Test
    void countsAnEventUntilAllLoopsHaveLetItGo() {
        listener.subscribe(event);

        event.close();

        assertThat(hub.eventCount()).isOne();
        loop.runUntilIdle();
        assertThat(hub.eventCount()).isZero();
    }

    @Test
    void listsTheOpenEventsOfAnApi() {
        HubEvent same = hub.create("a/x", Guard.no());
        hub.create("ab/x", Guard.yes());
        HubEvent closed = hub.create("a/z", Guard.yes());
        closed.close();

        assertThat(hub.events("a")).containsExactly(event, same);
    }

    @Test
    void pushesToSubscribersOnly() { // S-28
        TestListener stranger = new TestListener(hub, loop, "peer 2");
        assertThat(event.hasSubscribers()).isFalse();
        assertThat(listener.subscribe(event)).isTrue();

        assertThat(event.push("v")).isOne();

        assertThat(event.hasSubscribers()).isTrue();
        assertThat(listener.told()).containsExactly("a/x=\"v\"");
        assertThat(stranger.told()).isEmpty();
    }

    @Test
    void tellsEventsOfTheSameNameApart() { // W-70
        HubEvent twin = hub.create("a/x", Guard.yes());
        listener.subscribe(twin);

        event.push(1);
        twin.push(2);

        assertThat(listener.told()).containsExactly("a/x=2");
    }

    @Test
    void doesNotCountSubscriptions() { // W-72
        assertThat(listener.subscribe(event)).isTrue();
        assertThat(listener.subscribe(event)).isFalse();
        assertThat(event.push(1)).isOne();

        assertThat(listener.unsubscribe(event)).isTrue();
        assertThat(listener.unsubscribe(event)).isFalse();

        assertThat(event.push(2)).isZero();
        assertThat(listener.told()).containsExactly("a/x=1");
    }

    @Test
    void pushesNothingAfterTheUnsubscription() { // W-72, S-10: not even what waits for the loop
        listener.subscribe(event);
        loop.execute(() -> event.unsubscribe(listener.subscriber()));

        event.push(1);

        assertThat(listener.told()).isEmpty();
    }

    @Test
    void pushesNothingToWhoIsGone() { // S-11, S-13
        listener.subscribe(event);
        listener.takesBroadcasts(hub);
        event.push(1);
        hub.broadcast("b", Json.of(1));

        listener.subscriber().close();
        listener.subscriber().close();

        assertThat(event.hasSubscribers()).isFalse();
        assertThat(listener.told()).isEmpty();
        assertThatThrownBy(() -> listener.subscribe(event))
                .isInstanceOf(SubscriptionException.class)
                .hasMessageContaining("peer 1 is gone");
    }

    @Test
    void endsAllSubscriptionsWithTheListener() { // S-01
        HubEvent second = hub.create("a/y", Guard.yes());
        listener.subscribe(event);
        listener.subscribe(second);
        assertThat(listener.subscriber().subscriptionCount()).isEqualTo(2);

        loop.run(listener.subscriber()::close);

        assertThat(listener.subscriber().subscriptionCount()).isZero();
        assertThat(event.push(1) + second.push(1)).isZero();
    }

    @Test
    void refusesMoreSubscriptionsThanItsLimit() { // B-35, S-09: the failure reaches the verb that asked
        EventHub small = new EventHub(EventConfig.builder().maxSubscriptions(1).build(), loop::nanoTime);
        TestListener greedy = new TestListener(small, loop, "peer 2");
        HubEvent first = small.create("a/x", Guard.yes());
        greedy.subscribe(first);

        assertThatThrownBy(() -> greedy.subscribe(small.create("a/y", Guard.yes())))
                .isInstanceOf(SubscriptionException.class)
                .hasMessage("peer 2 has 1 subscriptions, which is the limit; cannot subscribe to a/y");
        assertThat(greedy.subscribe(first)).isFalse();
    }

    @Test
    void tellsOfARemovalAfterThePushesBeforeIt() { // W-74
        TestListener second = new TestListener(hub, other, "peer 2");
        listener.subscribe(event);
        second.subscribe(event);

        event.push(1);
        event.close();
        event.close();
        event.push(2);

        assertThat(listener.told()).containsExactly("a/x=1", "-a/x");
        assertThat(second.told()).containsExactly("a/x=1", "-a/x");
        assertThat(listener.subscriber().isSubscribedTo(event)).isFalse();
    }

    @Test
    void takesNoSubscriptionToAClosedEvent() {
        event.close();

        assertThatThrownBy(() -> listener.subscribe(event))
                .isInstanceOf(SubscriptionException.class)
                .hasMessage("the event a/x is closed");
        assertThatThrownBy(() -> event.expectSubscription(listener.subscriber(), () -> {}))
                .isInstanceOf(SubscriptionException.class);
        assertThat(event.push(1)).isZero();
        assertThat(event.hasSubscribers()).isFalse();
    }

    @Test
    void costsOneTaskForEachLoopThatHasSubscribers() {
        AtomicInteger tasks = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            new TestListener(hub, i % 2 == 0 ? loop : other, "peer " + i).subscribe(event);
        }
        VirtualLoop idle = new VirtualLoop();
        new TestListener(hub, idle, "peer 100").unsubscribe(event);
        loop.beforeEachTask(tasks::incrementAndGet);
        other.beforeEachTask(tasks::incrementAndGet);

        assertThat(event.push(1)).isEqualTo(100);

        loop.runUntilIdle();
        other.runUntilIdle();
        assertThat(tasks).hasValue(2);
        assertThat(idle.hasWork()).isFalse();
    }

    @Test
    void keepsTheOrderOfOneThread() { // W-98, B-05
        HubEvent second = hub.create("a/y", Guard.yes());
        listener.subscribe(event);
        listener.subscribe(second);

        event.push(1);
        second.push(2);
        event.push(3);

        assertThat(listener.told()).containsExactly("a/x=1", "a/y=2", "a/x=3");
    }

    @Test
    void pushesBeforeTheReplyThatFollows() { // W-71, B-05
        listener.subscribe(event);

        event.push(1); // from another thread
        loop.execute(() -> listener.note("reply of a thread"));
        loop.execute(() -> {
            event.push(2); // by a verb on the loop
            listener.note("reply on the loop");
        });

        assertThat(listener.told()).containsExactly("a/x=1", "reply of a thread", "a/x=2", "reply on the loop");
    }

    @Test
    void pushesToWhoHasJustAskedFromAnotherThread() { // S-09
        event.expectSubscription(listener.subscriber(), () -> {
            assertThat(event.subscribe(listener.subscriber(), SubscribeOptions.ALL))
                    .isTrue();
            listener.note("E and X");
        });

        event.push(1);

        assertThat(event.hasSubscribers()).isTrue();
        assertThat(listener.told()).containsExactly("E and X", "a/x=1"); // W-76
        listener.unsubscribe(event);
        assertThat(event.hasSubscribers()).isFalse();
    }

    @Test
    void letsAListenerPublishInTurn() {
        TestListener second = new TestListener(hub, loop, "peer 2");
        listener.subscribe(event);
        second.subscribe(event);
        AtomicInteger left = new AtomicInteger(2);
        listener.whenTold(() -> {
            if (left.getAndDecrement() > 0) {
                event.push("echo");
                event.push("echo of the echo");
            }
        });

        loop.run(() -> event.push("call"));

        assertThat(second.told()).first().isEqualTo("a/x=\"call\"");
        assertThat(second.told()).isEqualTo(listener.told()).hasSize(5);
    }

    @Test
    void isNotDisturbedByListenersThatLeaveWhileTheyAreTold() { // S-11
        TestListener second = new TestListener(hub, loop, "peer 2");
        TestListener third = new TestListener(hub, loop, "peer 3");
        listener.subscribe(event);
        second.subscribe(event);
        third.subscribe(event);
        listener.whenTold(() -> {
            listener.subscriber().close();
            second.subscriber().close();
        });

        event.push(1);
        event.push(2);

        assertThat(listener.told()).containsExactly("a/x=1");
        assertThat(second.told()).isEmpty();
        assertThat(third.told()).containsExactly("a/x=1", "a/x=2");
    }

    @Test
    void tellsTheOthersWhenOneFails(LogCapture logs) {
        logs.expect("peer 1: could not be told of an event");
        TestListener second = new TestListener(hub, loop, "peer 2");
        listener.subscribe(event);
        second.subscribe(event);
        listener.whenTold(() -> {
            throw new IllegalStateException("broken pipe");
        });

        event.push(1);

        assertThat(second.told()).containsExactly("a/x=1");
    }

    @Test
    void staysBoundedWhenALoopStands(LogCapture logs) {
        logs.expect("events are pushed faster than they are carried out, 8192 wait");
        TestListener second = new TestListener(hub, other, "peer 2");
        listener.subscribe(event);
        second.subscribe(event);

        for (int i = 0; i < 10_000; i++) {
            event.push(i);
            other.runUntilIdle();
        }

        assertThat(hub.dropped()).isEqualTo(10_000 - 8192);
        assertThat(second.told()).hasSize(10_000); // one loop that stands does not disturb another
        assertThat(listener.told())
                .isEqualTo(IntStream.range(0, 8192).mapToObj(i -> "a/x=" + i).toList());
    }

    @Test
    void warnsOncePerBurst(LogCapture logs) {
        EventHub small = new EventHub(EventConfig.builder().maxWaitingPerLoop(4).build(), loop::nanoTime);
        HubEvent fast = small.create("a/fast", Guard.yes());
        new TestListener(small, loop, "peer 2").subscribe(fast);
        logs.expect("4 wait");

        for (int burst = 0; burst < 2; burst++) {
            IntStream.range(0, 10).forEach(fast::push);
            loop.runUntilIdle();
        }

        assertThat(logs.messages(Level.WARNING)).hasSize(2);
        assertThat(small.dropped()).isEqualTo(12);
    }

    @Test
    void dropsNoRemovalWhenALoopStands(LogCapture logs) {
        logs.expect("1 wait");
        EventHub small = new EventHub(EventConfig.builder().maxWaitingPerLoop(1).build(), loop::nanoTime);
        HubEvent fast = small.create("a/fast", Guard.yes());
        TestListener slow = new TestListener(small, loop, "peer 2");
        slow.subscribe(fast);

        fast.push(1);
        fast.push(2);
        fast.close();

        assertThat(slow.told()).containsExactly("a/fast=1", "-a/fast"); // W-74
    }
}
