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

/// S-06: prints the round trips through a channel whose loop is shared with a sequencer that feeds itself.
final class Fairness {

    private static final int SECONDS = 10;
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
            Sequencer<String, String> busy = ground.runtime()
                    .start(SequencerSpec.builder("busy", () -> "", Fairness::feed)
                            .build());
            long turnsBefore = loop.polls();
            long[] nanos = roundTrips((InetSocketAddress) server.localAddress());
            long turns = loop.polls() - turnsBefore;
            busy.close();
            server.close().sync();
            print(nanos, turns);
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
    private long[] roundTrips(InetSocketAddress server) throws IOException {
        long[] nanos = new long[MOST_ROUND_TRIPS];
        int made = 0;
        try (Socket client = new Socket(server.getAddress(), server.getPort())) {
            client.setTcpNoDelay(true);
            long endNanos = loop.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            for (long now = loop.nanoTime(); endNanos - now > 0 && made < MOST_ROUND_TRIPS; made++) {
                long startNanos = now;
                client.getOutputStream().write('!');
                if (client.getInputStream().read() != '!') {
                    throw new EOFException("expected the echo of one byte, got the end or another, after " + made);
                }
                now = loop.nanoTime();
                nanos[made] = now - startNanos;
            }
        }
        long[] all = Arrays.copyOf(nanos, made);
        Arrays.sort(all);
        return all;
    }

    private static void print(long[] nanos, long turns) {
        double mostMicros = nanos[nanos.length - 1] / NANOS_PER_MICRO;
        Row.below(
                        Row.text("echo beside a busy sequencer, EPOLL (%d trips)", nanos.length),
                        Row.text(
                                "p50 %.0f us, p99 %.0f us, max %.0f us",
                                nanos[nanos.length / 2] / NANOS_PER_MICRO,
                                nanos[(int) (nanos.length * 0.99)] / NANOS_PER_MICRO,
                                mostMicros),
                        mostMicros,
                        "max < 20 ms",
                        MOST_MICROS)
                .print();
        Row.withoutAim("turns of the loop meanwhile", Row.text("%,d per second", turns / SECONDS))
                .print();
    }
}
