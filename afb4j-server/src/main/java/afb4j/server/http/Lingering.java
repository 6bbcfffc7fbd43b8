package afb4j.server.http;

import afb4j.sequencer.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/// The end of a connection whose client may still be sending: a socket that is closed with unread input resets
/// the connection, and the client may lose our answer. So our side is shut down first, and what comes is thrown
/// away, for a short time, until the client ends its side. Who sends very much is not read any more, which stops it
/// without costing others anything; it may read the answer all the same.
@SuppressWarnings("FutureReturnValueIgnored") // nothing follows
final class Lingering extends ChannelInboundHandlerAdapter {

    private static final long LIMIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MAX_BYTES = 256 * 1024;

    private int bytes;

    private Lingering() {}

    /// Closes `channel` after what was written is sent. On its loop.
    ///
    /// @param mayHaveInput whether the client may be sending
    static void close(Channel channel, Loop loop, boolean mayHaveInput) {
        if (!mayHaveInput || !(channel instanceof DuplexChannel duplex)) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
            duplex.shutdownOutput();
            Loop.Alarm alarm = loop.at(loop.nanoTime() + LIMIT_NANOS, channel::close);
            channel.closeFuture().addListener(_ -> alarm.cancel());
            channel.pipeline().addFirst(new Lingering());
            channel.config().setAutoRead(true);
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        bytes += message instanceof ByteBuf piece ? piece.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (bytes > MAX_BYTES) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            context.close();
        }
    }
}
