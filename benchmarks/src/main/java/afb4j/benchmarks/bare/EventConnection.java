package afb4j.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/// Knows the verbs `eventadd`, `eventsub` and `eventpush` by one of their letters, and one event. All pushes
/// of one read are written at once.
final class EventConnection extends BareConnection {

    private static final int TELLING_LETTER = "event".length();
    private static final int EVENT_ID = 1;
    private static final byte[] NAME = "hello/load\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "\"data\":".getBytes(StandardCharsets.US_ASCII);

    private final EventRooms rooms;

    /// Pushes of this read, null when there are none.
    private ByteBuf pushes;

    EventConnection(Channel channel, EventRooms rooms) {
        super(channel);
        this.rooms = rooms;
    }

    @Override
    void onCall(int callId, ByteBuf in, int index, int bytes) {
        switch (in.getByte(verb + TELLING_LETTER)) {
            case 's' -> subscribe(callId);
            case 'p' -> push(in, index, bytes);
            default -> {} // the event is always there
        }
        reply(callId, NULL);
    }

    private void subscribe(int callId) {
        begin(1 + 2 + 4 + NAME.length)
                .writeByte('E')
                .writeShortLE(EVENT_ID)
                .writeIntLE(NAME.length)
                .writeBytes(NAME);
        begin(1 + 2 + 2).writeByte('X').writeShortLE(callId).writeShortLE(EVENT_ID);
        rooms.add(channel);
    }

    /// The data is the last member of the argument.
    private void push(ByteBuf in, int index, int bytes) {
        int data = index;
        for (int i = 0; i < DATA.length; data++) {
            i = in.getByte(data) == DATA[i] ? i + 1 : 0;
        }
        int dataBytes = index + bytes - 1 - data;
        int messageBytes = 1 + 2 + 4 + dataBytes + 1;
        if (pushes == null) {
            pushes = channel.alloc().buffer(messageBytes + 16);
        }
        writeHeader(pushes, messageBytes);
        pushes.writeByte('P').writeShortLE(EVENT_ID).writeIntLE(dataBytes + 1);
        pushes.writeBytes(in, data, dataBytes).writeByte(0);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (pushes != null) {
            ByteBuf frames = pushes;
            pushes = null;
            rooms.write(frames);
        }
        super.channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        rooms.remove(channel);
        super.channelInactive(context);
    }
}
