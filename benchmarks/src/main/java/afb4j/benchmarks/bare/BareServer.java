package afb4j.benchmarks.bare;

import afb4j.benchmarks.ServerConsole;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.util.function.Function;

/// The practical ceiling: a server that knows nothing but calls of WSAPI with one argument, decodes them by
/// hand and echoes the argument. It has no limits, checks nothing, and must not be taken for an example.
///
/// `BareServer loop|virtual|events PATH IO_THREADS` listens at a unix socket until its standard input ends;
/// `loop` answers on the event loop, `virtual` on a virtual thread for each call, `events` knows one event.
public final class BareServer {

    private BareServer() {}

    /// Runs the server.
    public static void main(String[] arguments) throws Exception {
        Function<Channel, BareConnection> connections = switch (arguments[0]) {
            case "loop" -> LoopEcho::new;
            case "virtual" -> VirtualThreadEcho::new;
            case "events" -> new EventRooms()::connection;
            default -> throw new IllegalArgumentException("no such server: " + arguments[0]);
        };
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(Integer.parseInt(arguments[2]), EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(EpollServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(connections.apply(channel));
                    }
                })
                .bind(new DomainSocketAddress(arguments[1]))
                .sync()
                .channel();
        ServerConsole.run("unix:" + arguments[1]);
        server.close().sync();
        group.shutdownGracefully().sync();
    }
}
