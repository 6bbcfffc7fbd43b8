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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// S-06: prints the round trips through a channel whose loop is shared with a sequencer that feeds itself, and for
/// comparison those of a channel that has its loop for itself.
final class Fairness {

    private static final int WARMUP_SECONDS = 1;
    private static final int SECONDS = 10;
    private static final int ALONE_SECONDS = 3;
    private static final int MOST_ROUND_TRIPS = 2_000_000;
    private static final double MOST_MICROS = 20_000;
    private static final double NANOS_PER_MICRO = 1_000;

    private final CountedLoop loop = new CountedLoop(LoopKind.EPOLL);

    private Fairness() {}

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message, context.voidPromise());
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
            long[] alone = roundTrips(address, ALONE_SECONDS);
            Sequencer<String, String> busy = ground.runtime()
                    .start(SequencerSpec.builder("busy", () -> "", Fairness::feed)
                            .build());
            roundTrips(address, WARMUP_SECONDS);
            long turnsBefore = loop.polls();
            long[] shared = roundTrips(address, SECONDS);
            long turns = loop.polls() - turnsBefore;
            busy.close();
            server.close().sync();
            Row.withoutAim(Row.text("echo alone on its loop, EPOLL (%d trips)", alone.length), text(alone))
                    .print();
            Row.below(
                            Row.text("echo beside a busy sequencer, EPOLL (%d trips)", shared.length),
                            text(shared),
                            mostMicros(shared),
                            "max < 20 ms",
                            MOST_MICROS)
                    .print();
            Row.withoutAim("turns of the loop meanwhile", Row.text("%,d per second", turns / SECONDS))
                    .print();
        }
    }

    private static Verdict feed(Sequencer<String, String> self, String state, Signal<String> signal) {
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

    /// One after the other, sorted.
    private long[] roundTrips(InetSocketAddress server, int seconds) throws IOException {
        long[] nanos = new long[MOST_ROUND_TRIPS];
        int made = 0;
        try (Socket client = new Socket(server.getAddress(), server.getPort())) {
            client.setTcpNoDelay(true);
            long endNanos = loop.loop().nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            for (long now = loop.loop().nanoTime(); endNanos - now > 0 && made < MOST_ROUND_TRIPS; made++) {
                long startNanos = now;
                client.getOutputStream().write('!');
                if (client.getInputStream().read() != '!') {
                    throw new EOFException("expected the echo of one byte, got the end or another, after " + made);
                }
                now = loop.loop().nanoTime();
                nanos[made] = now - startNanos;
            }
        }
        long[] all = Arrays.copyOf(nanos, made);
        Arrays.sort(all);
        return all;
    }

    private static double mostMicros(long[] sortedNanos) {
        return sortedNanos[sortedNanos.length - 1] / NANOS_PER_MICRO;
    }

    private static String text(long[] sortedNanos) {
        return Row.text(
                "p50 %.0f us, p99 %.0f us, max %.0f us",
                sortedNanos[sortedNanos.length / 2] / NANOS_PER_MICRO,
                sortedNanos[(int) (sortedNanos.length * 0.99)] / NANOS_PER_MICRO,
                mostMicros(sortedNanos));
    }
}
