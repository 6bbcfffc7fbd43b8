package afb4j.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;

/// Answers `[2,"ID","API/VERB",ARG]` with `[3,"ID",REPLY]`, ARG in the envelope of REPLY. It looks for quotes
/// only.
final class Json1Echo extends BareHandler {

    private static final byte QUOTE = '"';

    /// What precedes the id: as many bytes in a call as in a reply.
    private static final byte[] HEAD = "[3,\"".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof TextWebSocketFrame frame) {
            context.write(new TextWebSocketFrame(reply(context, frame.content())));
            frame.release();
        } else {
            context.fireChannelRead(message);
        }
    }

    private static ByteBuf reply(ChannelHandlerContext context, ByteBuf call) {
        int start = call.readerIndex();
        int end = call.writerIndex();
        int id = start + HEAD.length;
        int idEnd = call.indexOf(id, end, QUOTE);
        int procedure = call.indexOf(idEnd + 1, end, QUOTE);
        int argument = call.indexOf(procedure + 1, end, QUOTE) + 2;
        int argumentBytes = end - 1 - argument;
        ByteBuf out = context.alloc().buffer(idEnd - start + 2 + EchoEnvelope.BYTES + argumentBytes + 1);
        out.writeBytes(HEAD).writeBytes(call, id, idEnd + 2 - id);
        return EchoEnvelope.begin(out)
                .writeBytes(call, argument, argumentBytes)
                .writeByte('}')
                .writeByte(']');
    }
}
