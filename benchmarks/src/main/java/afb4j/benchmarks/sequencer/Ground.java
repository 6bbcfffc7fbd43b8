package afb4j.benchmarks.sequencer;

import afb4j.sequencer.Loop;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.transport.Network;
import afb4j.transport.TransportConfig;
import afb4j.transport.netty.NettyNetwork;
import io.netty.channel.epoll.Epoll;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// One loop and the runtime of its sequencers.
record Ground(Loop loop, SequencerRuntime runtime, Runnable ending) implements AutoCloseable {

    /// With the loop of the product where that is of this kind, else with one driven in the same way.
    static Ground open(LoopKind kind) {
        return switch (kind) {
            case EPOLL -> production();
            case NIO -> on(new CountedLoop(kind));
        };
    }

    private static Ground production() {
        Epoll.ensureAvailability();
        Network network =
                NettyNetwork.open(TransportConfig.builder().ioThreads(1).build());
        return new Ground(network.loop(), network.sequencers(), network::close);
    }

    /// On this loop, which is closed with it.
    static Ground on(CountedLoop loop) {
        SequencerRuntime runtime = SequencerRuntime.on(loop.loop());
        return new Ground(loop.loop(), runtime, () -> {
            runtime.close();
            runtime.completion().toCompletableFuture().join();
            loop.close();
        });
    }

    /// Starts sequencers that never get a message, and waits until each has seen its first signal.
    void startIdle(int count) throws InterruptedException {
        startIdle(count, _ -> {});
    }

    /// As [#startIdle(int)]; `atStart` is given the number of each, in the thread that calls, after it was started.
    void startIdle(int count, Consumer<Started> atStart) throws InterruptedException {
        CountDownLatch created = new CountDownLatch(count);
        SequencerSpec<CountDownLatch, String> spec = SequencerSpec.<CountDownLatch, String>builder(
                        "idle", () -> created, (_, latch, signal) -> {
                            if (signal instanceof Signal.Created<String>) {
                                latch.countDown();
                            }
                            return Verdict.CONTINUE;
                        })
                .build();
        for (int i = 0; i < count; i++) {
            atStart.accept(new Started(i, runtime.start(spec)));
        }
        created.await();
    }

    @Override
    public void close() {
        ending.run();
    }
}
