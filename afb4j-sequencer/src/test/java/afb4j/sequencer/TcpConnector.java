package afb4j.sequencer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.function.Consumer;
import java.util.function.Function;

/// Connects a channel of Netty on the sequencer's own loop; usable means connected, and with a TLS handler in the
/// pipeline, after the handshake.
final class TcpConnector<C> implements Connector<C> {

    private final LoopKind kind;
    private final SocketAddress address;
    private final Consumer<ChannelPipeline> pipeline;
    private final Function<Channel, C> wrapping;

    /// @param pipeline adds the handlers of a new channel
    /// @param wrapping makes what the sequencer gets of a channel that is usable
    TcpConnector(
            LoopKind kind, SocketAddress address, Consumer<ChannelPipeline> pipeline, Function<Channel, C> wrapping) {
        this.kind = kind;
        this.address = address;
        this.pipeline = pipeline;
        this.wrapping = wrapping;
    }

    static TcpConnector<Channel> plain(LoopKind kind, SocketAddress address) {
        return new TcpConnector<>(kind, address, _ -> {}, channel -> channel);
    }

    @Override
    public void connect(Attempt<C> attempt) {
        EventLoop eventLoop = ((NettyLoop) attempt.loop()).eventLoop();
        Bootstrap bootstrap = new Bootstrap()
                .group(eventLoop)
                .channel(kind == LoopKind.EPOLL ? EpollSocketChannel.class : NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        pipeline.accept(channel.pipeline());
                        channel.pipeline().addLast(new ClosingOnFailure());
                    }
                });
        ChannelFuture connecting = bootstrap.connect(address);
        Channel channel = connecting.channel();
        attempt.onClose(() -> {
            ChannelFuture _ = channel.close();
        });
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                afterConnect(attempt, channel);
            } else {
                attempt.failed(done.cause());
            }
        });
    }

    private void afterConnect(Attempt<C> attempt, Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        Future<Channel> usable = tls == null ? channel.eventLoop().newSucceededFuture(channel) : tls.handshakeFuture();
        usable.addListener(done -> {
            if (!done.isSuccess()) {
                attempt.failed(done.cause());
            } else if (!attempt.opened(wrapping.apply(channel))) {
                ChannelFuture _ = channel.close();
            }
        });
        channel.closeFuture().addListener(_ -> attempt.closed(new CloseCause.Peer("closed")));
    }

    private static final class ClosingOnFailure extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ChannelFuture _ = context.close();
        }
    }
}
