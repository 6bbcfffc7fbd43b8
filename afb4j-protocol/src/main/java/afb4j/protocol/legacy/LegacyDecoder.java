package afb4j.protocol.legacy;

import static afb4j.protocol.wire.WireReader.UNLIMITED;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.wire.WireReader;
import io.netty.buffer.ByteBuf;
import java.util.OptionalInt;

/// Reads one legacy message from the payload of one websocket message.
///
/// Each method borrows `message`, whose indexes are afterwards where they were; objects of the result are slices of
/// it and live as long (see the package). Bytes after the last field are ignored (W-25). Texts are cut at an inner
/// NUL and their invalid UTF-8 becomes U+FFFD; objects keep their bytes. A code of another year is an unknown one.
/// Stateless.
public final class LegacyDecoder {

    /// Bytes of a uuid and a hop.
    private static final int TRACE_BYTES = 17;

    private static final int ID_END = 5;

    private LegacyDecoder() {}

    /// Decodes what a client sent.
    ///
    /// @throws ProtocolException with the reason why there is no message in these bytes
    public static LegacyMessage.ToServer decodeToServer(ByteBuf message, LegacyDialect dialect, ProtocolLimits limits) {
        int start = message.readerIndex();
        try {
            int code = WireReader.readCode(message);
            requireKnown(code, dialect);
            return switch (code) {
                case Codes.CALL -> call(message, dialect, limits);
                case Codes.SUBCALL_ANSWER -> subcallAnswer(message);
                case Codes.DESCRIBE -> new LegacyMessage.Describe(WireReader.readOpaque32(message, "description id"));
                default -> throw WireReader.wrongDirection(code, "client");
            };
        } finally {
            message.readerIndex(start);
        }
    }

    /// Decodes what a server sent.
    ///
    /// @throws ProtocolException with the reason why there is no message in these bytes
    public static LegacyMessage.ToClient decodeToClient(ByteBuf message, LegacyDialect dialect, ProtocolLimits limits) {
        int start = message.readerIndex();
        try {
            int code = WireReader.readCode(message);
            requireKnown(code, dialect);
            return switch (code) {
                case Codes.SUCCESS -> success(message);
                case Codes.FAILURE -> failure(message);
                case Codes.REPLY -> reply(message);
                case Codes.EVENT_CREATE, Codes.EVENT_REMOVE, Codes.PUSH -> event(code, message, limits);
                case Codes.BROADCAST -> broadcast(message, dialect, limits);
                case Codes.SUBSCRIBE, Codes.UNSUBSCRIBE -> subscription(code, message, limits);
                case Codes.SUBCALL -> subcall(message, limits);
                case Codes.DESCRIPTION -> description(message);
                default -> throw WireReader.wrongDirection(code, "server");
            };
        } finally {
            message.readerIndex(start);
        }
    }

    /// The call id of a call or an answer that could not be decoded, if it can be read (W-93, L-10). Borrows
    /// `message` and does not move its indexes.
    public static OptionalInt callId(ByteBuf message) {
        return switch (code(message)) {
            case Codes.CALL, Codes.SUCCESS, Codes.FAILURE, Codes.REPLY -> firstId(message);
            default -> OptionalInt.empty();
        };
    }

    /// The subcall id of a subcall or its answer that could not be decoded, if it can be read (L-08). Borrows
    /// `message` and does not move its indexes.
    public static OptionalInt subcallId(ByteBuf message) {
        return switch (code(message)) {
            case Codes.SUBCALL, Codes.SUBCALL_ANSWER -> firstId(message);
            default -> OptionalInt.empty();
        };
    }

    private static int code(ByteBuf message) {
        return message.isReadable() ? message.getUnsignedByte(message.readerIndex()) : 0;
    }

    private static OptionalInt firstId(ByteBuf message) {
        return message.readableBytes() < ID_END
                ? OptionalInt.empty()
                : OptionalInt.of(message.getIntLE(message.readerIndex() + 1));
    }

    private static void requireKnown(int code, LegacyDialect dialect) {
        boolean known = switch (code) {
            case Codes.CALL,
                    Codes.EVENT_CREATE,
                    Codes.EVENT_REMOVE,
                    Codes.PUSH,
                    Codes.BROADCAST,
                    Codes.SUBSCRIBE,
                    Codes.UNSUBSCRIBE,
                    Codes.DESCRIBE,
                    Codes.DESCRIPTION -> true;
            case Codes.SUCCESS, Codes.FAILURE, Codes.SUBCALL, Codes.SUBCALL_ANSWER -> dialect == LegacyDialect.Y2017;
            case Codes.REPLY -> dialect != LegacyDialect.Y2017;
            default -> false;
        };
        if (!known) {
            throw WireReader.unknownCode(code);
        }
    }

    private static LegacyMessage.Call call(ByteBuf in, LegacyDialect dialect, ProtocolLimits limits) {
        int callId = WireReader.readOpaque32(in, "call id");
        String verb = WireReader.readText(in, limits.maxVerbBytes(), "verb");
        String uuid = WireReader.readText(in, limits.maxSessionUuidBytes(), "session uuid");
        ByteBuf arguments = WireReader.readObject(in, "arguments");
        String credentials = dialect == LegacyDialect.Y2017
                ? null
                : WireReader.readNullableText(in, limits.maxCredentialsBytes(), "credentials");
        return new LegacyMessage.Call(callId, verb, uuid, arguments, credentials);
    }

    private static LegacyMessage.SubcallAnswer subcallAnswer(ByteBuf in) {
        int subcallId = WireReader.readOpaque32(in, "subcall id");
        int errorCode = WireReader.readU8(in, "iserror");
        return new LegacyMessage.SubcallAnswer(subcallId, errorCode, WireReader.readObject(in, "result"));
    }

    private static LegacyMessage.Success success(ByteBuf in) {
        int callId = WireReader.readOpaque32(in, "call id");
        String info = WireReader.readText(in, UNLIMITED, "info");
        return new LegacyMessage.Success(callId, info, WireReader.readObject(in, "object"));
    }

    private static LegacyMessage.Failure failure(ByteBuf in) {
        int callId = WireReader.readOpaque32(in, "call id");
        String status = WireReader.readText(in, UNLIMITED, "status");
        return new LegacyMessage.Failure(callId, status, WireReader.readText(in, UNLIMITED, "info"));
    }

    private static LegacyMessage.Reply reply(ByteBuf in) {
        int callId = WireReader.readOpaque32(in, "call id");
        String error = WireReader.readNullableText(in, UNLIMITED, "error");
        String info = WireReader.readNullableText(in, UNLIMITED, "info");
        return new LegacyMessage.Reply(callId, error, info, WireReader.readObject(in, "object"));
    }

    private static LegacyMessage.ToClient event(int code, ByteBuf in, ProtocolLimits limits) {
        int eventId = WireReader.readOpaque32(in, "event id");
        String name = eventName(in, limits);
        return switch (code) {
            case Codes.EVENT_CREATE -> new LegacyMessage.EventCreate(eventId, name);
            case Codes.EVENT_REMOVE -> new LegacyMessage.EventRemove(eventId, name);
            default -> new LegacyMessage.Push(eventId, name, WireReader.readObject(in, "data"));
        };
    }

    private static LegacyMessage.ToClient broadcast(ByteBuf in, LegacyDialect dialect, ProtocolLimits limits) {
        String name = eventName(in, limits);
        ByteBuf data = WireReader.readObject(in, "data");
        boolean isTraced = switch (dialect) {
            case Y2017 -> false;
            case Y2018 -> in.readableBytes() >= TRACE_BYTES;
            case Y2019 -> true;
        };
        if (!isTraced) {
            return new LegacyMessage.Broadcast(name, data);
        }
        var uuid = WireReader.readUuid(in, "uuid");
        return new LegacyMessage.TracedBroadcast(name, data, uuid, WireReader.readU8(in, "hop"));
    }

    private static LegacyMessage.ToClient subscription(int code, ByteBuf in, ProtocolLimits limits) {
        int callId = WireReader.readOpaque32(in, "call id");
        int eventId = WireReader.readOpaque32(in, "event id");
        String name = eventName(in, limits);
        return code == Codes.SUBSCRIBE
                ? new LegacyMessage.Subscribe(callId, eventId, name)
                : new LegacyMessage.Unsubscribe(callId, eventId, name);
    }

    private static LegacyMessage.Subcall subcall(ByteBuf in, ProtocolLimits limits) {
        int subcallId = WireReader.readOpaque32(in, "subcall id");
        int callId = WireReader.readOpaque32(in, "call id");
        String api = WireReader.readText(in, limits.maxVerbBytes(), "api");
        String verb = WireReader.readText(in, limits.maxVerbBytes(), "verb");
        return new LegacyMessage.Subcall(subcallId, callId, api, verb, WireReader.readObject(in, "arguments"));
    }

    private static LegacyMessage.Description description(ByteBuf in) {
        int descriptionId = WireReader.readOpaque32(in, "description id");
        return new LegacyMessage.Description(descriptionId, WireReader.readObject(in, "description"));
    }

    private static String eventName(ByteBuf in, ProtocolLimits limits) {
        return WireReader.readText(in, limits.maxEventNameBytes(), "event name");
    }
}
