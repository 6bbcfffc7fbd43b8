package afb4j.transport.netty;

import afb4j.sequencer.Loop;
import afb4j.sequencer.SequencerRuntime;
import afb4j.transport.Address;
import afb4j.transport.Connection;
import afb4j.transport.ConnectionListener;
import afb4j.transport.Listener;
import afb4j.transport.Network;
import afb4j.transport.TransportConfig;
import afb4j.transport.TransportException;
import afb4j.transport.netty.NettyConnection.Side;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The [Network] of this product: event loops and sockets by Netty.
@SuppressWarnings("FutureReturnValueIgnored") // listeners of the futures take their outcome
public final class NettyNetwork implements Network {

    private static final int BACKLOG = 1024;

    private final TransportConfig config;
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventExecutor, Loop> loops = new HashMap<>();
    private final SequencerRuntime sequencers;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    private NettyNetwork(TransportConfig config, IoHandlerFactory ioHandler) {
        this.config = config;
        group = new MultiThreadIoEventLoopGroup(
                config.ioThreads(), new DefaultThreadFactory("afb4j-io", true), ioHandler);
        for (EventExecutor executor : group) {
            loops.put(executor, new NettyLoop((EventLoop) executor));
        }
        sequencers = new SequencerRuntime(loops.values());
    }

    /// Opens the event loops: epoll on Linux, NIO elsewhere, where abstract sockets, inherited descriptors
    /// and peer credentials are missing.
    public static Network open(TransportConfig config) {
        return new NettyNetwork(config, SocketKind.ioHandler());
    }

    /// Opens event loops without sockets: both ends of a connection are in this process, at
    /// [Address.InMemory]; there is no other address. For tests, and for programs that embed both ends.
    public static Network openInMemory(TransportConfig config) {
        return new NettyNetwork(config, LocalIoHandler.newFactory());
    }

    @Override
    public TransportConfig config() {
        return config;
    }

    @Override
    public SequencerRuntime sequencers() {
        return sequencers;
    }

    @Override
    public Loop loop() {
        return loopOf(group.next());
    }

    private Loop loopOf(EventExecutor executor) {
        return Objects.requireNonNull(loops.get(executor));
    }

    @Override
    public Listener listen(Address address, Function<Connection, ConnectionListener> listeners) {
        return switch (address) {
            case Address.Unix(String path) -> listenAtFile(address, new SocketFile(path), listeners);
            case Address.Abstract name
            when config.paddedAbstractNames() ->
                new BoundSockets(
                        address,
                        List.of(
                                bind(address, SocketKind.of(name), listeners),
                                bind(address, SocketKind.padded(name), listeners)));
            case Address.Inherited(String name) ->
                new BoundSockets(address, List.of(adopt(InheritedSocket.find(name, config), listeners)));
            default -> new BoundSockets(address, List.of(bind(address, SocketKind.of(address), listeners)));
        };
    }

    private Listener listenAtFile(
            Address address, SocketFile file, Function<Connection, ConnectionListener> listeners) {
        file.makeFree();
        Channel channel = bind(address, SocketKind.of(address), listeners);
        file.bound();
        return new BoundSockets(address, List.of(channel), file);
    }

    private Channel bind(Address address, SocketKind kind, Function<Connection, ConnectionListener> listeners) {
        ServerBootstrap bootstrap = server(listeners).channelFactory(kind.server()::get);
        return await(address, bootstrap.bind(kind.address()));
    }

    private Channel adopt(InheritedSocket socket, Function<Connection, ConnectionListener> listeners) {
        return await(
                socket.address(),
                server(listeners).channelFactory(socket.channel()::get).register());
    }

    private ServerBootstrap server(Function<Connection, ConnectionListener> listeners) {
        return new ServerBootstrap()
                .group(group)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connection(channel, Side.ACCEPTED, listeners);
                    }
                });
    }

    private Channel await(Address address, ChannelFuture future) {
        future.awaitUninterruptibly();
        Throwable cause = future.cause();
        if (cause != null) {
            throw new TransportException("cannot listen at " + address + ": " + Causes.text(cause), cause);
        }
        channels.add(future.channel());
        return future.channel();
    }

    private Connection connection(Channel channel, Side side, Function<Connection, ConnectionListener> listeners) {
        NettyConnection connection = new NettyConnection(channel, side, config, loopOf(channel.eventLoop()), listeners);
        channel.pipeline().addLast(connection);
        channels.add(channel);
        return connection;
    }

    @Override
    public CompletionStage<Connection> connect(
            Address address, Loop loop, Function<Connection, ConnectionListener> listeners) {
        CompletableFuture<Connection> result = new CompletableFuture<>();
        try {
            List<SocketKind> kinds = new ArrayList<>(List.of(SocketKind.of(address)));
            if (address instanceof Address.Abstract name) {
                kinds.add(SocketKind.padded(name));
            }
            connect(new Attempt(address, ((NettyLoop) loop).eventLoop(), listeners, result), kinds);
        } catch (TransportException cause) {
            result.completeExceptionally(cause);
        }
        return result;
    }

    /// What it takes to connect, whatever the kind of socket.
    private record Attempt(
            Address address,
            EventLoop loop,
            Function<Connection, ConnectionListener> listeners,
            CompletableFuture<Connection> result) {}

    /// Tries the first of `kinds`, and the others only when nobody listens there.
    private void connect(Attempt attempt, List<SocketKind> kinds) {
        SocketKind kind = kinds.getFirst();
        Bootstrap bootstrap = new Bootstrap()
                .group(attempt.loop())
                .channelFactory(kind.client()::get)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        config.connectTimeout().toMillis())
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        // the connection is made when it is open
                    }
                });
        bootstrap.connect(kind.address()).addListener((ChannelFuture future) -> {
            Throwable cause = future.cause();
            if (cause == null) {
                attempt.result().complete(connection(future.channel(), Side.CONNECTED, attempt.listeners()));
                future.channel().config().setAutoRead(true);
            } else if (kinds.size() > 1 && cause instanceof ConnectException) {
                connect(attempt, kinds.subList(1, kinds.size()));
            } else {
                attempt.result()
                        .completeExceptionally(new TransportException(
                                "connection to " + attempt.address() + " failed: " + Causes.text(cause), cause));
            }
        });
    }

    @Override
    public void close() {
        sequencers.close();
        sequencers.completion().toCompletableFuture().join();
        channels.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
