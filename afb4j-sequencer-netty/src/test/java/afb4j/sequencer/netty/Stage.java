package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.Loop;
import afb4j.sequencer.Script;
import afb4j.sequencer.ScriptRun;
import afb4j.sequencer.SequencerHandler;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.testkit.TraceRecorder;
import afb4j.sequencer.testkit.VirtualLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Where a scenario plays: one loop of some kind, a runtime on it, and a recorder that checks the promises at the
/// end.
final class Stage implements AutoCloseable {

    /// Real loops play scenarios this much faster than they are written.
    private static final int REAL_SPEED = 40;

    private final LoopKind kind;
    private final VirtualLoop virtual = new VirtualLoop();
    private final AtomicLong polls = new AtomicLong();
    private final MultiThreadIoEventLoopGroup group;
    private final Loop loop;
    private final TraceRecorder recorder;
    private final SequencerRuntime runtime;

    Stage(LoopKind kind) {
        this.kind = kind;
        if (kind.isReal()) {
            group = new MultiThreadIoEventLoopGroup(1, CountingIoHandler.counting(kind.ioHandlers(), polls));
            loop = new NettyLoop(group.next());
            recorder = new TraceRecorder(polls::get);
        } else {
            group = null;
            loop = virtual;
            recorder = new TraceRecorder(virtual::turns);
        }
        runtime = new SequencerRuntime(List.of(loop), recorder, new SplittableRandom(42));
    }

    Loop loop() {
        return loop;
    }

    EventLoop eventLoop() {
        return ((NettyLoop) loop).eventLoop();
    }

    boolean isReal() {
        return kind.isReal();
    }

    TraceRecorder recorder() {
        return recorder;
    }

    SequencerRuntime runtime() {
        return runtime;
    }

    /// The number of the loop's turn.
    long turns() {
        return kind.isReal() ? polls.get() : virtual.turns();
    }

    /// A time of the scenario, at the speed of this stage.
    Duration time(long millis) {
        Duration written = Duration.ofMillis(millis);
        return kind.isReal() ? written.dividedBy(REAL_SPEED) : written;
    }

    /// A spec whose handler is recorded.
    <S, E> SequencerSpec.Builder<S, E> spec(String name, Supplier<S> state, SequencerHandler<S, E> handler) {
        return recorded(SequencerSpec.builder(name, state, handler));
    }

    /// The same, of a script.
    <E, T> SequencerSpec.Builder<ScriptRun<E, T>, E> script(String name, Script<E, T> script) {
        return recorded(SequencerSpec.script(name, script));
    }

    private <S, E> SequencerSpec.Builder<S, E> recorded(SequencerSpec.Builder<S, E> builder) {
        return builder.around(recorder::recording).slowHandler(Duration.ofHours(1));
    }

    /// Does `action` in this thread while the loop does nothing.
    void whileStopped(Runnable action) {
        if (!kind.isReal()) {
            action.run();
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        loop.execute(() -> {
            stopped.countDown();
            awaitLatch(goOn);
        });
        awaitLatch(stopped);
        action.run();
        goOn.countDown();
    }

    /// Does `action` on the loop, outside of any handler.
    void onLoop(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (RuntimeException | AssertionError thrown) {
                done.completeExceptionally(thrown);
            }
        });
        await(done);
    }

    /// Lets the time of the scenario pass.
    void pass(long millis) {
        if (kind.isReal()) {
            CountDownLatch passed = new CountDownLatch(1);
            loop.at(loop.nanoTime() + time(millis).toNanos(), passed::countDown);
            awaitLatch(passed);
        } else {
            virtual.advance(time(millis));
        }
    }

    /// Lets things happen until `condition` holds.
    void until(BooleanSupplier condition) {
        CompletableFuture<Void> holds = new CompletableFuture<>();
        watch(condition, holds);
        await(holds);
    }

    /// The result of `stage`, letting time pass until it is there.
    <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!kind.isReal()) {
            virtual.runUntilIdle();
            for (int i = 0; i < 100_000 && !future.isDone(); i++) {
                virtual.advance(Duration.ofMillis(10));
            }
        }
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException failed) {
            throw new AssertionError("not there in time", failed);
        }
    }

    /// The failure of `stage`, letting time pass until it is there.
    Throwable awaitFailure(CompletionStage<?> stage) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        stage.whenComplete((_, thrown) -> failure.complete(thrown));
        return await(failure);
    }

    /// The virtual loop of a virtual stage.
    VirtualLoop virtual() {
        return virtual;
    }

    /// Ends everything and checks that nothing is left and no promise was broken.
    @Override
    public void close() {
        runtime.close();
        await(runtime.completion());
        assertThat(runtime.sequencers()).isEmpty();
        assertThat(virtual.pendingAlarms()).isZero();
        if (group != null) {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        recorder.assertSound();
    }

    private void watch(BooleanSupplier condition, CompletableFuture<Void> holds) {
        if (condition.getAsBoolean()) {
            holds.complete(null);
        } else {
            loop.at(loop.nanoTime() + Duration.ofMillis(1).toNanos(), () -> watch(condition, holds));
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
