package afb4j.transport.netty;

import afb4j.sequencer.Loop;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.netty.NettyLoop;
import afb4j.transport.Address;
import afb4j.transport.Connection;
import afb4j.transport.ConnectionListener;
import afb4j.transport.Listener;
import afb4j.transport.Network;
import afb4j.transport.TransportConfig;
import afb4j.transport.TransportException;
import afb4j.transport.netty.NettyConnection.Side;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// The [Network] of this product: event loops and sockets by Netty.
///
/// **Close.** Listeners first, so that nobody new comes; then the connections, which send what was written
/// and a close frame; those that are not over within the close timeout are cut off; then the threads.
@SuppressWarnings("FutureReturnValueIgnored") // listeners of the futures take their outcome
public final class NettyNetwork implements Network {

    private static final int BACKLOG = 1024;
    private static final int LAST_TASKS_MILLIS = 2_000;
    private static final int QUIET_MILLIS = 50;

    private final TransportConfig config;
    private final Driver driver;
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventExecutor, NettyLoop> loops = new HashMap<>();
    private final SequencerRuntime sequencers;
    private final Set<BoundSockets> listening = ConcurrentHashMap.newKeySet();
    private final Set<Connector> connecting = ConcurrentHashMap.newKeySet();

    /// Every channel that is open, whatever it is for.
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    private NettyNetwork(TransportConfig config, Driver driver) {
        this.config = config;
        this.driver = driver;
        group = new MultiThreadIoEventLoopGroup(
                config.ioThreads(), new DefaultThreadFactory("afb4j-io", true), driver.ioHandler());
        for (EventExecutor executor : group) {
            loops.put(executor, new NettyLoop((EventLoop) executor));
        }
        sequencers = new SequencerRuntime(loops.values());
    }

    /// Opens the event loops: epoll on Linux, NIO elsewhere, where abstract sockets, inherited descriptors
    /// and peer credentials are missing.
    public static NettyNetwork open(TransportConfig config) {
        return open(config, Driver.best());
    }

    /// Opens event loops without sockets: both ends of a connection are in this process, at
    /// [Address.InMemory]; there is no other address. For tests, and for programs that embed both ends.
    public static NettyNetwork openInMemory(TransportConfig config) {
        return open(config, Driver.MEMORY);
    }

    /// Opens event loops driven by `driver`.
    static NettyNetwork open(TransportConfig config, Driver driver) {
        return new NettyNetwork(config, driver);
    }

    @Override
    public TransportConfig config() {
        return config;
    }

    Driver driver() {
        return driver;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public SequencerRuntime sequencers() {
        return sequencers;
    }

    @Override
    public Loop loop() {
        return loopOf(group.next());
    }

    private NettyLoop loopOf(EventExecutor executor) {
        return Objects.requireNonNull(loops.get(executor));
    }

    @Override
    public Listener listen(Address address, Function<Connection, ConnectionListener> listeners) {
        return open(address, channel -> connection(channel, Side.ACCEPTED, listeners));
    }

    /// Listens at `address` for what is not the protocol of binders, as HTTP: `setup` makes the pipeline of
    /// each accepted channel, on its loop, and is given who is at the other end of a unix socket. The channel
    /// is closed with the network. Otherwise as [#listen].
    ///
    /// @throws TransportException when it can't; the message is one sentence that says why
    public Listener listenRaw(Address address, Consumer<AcceptedChannel> setup) {
        return open(
                address,
                channel -> setup.accept(
                        new AcceptedChannel(channel, loopOf(channel.eventLoop()), KernelCredentials.of(channel))));
    }

    private Listener open(Address address, ChannelSetup setup) {
        if (closed) {
            throw new TransportException("cannot listen at " + address + ": the network is closed");
        }
        BoundSockets bound = bind(address, server(setup));
        listening.add(bound);
        if (closed) {
            bound.close();
        }
        return bound;
    }

    private BoundSockets bind(Address address, ServerBootstrap server) {
        return switch (address) {
            case Address.Unix unix when driver != Driver.MEMORY -> bindFile(unix, server);
            case Address.Abstract name -> bindName(name, server);
            case Address.Inherited(String name)
            when driver != Driver.MEMORY ->
                bound(address, adopt(address, InheritedSocket.open(name, config, driver), server));
            default ->
                bound(address, bind(address, SocketKind.of(driver, address).getFirst(), server));
        };
    }

    private BoundSockets bound(Address address, Channel channel) {
        return new BoundSockets(address, List.of(channel), null, listening::remove);
    }

    private BoundSockets bindFile(Address.Unix address, ServerBootstrap server) {
        SocketFile file = new SocketFile(address.path());
        Path aside = file.prepare();
        Channel channel = bind(address, SocketKind.unix(driver, aside.toString()), server);
        try {
            file.putInPlace(aside);
        } catch (TransportException cause) {
            channel.close().awaitUninterruptibly();
            throw cause;
        }
        return new BoundSockets(address, List.of(channel), file, listening::remove);
    }

    /// W-05: the exact name, and the padded one if asked for.
    private BoundSockets bindName(Address.Abstract address, ServerBootstrap server) {
        SocketKind exact = SocketKind.of(driver, address).getFirst();
        List<Channel> bound = new ArrayList<>();
        boolean isFull = NativeSockets.isFull(address.name());
        if (!isFull) {
            bound.add(bind(address, exact, server));
        }
        if (isFull || config.paddedAbstractNames()) {
            try {
                int descriptor = NativeSockets.listen(address.name(), BACKLOG);
                bound.add(adopt(address, new EpollServerDomainSocketChannel(descriptor, true), server));
            } catch (IOException | TransportException cause) {
                bound.forEach(channel -> channel.close().awaitUninterruptibly());
                throw new TransportException("cannot listen at " + address + ", padded: " + cause.getMessage(), cause);
            }
        }
        return new BoundSockets(address, bound, null, listening::remove);
    }

    private Channel bind(Address address, SocketKind kind, ServerBootstrap server) {
        return await(address, server.clone().channelFactory(kind.server()::get).bind(kind.address()));
    }

    private Channel adopt(Address address, ServerChannel socket, ServerBootstrap server) {
        return await(address, server.clone().channelFactory(() -> socket).register());
    }

    /// What an accepted channel is for.
    private interface ChannelSetup {
        void setUp(Channel channel);
    }

    private ServerBootstrap server(ChannelSetup setup) {
        ServerBootstrap server = new ServerBootstrap().group(group).childHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                setup.setUp(channel);
                track(channel);
            }
        });
        return driver == Driver.MEMORY ? server : server.option(ChannelOption.SO_BACKLOG, BACKLOG);
    }

    private Channel await(Address address, ChannelFuture future) {
        future.awaitUninterruptibly();
        Throwable cause = future.cause();
        if (cause != null) {
            throw new TransportException("cannot listen at " + address + ": " + Causes.text(cause), cause);
        }
        track(future.channel());
        return future.channel();
    }

    /// Makes the connection of a channel that is open, or just accepted.
    NettyConnection connection(Channel channel, Side side, Function<Connection, ConnectionListener> listeners) {
        NettyConnection connection = new NettyConnection(channel, side, config, loopOf(channel.eventLoop()), listeners);
        channel.pipeline().addLast(connection);
        return connection;
    }

    /// Sees to it that a channel is closed with the network.
    void track(Channel channel) {
        channels.add(channel);
        channel.closeFuture().addListener(_ -> channels.remove(channel));
        if (closed) {
            end(channel);
        }
    }

    /// Sees to it that an attempt to connect ends with the network, also between two tries.
    void track(Connector connector) {
        connecting.add(connector);
        if (closed) {
            connector.abort();
        }
    }

    void forget(Connector connector) {
        connecting.remove(connector);
    }

    /// Closes a channel, in order if it is a connection.
    private static void end(Channel channel) {
        NettyConnection connection = channel.pipeline().get(NettyConnection.class);
        if (connection == null) {
            channel.close();
        } else {
            connection.close();
        }
    }

    @Override
    public CompletionStage<Connection> connect(
            Address address, Loop loop, Function<Connection, ConnectionListener> listeners) {
        CompletableFuture<Connection> result = new CompletableFuture<>();
        connectRaw(address, loop).whenComplete((channel, cause) -> {
            if (channel != null) {
                begin(channel, listeners, result);
            } else {
                result.completeExceptionally(Objects.requireNonNull(cause));
            }
        });
        return result;
    }

    private void begin(
            Channel channel, Function<Connection, ConnectionListener> listeners, CompletableFuture<Connection> result) {
        NettyConnection connection;
        try {
            connection = connection(channel, Side.CONNECTED, listeners);
        } catch (RuntimeException | Error failure) { // of the listener's maker: whoever waits must hear of it
            channel.close();
            result.completeExceptionally(failure);
            return;
        }
        result.complete(connection);
        connection.start();
    }

    /// Connects to what does not speak the protocol of binders, as HTTP. The channel has an empty pipeline and
    /// does not read until it is told to; it is closed with the network. Otherwise as [#connect].
    ///
    /// @param loop one of this network
    /// @return completes on the loop with the channel, or on any thread with a [TransportException]
    public CompletionStage<Channel> connectRaw(Address address, Loop loop) {
        return new Connector(this, address, (NettyLoop) loop).start();
    }

    @Override
    public void close() {
        if (loops.values().stream().anyMatch(Loop::inLoop)) {
            throw new IllegalStateException("a network cannot be closed on one of its own event loops");
        }
        closed = true;
        listening.forEach(BoundSockets::close);
        connecting.forEach(Connector::abort);
        sequencers.close();
        sequencers.completion().toCompletableFuture().join();
        channels.forEach(NettyNetwork::end);
        Loop clock = loop();
        long deadlineNanos = clock.nanoTime() + config.closeTimeout().toNanos();
        for (Channel channel : channels) {
            long leftNanos = Math.max(0, deadlineNanos - clock.nanoTime());
            channel.closeFuture().awaitUninterruptibly(leftNanos, TimeUnit.NANOSECONDS);
        }
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
        // the other end of a connection in memory may be of another network: its last words must find a loop
        long quietMillis = driver == Driver.MEMORY ? QUIET_MILLIS : 0;
        group.shutdownGracefully(quietMillis, LAST_TASKS_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }
}
