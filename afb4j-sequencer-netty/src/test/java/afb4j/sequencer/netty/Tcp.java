package afb4j.sequencer.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.SocketAddress;
import java.util.function.Consumer;

/// Connectors of sockets for each kind of real loop.
final class Tcp {

    private Tcp() {}

    static ChannelConnector<Channel> to(SocketAddress address, LoopKind kind) {
        return to(address, kind, _ -> {});
    }

    /// @param pipeline adds the handlers of a new channel
    static ChannelConnector<Channel> to(SocketAddress address, LoopKind kind, Consumer<ChannelPipeline> pipeline) {
        Bootstrap bootstrap = new Bootstrap()
                .channel(kind == LoopKind.EPOLL ? EpollSocketChannel.class : NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        pipeline.accept(channel.pipeline());
                        channel.pipeline().addLast(new ClosingOnFailure());
                    }
                });
        return ChannelConnector.to(address, bootstrap);
    }

    private static final class ClosingOnFailure extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ChannelFuture _ = context.close();
        }
    }
}
