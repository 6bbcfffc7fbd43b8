package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
@SuppressWarnings("ThreadPriorityCheck") // Thread.yield provokes more interleavings, nothing relies on it
final class VerbRunnerTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final RunningCalls running = new RunningCalls(loop, CoreConfig.DEFAULT.callTimeout());
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void runsANonBlockingVerbOnTheLoop() {
        ApiTarget target = target(CoreConfig.DEFAULT, nonBlocking(request -> request.reply(loop.inLoop())));

        TestCall call = submit(target);

        assertThat(call.replies()).containsExactly(Reply.of(Json.TRUE));
    }

    @Test
    void runsABlockingVerbOnAVirtualThreadAndReturnsAtOnce() {
        ApiTarget target = target(CoreConfig.DEFAULT, blocking(request -> {
            gate.await();
            request.reply(Thread.currentThread().isVirtual());
        }));

        TestCall call = submit(target);

        assertThat(call.replies()).isEmpty();
        gate.countDown();
        assertThat(call.awaitReply()).isEqualTo(Reply.of(Json.TRUE));
    }

    // W-96
    @Test
    void runsCallsOfABlockingVerbConcurrently() {
        CountDownLatch both = new CountDownLatch(2);
        ApiTarget target = target(CoreConfig.DEFAULT, blocking(request -> {
            both.countDown();
            request.reply(both.await(10, TimeUnit.SECONDS));
        }));

        TestCall first = submit(target);
        TestCall second = submit(target);

        assertThat(first.awaitReply()).isEqualTo(Reply.of(Json.TRUE));
        assertThat(second.awaitReply()).isEqualTo(Reply.of(Json.TRUE));
    }

    @Test
    void interruptsAHandlerThatOutlivesItsDeadline(LogCapture logs) throws Exception {
        logs.expect("call of v: test/v: no answer within 20000 ms");
        CompletableFuture<String> end = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        ApiTarget target = target(CoreConfig.DEFAULT, blocking(request -> {
            started.countDown();
            try {
                gate.await();
            } catch (InterruptedException interrupted) {
                end.complete("interrupted");
                throw interrupted; // is no second line in the log
            }
        }));

        TestCall call = submit(target);
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        loop.advance(Duration.ofSeconds(20));

        assertThat(call.replies())
                .containsExactly(Reply.of(Status.INTERNAL_ERROR.withInfo("no answer within 20000 ms")));
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Test
    void doesNotStartACallThatExpiredWhileItWaited(LogCapture logs) throws Exception {
        logs.expect("no answer within 20000 ms");
        AtomicInteger handled = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        ApiTarget target = target(CoreConfig.DEFAULT.withMaxRunning(1, 10), blocking(request -> {
            handled.incrementAndGet();
            started.countDown();
            if (request.arguments().isEmpty()) {
                awaitUninterruptibly(gate);
            }
            request.reply();
        }));
        TestCall first = submit(target, new TestCall(loop, "test", "v", List.of()));
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        TestCall waiting = submit(target);
        loop.advance(Duration.ofSeconds(1));
        TestCall later = submit(target);

        logs.tolerate("was answered before"); // the first, which is blocked for longer than its deadline
        loop.advance(Duration.ofSeconds(19));
        gate.countDown();

        assertThat(later.awaitReply()).isEqualTo(Reply.success());
        assertThat(first.awaitReply().status().code()).isEqualTo(-1);
        assertThat(waiting.awaitReply().status().code()).isEqualTo(-1);
        assertThat(handled).hasValue(2);
    }

    @Test
    void answersInternalErrorWhenTooManyWait() {
        ApiTarget target = target(CoreConfig.DEFAULT.withMaxRunning(1, 1), blocking(request -> {
            gate.await();
            request.reply();
        }));

        TestCall runs = submit(target);
        TestCall waits = submit(target);
        TestCall refused = submit(target);

        assertThat(refused.replies())
                .containsExactly(Reply.of(Status.INTERNAL_ERROR.withInfo("too many calls are waiting")));
        gate.countDown();
        assertThat(runs.awaitReply()).isEqualTo(Reply.success());
        assertThat(waits.awaitReply()).isEqualTo(Reply.success());
    }

    @Test
    void runsOneCallAtATimeForAnApiThatAsksForIt() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        VerbHandler counting = request -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            request.reply();
        };
        Api api = Api.builder("test")
                .concurrency(1)
                .verb("v", counting)
                .verb(Verb.named("w").nonBlocking().handler(counting))
                .build();
        ApiTarget target = TestBinder.target(loop, CoreConfig.DEFAULT, api);

        List<TestCall> calls = IntStream.range(0, 100)
                .mapToObj(i -> submit(target, new TestCall(loop, i % 2 == 0 ? "v" : "w")))
                .toList();

        calls.forEach(call -> assertThat(call.awaitReply()).isEqualTo(Reply.success()));
        assertThat(most).hasValue(1);
    }

    @Test
    void logsANonBlockingVerbThatHoldsItsLoop(LogCapture logs) {
        logs.expect("call of v test/v: the non-blocking verb held its loop for 51 ms");

        submit(target(CoreConfig.DEFAULT, nonBlocking(request -> {
            loop.pass(Duration.ofMillis(51));
            request.reply();
        })));

        assertThat(logs.messages(Level.WARNING)).hasSize(1);
    }

    @Test
    void measuresAVerbFromTheEndOfTheOneBefore(LogCapture logs) {
        ApiTarget target = target(CoreConfig.DEFAULT, nonBlocking(request -> {
            loop.pass(Duration.ofMillis(30));
            request.reply();
        }));
        ArrivedTogether together = new ArrivedTogether(loop.nanoTime());

        for (int i = 0; i < 3; i++) {
            submit(target, together.call(loop));
        }

        assertThat(together.clockNanos - loop.nanoTime()).isZero();
        assertThat(logs.messages(Level.WARNING)).isEmpty();
    }

    /// Calls of one read: their origin reads no clock.
    private static final class ArrivedTogether {

        private long clockNanos;

        ArrivedTogether(long arrivalNanos) {
            clockNanos = arrivalNanos;
        }

        TestCall call(VirtualLoop loop) {
            return new TestCall(loop, "v") {
                @Override
                protected long arrivalNanos() {
                    return clockNanos;
                }

                @Override
                protected void clockRead(long nowNanos) {
                    clockNanos = nowNanos;
                }
            };
        }
    }

    @Test
    void doesNotLogANonBlockingVerbThatIsQuickEnough(LogCapture logs) {
        TestCall call = submit(target(CoreConfig.DEFAULT, nonBlocking(request -> {
            loop.pass(Duration.ofMillis(50));
            request.reply();
        })));

        assertThat(call.replies()).hasSize(1);
        assertThat(logs.messages(Level.WARNING)).isEmpty();
    }

    private static Verb nonBlocking(VerbHandler handler) {
        return Verb.named("v").nonBlocking().handler(handler);
    }

    private static Verb blocking(VerbHandler handler) {
        return Verb.named("v").handler(handler);
    }

    private ApiTarget target(CoreConfig config, Verb verb) {
        return TestBinder.target(loop, config, Api.builder("test").verb(verb).build());
    }

    private TestCall submit(ApiTarget target) {
        return submit(target, new TestCall(loop, "v"));
    }

    private TestCall submit(ApiTarget target, TestCall call) {
        running.add(call, loop.nanoTime());
        loop.run(() -> target.accept(call));
        return call;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
