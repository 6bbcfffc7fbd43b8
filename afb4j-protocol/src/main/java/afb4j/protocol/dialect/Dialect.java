package afb4j.protocol.dialect;

import static afb4j.protocol.wire.WireReader.UNLIMITED;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.wire.WireReader;
import io.netty.buffer.ByteBuf;

/// What a client speaks, as its first message tells a server (5.4).
public enum Dialect {
    /// WSAPI version 1, with or without a version offer.
    WSAPI_V1,
    /// The legacy protocol of 2017.
    LEGACY_2017,
    /// The legacy protocol of 2018 or 2019: they differ only in what the server broadcasts.
    LEGACY_2018,
    /// A legacy protocol of a year not known yet: the messages seen so far are the same in all of them.
    LEGACY,
    /// Not to be told from this message: it is dropped, and the next one decides.
    UNKNOWN;

    private static final int V1_DESCRIBE_BYTES = 3;
    private static final int LEGACY_DESCRIBE_BYTES = 5;
    private static final int CALL_ID_BYTES = 4;

    /// Decides on the first message of a client. Borrows `message` and does not move its indexes. A legacy
    /// describe does not tell the year: it gives [#LEGACY], is answered the same way in all years, and the next
    /// message decides.
    public static Dialect ofFirstMessage(ByteBuf message) {
        if (!message.isReadable()) {
            return UNKNOWN;
        }
        return switch (message.getByte(message.readerIndex())) {
            case 'V', 'K', 'S', 'T', 'U' -> WSAPI_V1;
            case 'D' -> ofDescribe(message.readableBytes());
            case 'C' -> ofLegacyCall(message);
            default -> UNKNOWN;
        };
    }

    private static Dialect ofDescribe(int messageBytes) {
        return switch (messageBytes) {
            case V1_DESCRIBE_BYTES -> WSAPI_V1;
            case LEGACY_DESCRIBE_BYTES -> LEGACY;
            default -> UNKNOWN;
        };
    }

    private static Dialect ofLegacyCall(ByteBuf message) {
        int start = message.readerIndex();
        try {
            message.skipBytes(1);
            WireReader.require(message, CALL_ID_BYTES, "call id");
            message.skipBytes(CALL_ID_BYTES);
            WireReader.skipString(message, "verb");
            WireReader.skipString(message, "session");
            WireReader.skipString(message, "arguments");
            if (!message.isReadable()) {
                return LEGACY_2017;
            }
            WireReader.readNullableText(message, UNLIMITED, "credentials");
            return message.isReadable() ? UNKNOWN : LEGACY_2018;
        } catch (ProtocolException _) {
            // Not a call of any year: nothing is known of this client yet.
            return UNKNOWN;
        } finally {
            message.readerIndex(start);
        }
    }
}
