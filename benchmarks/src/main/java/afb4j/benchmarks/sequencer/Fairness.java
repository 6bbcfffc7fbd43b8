package afb4j.benchmarks.sequencer;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// S-06: prints the round trips through a channel whose loop is shared with a sequencer that feeds itself, and for
/// comparison those of a channel that has its loop for itself.
///
/// A slow trip may be the fault of the loop, or of the machine, which gave the processor to another. So the loop's own
/// part is counted too: how many turns it made until it answered, and how much processor time its longest turn took.
final class Fairness {

    private static final int WARMUP_SECONDS = 5;
    private static final int SECONDS = 10;
    private static final int ALONE_SECONDS = 3;
    private static final int MOST_ROUND_TRIPS = 2_000_000;

    private final CountedLoop loop = new CountedLoop(LoopKind.EPOLL);
    private final AtomicLong turnOfEcho = new AtomicLong();
    private final LongestTurn longestTurn = new LongestTurn();

    private Fairness() {}

    private final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            turnOfEcho.set(loop.polls());
            context.writeAndFlush(message, context.voidPromise());
        }
    }

    /// The most processor time between two messages of a sequencer that gets one in each turn. Written on the loop.
    private static final class LongestTurn {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final AtomicLong longestNanos = new AtomicLong();
        private long lastNanos;

        void turn() {
            long nowNanos = threads.getCurrentThreadCpuTime();
            if (lastNanos != 0 && nowNanos - lastNanos > longestNanos.get()) {
                longestNanos.set(nowNanos - lastNanos);
            }
            lastNanos = nowNanos;
        }

        void startAgain() {
            longestNanos.set(0);
        }

        long nanos() {
            return longestNanos.get();
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Fairness().measure();
    }

    private void measure() throws IOException, InterruptedException {
        try (Ground ground = Ground.on(loop)) {
            Channel server = listen();
            InetSocketAddress address = (InetSocketAddress) server.localAddress();
            roundTrips(address, WARMUP_SECONDS);
            RoundTrips alone = roundTrips(address, ALONE_SECONDS);
            Sequencer<LongestTurn, String> busy = ground.runtime()
                    .start(SequencerSpec.builder("busy", () -> longestTurn, Fairness::feed)
                            .slowHandler(
                                    Duration.ofHours(1)) // else each stall of the machine is prolonged by a warning
                            .build());
            roundTrips(address, WARMUP_SECONDS);
            longestTurn.startAgain();
            long turnsBefore = loop.polls();
            long collectedBefore = collectedMillis();
            RoundTrips shared = roundTrips(address, SECONDS);
            long collected = collectedMillis() - collectedBefore;
            long turns = loop.polls() - turnsBefore;
            busy.close();
            server.close().sync();
            print(alone, shared);
            Row.withoutAim(
                            "turns of the loop, garbage collection meanwhile",
                            Row.text("%,d per second, %d ms in %d s", turns / SECONDS, collected, SECONDS))
                    .print();
        }
    }

    private void print(RoundTrips alone, RoundTrips shared) {
        Row.withoutAim(Row.text("echo alone on its loop, EPOLL (%d trips)", alone.count()), alone.times())
                .print();
        Row.withoutAim("  over 20 ms", alone.slow()).print();
        Row.below(
                        Row.text("echo beside a busy sequencer, EPOLL (%d trips)", shared.count()),
                        shared.times(),
                        shared.mostMicros(),
                        "< 20 ms",
                        RoundTrips.SLOW_MICROS)
                .print();
        Row.withoutAim("  over 20 ms", shared.slow()).print();
        double turnMicros = longestTurn.nanos() / RoundTrips.NANOS_PER_MICRO;
        Row.below(
                        "  the loop's part: turns to the echo; longest turn",
                        Row.text("at most %d; at most %.0f us", shared.mostTurns(), turnMicros),
                        shared.mostTurns() * turnMicros,
                        "< 20 ms",
                        RoundTrips.SLOW_MICROS)
                .print();
    }

    private static long collectedMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static Verdict feed(Sequencer<LongestTurn, String> self, LongestTurn longest, Signal<String> signal) {
        longest.turn();
        if (!(signal instanceof Signal.Destroyed<String>)) {
            self.offer("again");
        }
        return Verdict.CONTINUE;
    }

    private Channel listen() throws InterruptedException {
        return new ServerBootstrap()
                .group(loop.group())
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Echo());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    /// One after the other.
    private RoundTrips roundTrips(InetSocketAddress server, int seconds) throws IOException {
        long[] nanos = new long[MOST_ROUND_TRIPS];
        long mostTurns = 0;
        int made = 0;
        try (Socket client = new Socket(server.getAddress(), server.getPort())) {
            client.setTcpNoDelay(true);
            long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            for (long now = System.nanoTime(); endNanos - now > 0 && made < MOST_ROUND_TRIPS; made++) {
                long startNanos = now;
                client.getOutputStream().write('!');
                long turnWritten = loop.polls();
                if (client.getInputStream().read() != '!') {
                    throw new EOFException("expected the echo of one byte, got the end or another, after " + made);
                }
                now = System.nanoTime();
                nanos[made] = now - startNanos;
                mostTurns = Math.max(mostTurns, turnOfEcho.get() - turnWritten);
            }
        }
        return RoundTrips.of(Arrays.copyOf(nanos, made), mostTurns);
    }
}
