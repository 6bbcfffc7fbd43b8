package afb4j.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;

/// What all bare servers have in common: cutting bytes into calls, gathering replies in one buffer, one flush
/// for all that came of one read. Confined to the loop of the channel.
abstract class BareConnection extends ChannelInboundHandlerAdapter {

    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MAX_LENGTH_16 = 0xffff;
    /// Bytes of a reply besides its object: code, id, no error, no info, length and NUL of the object.
    private static final int REPLY_BYTES = 1 + 2 + 4 + 4 + 4 + 1;
    private static final int MAX_HEADER_BYTES = 10;
    private static final int BINARY = 0x82;
    private static final int MAX_OUTPUT_BYTES = 256 * 1024;

    final Channel channel;

    /// An incomplete frame, null when there is none.
    private ByteBuf rest;

    /// Replies to be flushed, null when there are none.
    private ByteBuf output;

    private int outputHint = 512;

    /// Where the verb of the call begins that [#onCall] is told of.
    int verb;

    BareConnection(Channel channel) {
        this.channel = channel;
    }

    /// A call came, its argument is at `index` of `in`, `bytes` long without the NUL.
    abstract void onCall(int callId, ByteBuf in, int index, int bytes);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (rest != null) {
            rest.writeBytes(in);
            in.release();
            in = rest;
            rest = null;
        }
        while (readFrame(in)) {
            // until no whole frame is left
        }
        if (!in.isReadable()) {
            in.release();
        } else if (in.readerIndex() == 0) {
            rest = in;
        } else {
            rest = channel.alloc().buffer(in.readableBytes()).writeBytes(in);
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (rest != null) {
            rest.release();
        }
        if (output != null) {
            output.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            cause.printStackTrace();
        }
        channel.close(); // the load generator hangs up with replies on their way
    }

    private boolean readFrame(ByteBuf in) {
        int start = in.readerIndex();
        int readable = in.readableBytes();
        if (readable < MAX_HEADER_BYTES && (readable < 2 || readable < 2 + in.getByte(start + 1))) {
            return false;
        }
        int bytes = in.getByte(start + 1);
        int payload = start + 2;
        if (bytes == LENGTH_16) {
            bytes = in.getUnsignedShort(start + 2);
            payload += Short.BYTES;
        } else if (bytes == LENGTH_64) {
            bytes = (int) in.getLong(start + 2);
            payload += Long.BYTES;
        }
        if (payload + bytes - start > readable) {
            return false;
        }
        in.readerIndex(payload + bytes);
        readMessage(in, payload);
        return true;
    }

    private void readMessage(ByteBuf in, int start) {
        switch (in.getByte(start)) {
            case 'K' -> {
                int callId = in.getUnsignedShortLE(start + 1);
                int afterVerb = start + 7 + in.getIntLE(start + 3);
                int objectBytes = in.getIntLE(afterVerb + 4);
                verb = start + 7;
                onCall(callId, in, afterVerb + 8, objectBytes - 1);
            }
            case 'V' -> begin(2).writeByte('v').writeByte(1);
            case 'S', 'T' -> {} // ids of sessions and tokens are not looked at
            default -> throw new IllegalArgumentException("only calls are understood here");
        }
    }

    /// The buffer of replies, with room for a message of `bytes` bytes.
    private ByteBuf output(int bytes) {
        int needed = MAX_HEADER_BYTES + bytes;
        if (output == null) {
            output = channel.alloc().buffer(Math.max(outputHint, needed));
        }
        return output.ensureWritable(needed);
    }

    /// Writes the header of a message of `bytes` bytes, which the caller writes.
    final ByteBuf begin(int bytes) {
        ByteBuf out = output(bytes);
        writeHeader(out, bytes);
        return out;
    }

    static void writeHeader(ByteBuf out, int bytes) {
        if (bytes < LENGTH_16) {
            out.writeShort(BINARY << 8 | bytes);
        } else if (bytes <= MAX_LENGTH_16) {
            out.writeInt((BINARY << 8 | LENGTH_16) << 16 | bytes);
        } else {
            out.writeShort(BINARY << 8 | LENGTH_64).writeLong(bytes);
        }
    }

    /// Writes all of a reply that comes before its object; the caller writes that and a NUL.
    private ByteBuf beginReply(int callId, int objectBytes) {
        return begin(REPLY_BYTES + objectBytes)
                .writeByte('k')
                .writeShortLE(callId)
                .writeLong(0)
                .writeIntLE(objectBytes + 1);
    }

    final void reply(int callId, ByteBuf in, int index, int bytes) {
        beginReply(callId, bytes).writeBytes(in, index, bytes).writeByte(0);
        writeIfMuch();
    }

    final void reply(int callId, byte[] object) {
        beginReply(callId, object.length).writeBytes(object).writeByte(0);
        writeIfMuch();
    }

    private void writeIfMuch() {
        if (output.readableBytes() >= MAX_OUTPUT_BYTES) {
            channel.write(output, channel.voidPromise());
            output = null;
        }
    }

    final void flush() {
        ByteBuf out = output;
        if (out == null) {
            channel.flush();
            return;
        }
        output = null;
        outputHint = Math.max(512, Integer.highestOneBit(out.readableBytes()) << 1);
        channel.writeAndFlush(out, channel.voidPromise());
    }
}
