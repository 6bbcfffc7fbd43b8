package afb4j.transport.netty;

import static java.lang.System.Logger.Level.DEBUG;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.netty.NettyLoop;
import afb4j.transport.Address;
import afb4j.transport.TransportException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One attempt to connect: tries the ways to an address one after the other until one succeeds. Ways are the
/// numbers of a host, or the exact and the padded form of an abstract name (W-05).
///
/// A unix socket whose server has no room for the moment refuses at once, where TCP would wait: such a way is
/// tried again until the time is over.
@ConfinedTo("the loop of the connection to be; start() is for any thread")
@SuppressWarnings("FutureReturnValueIgnored") // listeners of the futures take their outcome
final class Connector {

    private static final System.Logger LOGGER = System.getLogger(Connector.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final NettyNetwork network;
    private final Address address;
    private final NettyLoop loop;
    private final CompletableFuture<Channel> result = new CompletableFuture<>();
    private final long deadlineNanos;
    private final Queue<Supplier<CompletableFuture<Channel>>> ways = new ArrayDeque<>();
    private @Nullable Throwable firstFailure;

    Connector(NettyNetwork network, Address address, NettyLoop loop) {
        this.network = network;
        this.address = address;
        this.loop = loop;
        this.deadlineNanos = loop.nanoTime() + network.config().connectTimeout().toNanos();
    }

    /// Begins. Once.
    ///
    /// @return completes with a channel that does not read yet, on its loop
    CompletionStage<Channel> start() {
        network.track(this);
        result.whenComplete((_, _) -> network.forget(this));
        if (address instanceof Address.Tcp tcp && !isNumber(tcp.host())) {
            Thread.ofVirtual().name("afb4j-resolve").start(this::findWays); // looking a name up blocks
        } else {
            findWays();
        }
        return result;
    }

    private static boolean isNumber(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    private void findWays() {
        try {
            if (address instanceof Address.Abstract name) {
                SocketKind exact = SocketKind.of(network.driver(), name).getFirst();
                if (!NativeSockets.isFull(name.name())) {
                    ways.add(() -> connect(exact));
                }
                ways.add(() -> connectPadded(name.name()));
            } else {
                SocketKind.of(network.driver(), address).forEach(kind -> ways.add(() -> connect(kind)));
            }
            loop.execute(this::tryNext);
        } catch (TransportException cause) {
            result.completeExceptionally(cause);
        }
    }

    private void tryNext() {
        tryWay(ways.remove());
    }

    private void tryWay(Supplier<CompletableFuture<Channel>> way) {
        if (network.isClosed()) {
            fail("the network is closed", null);
            return;
        }
        way.get().whenComplete((channel, cause) -> {
            if (cause == null) {
                onOpen(channel);
            } else {
                onFailure(way, cause);
            }
        });
    }

    private CompletableFuture<Channel> connect(SocketKind kind) {
        return outcome(new Bootstrap()
                .group(loop.eventLoop())
                .channelFactory(kind.client()::get)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, remainingMillis())
                .option(ChannelOption.AUTO_READ, false)
                .handler(nothing())
                .connect(kind.address()));
    }

    private CompletableFuture<Channel> outcome(ChannelFuture attempt) {
        CompletableFuture<Channel> outcome = new CompletableFuture<>();
        network.track(attempt.channel());
        attempt.addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                outcome.complete(done.channel());
            } else {
                outcome.completeExceptionally(done.cause());
            }
        });
        return outcome;
    }

    private int remainingMillis() {
        return (int) Math.max(1, (deadlineNanos - loop.nanoTime()) / 1_000_000);
    }

    /// The handler until the connection is made, when the socket is open.
    private static ChannelHandler nothing() {
        return new ChannelInboundHandlerAdapter();
    }

    /// The first use of native code takes its time, so it is not for the loop.
    private CompletableFuture<Channel> connectPadded(String name) {
        CompletableFuture<Channel> outcome = new CompletableFuture<>();
        Thread.ofVirtual().name("afb4j-connect").start(() -> {
            try {
                int descriptor = NativeSockets.connect(name);
                loop.execute(() -> adopt(descriptor, outcome));
            } catch (IOException | TransportException cause) {
                loop.execute(() -> outcome.completeExceptionally(cause));
            }
        });
        return outcome;
    }

    private void adopt(int descriptor, CompletableFuture<Channel> outcome) {
        Channel channel = new EpollDomainSocketChannel(descriptor, true);
        channel.config().setAutoRead(false);
        outcome(loop.eventLoop().register(channel)).whenComplete((open, cause) -> {
            if (cause == null) {
                outcome.complete(open);
            } else {
                outcome.completeExceptionally(cause);
            }
        });
    }

    private void onFailure(Supplier<CompletableFuture<Channel>> way, Throwable cause) {
        LOGGER.log(DEBUG, "connection to {0} failed: {1}", address, cause);
        if (firstFailure == null) {
            firstFailure = cause;
        }
        if (network.isClosed()) {
            fail("the network is closed", firstFailure);
        } else if (Causes.isBusy(cause) && loop.nanoTime() + PAUSE.toNanos() < deadlineNanos) {
            loop.at(loop.nanoTime() + PAUSE.toNanos(), () -> tryWay(way));
        } else if (ways.isEmpty()) {
            String more = cause instanceof TransportException ? "; as a padded name: " + cause.getMessage() : "";
            fail(Causes.text(firstFailure) + more, firstFailure);
        } else {
            tryNext();
        }
    }

    /// Gives up, for the network is closed. Any thread.
    void abort() {
        loop.execute(() -> fail("the network is closed", firstFailure));
    }

    private void fail(String why, @Nullable Throwable cause) {
        result.completeExceptionally(new TransportException("connection to " + address + " failed: " + why, cause));
    }

    private void onOpen(Channel channel) {
        if (!result.complete(channel)) {
            channel.close(); // given up meanwhile
        }
    }
}
