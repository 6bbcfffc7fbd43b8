package afb4j.benchmarks.bare;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;

/// What the bare servers of HTTP have in common: all answers of one read are flushed together, and a client that
/// hangs up is no news.
abstract class BareHandler extends ChannelInboundHandlerAdapter {

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            cause.printStackTrace();
        }
        context.close(); // the load generator hangs up with answers on their way
    }
}
