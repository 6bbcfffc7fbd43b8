package afb4j.benchmarks.bare;

import afb4j.benchmarks.ServerConsole;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.File;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/// What HTTP costs with the codecs of Netty and nothing else: servers of one URL each, which answer on the event
/// loop. They check next to nothing and must not be taken for an example.
///
/// `BareHttp rest|json1 IO_THREADS` and `BareHttp file IO_THREADS FILE` listen at a free port of this machine
/// until their standard input ends.
public final class BareHttp {

    private static final int BACKLOG = 1024;
    private static final int MAX_REQUEST_BYTES = 64 * 1024;
    private static final int MAX_FRAME_BYTES = 1 << 20;

    private BareHttp() {}

    /// Runs the server.
    public static void main(String[] arguments) throws Exception {
        Consumer<ChannelPipeline> handlers = switch (arguments[0]) {
            case "rest" -> pipeline -> pipeline.addLast(new HttpServerCodec(), new RestEcho());
            case "json1" -> BareHttp::json1;
            case "file" -> {
                File file = new File(arguments[2]);
                yield pipeline -> pipeline.addLast(new HttpServerCodec(), new OneFile(file));
            }
            default -> throw new IllegalArgumentException("no such server: " + arguments[0]);
        };
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(Integer.parseInt(arguments[1]), EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        handlers.accept(channel.pipeline());
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .sync()
                .channel();
        ServerConsole.run("tcp:127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort());
        server.close().sync();
        group.shutdownGracefully().sync();
    }

    private static void json1(ChannelPipeline pipeline) {
        pipeline.addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(MAX_REQUEST_BYTES),
                new WebSocketServerProtocolHandler("/api", "x-afb-ws-json1", false, MAX_FRAME_BYTES, false, true),
                new Json1Echo());
    }
}
