package afb4j.protocol.wsapi;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.wire.WireReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/// Tells the two forms of a description apart: the id has 32 bits in 2019 and 16 bits since 2020. Whatever cannot be
/// decoded is null for who waits (W-82, W-83).
final class DescriptionForms {

    private static final int NARROW_ID_BYTES = 2;
    private static final int WIDE_ID_BYTES = 4;
    private static final int LENGTH_BYTES = 4;
    private static final int MAX_ID = 0xffff;

    private DescriptionForms() {}

    /// Reads what follows the code.
    static WsapiMessage.Description decode(ByteBuf in, IntPredicate pending) {
        int start = in.readerIndex();
        if (isExact(in, WIDE_ID_BYTES)) {
            long id = in.getUnsignedIntLE(start);
            if (id <= MAX_ID && pending.test((int) id)) {
                return description((int) id, in.skipBytes(WIDE_ID_BYTES));
            }
        }
        int id = WireReader.readU16(in, "description id");
        if (!pending.test(id)) {
            throw new ProtocolException(Reason.NOT_PENDING, "description " + id + " was not asked for");
        }
        in.readerIndex(start);
        return isExact(in, NARROW_ID_BYTES)
                ? description(id, in.skipBytes(NARROW_ID_BYTES))
                : new WsapiMessage.Description(id, nullText());
    }

    /// Whether an id of `idBytes` and one object make up the whole rest.
    private static boolean isExact(ByteBuf in, int idBytes) {
        int headBytes = idBytes + LENGTH_BYTES;
        int remaining = in.readableBytes();
        return remaining >= headBytes && headBytes + in.getUnsignedIntLE(in.readerIndex() + idBytes) == remaining;
    }

    private static WsapiMessage.Description description(int id, ByteBuf in) {
        try {
            return new WsapiMessage.Description(id, WireReader.readObject(in, "description"));
        } catch (ProtocolException _) {
            // Null for who waits: W-83.
            return new WsapiMessage.Description(id, nullText());
        }
    }

    private static ByteBuf nullText() {
        return Unpooled.wrappedBuffer("null".getBytes(StandardCharsets.US_ASCII));
    }
}
