package afb4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.api.EventHandler;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.SubscribeOptions;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class EventHandlersTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final EventConfig config =
            EventConfig.builder().handlerQueueLength(3).build();
    private final EventHub hub = new EventHub(config, loop::nanoTime);
    private final EventHandlers handlers = new EventHandlers("a", loop, config);
    private final Subscriber subscriber = hub.subscriber(handlers);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() {
        loop.run(subscriber::close);
        handlers.close();
    }

    @Test
    void callsOneHandlerTheMostSpecific() throws Exception { // hello.md 4.3
        handlers.add("*", hearAs("any"));
        handlers.add("b/*", hearAs("of b"));
        handlers.add("B/EV", hearAs("exact"));
        handlers.add("*/evening", hearAs("evening"));

        broadcast("b/ev");
        broadcast("b/evening");
        assertThat(heard(2)).containsExactly("exact b/ev=1", "evening b/evening=1");
        broadcast("B/x");
        broadcast("c");
        assertThat(heard(2)).containsExactly("of b B/x=1", "any c=1");
    }

    @Test
    void prefersTheFirstOfEquals() throws Exception {
        handlers.add("*b/e", hearAs("other"));
        handlers.add("*/ev", hearAs("first"));
        handlers.add("b/*v", hearAs("second"));

        broadcast("b/ev");
        assertThat(heard(1)).containsExactly("first b/ev=1");

        handlers.remove("*/ev");
        handlers.add("*/ev", hearAs("third"));
        broadcast("b/ev");
        assertThat(heard(1)).containsExactly("second b/ev=1");
    }

    @Test
    void hearsBroadcastsOfItsOwnBinderAndPushesItSubscribedTo() throws Exception { // S-28, S-29, hello.md 4.3
        HubEvent event = hub.create("b/x", Guard.yes());
        handlers.add("*", hearAs("any"));
        loop.run(() -> {
            hub.add(subscriber);
            event.subscribe(subscriber, SubscribeOptions.ALL);
        });

        event.push(1);
        hub.broadcast("y", Json.of(2));
        hub.rebroadcast("z", Json.of(3), new UUID(1, 1), 0); // W-78
        event.close();
        loop.runUntilIdle();

        assertThat(heard(3)).containsExactly("any b/x=1", "any y=2", "any z=3");
    }

    @Test
    void callsOneAfterTheOtherInOrderOnAThreadThatMayBlock() throws Exception {
        handlers.add("*", (event, data) -> {
            gate.await();
            heard.add(event + " " + Thread.currentThread().isVirtual());
        });

        broadcast("1");
        broadcast("2");
        broadcast("3");

        assertThat(heard).isEmpty();
        gate.countDown();
        assertThat(heard(3)).containsExactly("1 true", "2 true", "3 true");
    }

    @Test
    void dropsTheOldestWithAWarning(LogCapture logs) throws Exception {
        logs.expect("API a: handlers do not keep up with events, of which 3 wait; the oldest are dropped");
        CountDownLatch started = new CountDownLatch(1);
        handlers.add("*", (event, data) -> {
            started.countDown();
            gate.await();
            heard.add(event);
        });
        broadcast("0");
        started.await();

        for (int i = 1; i <= 10; i++) {
            broadcast(String.valueOf(i));
        }
        gate.countDown();

        assertThat(heard(4)).containsExactly("0", "8", "9", "10");
        assertThat(logs.messages(Level.WARNING)).hasSize(1);
    }

    @Test
    void goesOnAfterAFailure(LogCapture logs) throws Exception {
        logs.expect("API a: the handler of event bad failed");
        handlers.add("bad", (event, data) -> {
            throw new IllegalStateException("of the handler");
        });
        handlers.add("*", hearAs("any"));

        broadcast("bad");
        broadcast("good");

        assertThat(heard(1)).containsExactly("any good=1");
    }

    @Test
    void refusesASecondHandlerForAPattern() {
        handlers.add("b/*", hearAs("first"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> handlers.add("B/*", hearAs("second")))
                .withMessage("API a has a handler for events \"B/*\", expected another pattern");
        assertThat(handlers.remove("B/*")).isTrue();
        assertThat(handlers.remove("b/*")).isFalse();
        handlers.add("b/*", hearAs("second"));
    }

    @Test
    void callsNoHandlerThatWasRemoved() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        handlers.add("slow", (event, data) -> {
            started.countDown();
            gate.await();
        });
        handlers.add("x", hearAs("x"));
        handlers.add("y", hearAs("y"));
        broadcast("slow");
        started.await();
        broadcast("x");
        broadcast("y");

        handlers.remove("x");
        gate.countDown();
        broadcast("x");

        assertThat(heard(1)).containsExactly("y y=1");
        assertThat(heard).isEmpty();
    }

    @Test
    void callsNothingOnceClosed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        handlers.add("*", (event, data) -> {
            heard.add(event);
            started.countDown();
            try {
                gate.await();
            } catch (InterruptedException stop) {
                interrupted.countDown();
                throw stop;
            }
        });
        broadcast("1");
        broadcast("2");
        started.await();

        handlers.close();
        handlers.close();
        broadcast("3");

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).containsExactly("1");
    }

    private EventHandler hearAs(String who) {
        return (event, data) -> heard.add(who + " " + event + "=" + data.toJson());
    }

    private void broadcast(String event) {
        handlers.broadcast(new Publication(0, event, Json.of(1), 0), new UUID(0, 0), 1);
    }

    private List<String> heard(int count) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = heard.poll(10, TimeUnit.SECONDS);
            assertThat(line)
                    .as("line %d of %d, after %s", lines.size() + 1, count, lines)
                    .isNotNull();
            lines.add(line);
        }
        return lines;
    }
}
