package afb4j.protocol.wsapi;

import static afb4j.protocol.wire.WireReader.UNLIMITED;

import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.TextCache;
import afb4j.protocol.wire.WireReader;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// Reads one message of WSAPI version 1 from the payload of one websocket message.
///
/// Each method borrows `message`, whose indexes are afterwards where they were; objects of the result are
/// slices of it and live as long (see the package). Bytes after the last field are ignored (W-25). Texts are
/// cut at an inner NUL and their invalid UTF-8 becomes U+FFFD; objects keep their bytes. Stateless.
public final class WsapiDecoder {

    private static final int CALL_ID_END = 3;

    private WsapiDecoder() {}

    /// Decodes what a client sent.
    ///
    /// @throws ProtocolException with the reason why there is no message in these bytes
    public static WsapiMessage.ToServer decodeToServer(ByteBuf message, ProtocolLimits limits) {
        return decodeToServer(message, limits, new TextCache());
    }

    /// As [#decodeToServer(ByteBuf, ProtocolLimits)], with the cache of verbs of that client.
    public static WsapiMessage.ToServer decodeToServer(ByteBuf message, ProtocolLimits limits, TextCache verbs) {
        int start = message.readerIndex();
        try {
            int code = WireReader.readCode(message);
            return switch (code) {
                case Codes.CALL -> call(message, limits, verbs);
                case Codes.VERSION_OFFER -> versionOffer(message);
                case Codes.UNEXPECTED -> new WsapiMessage.Unexpected(WireReader.readU16(message, "event id"));
                case Codes.DESCRIBE -> new WsapiMessage.Describe(WireReader.readU16(message, "description id"));
                case Codes.SESSION_ADD -> sessionAdd(message, limits);
                case Codes.SESSION_DROP -> new WsapiMessage.SessionDrop(WireReader.readU16(message, "session id"));
                case Codes.TOKEN_ADD -> tokenAdd(message, limits);
                case Codes.TOKEN_DROP -> new WsapiMessage.TokenDrop(WireReader.readU16(message, "token id"));
                case Codes.VERSION_SET,
                        Codes.REPLY,
                        Codes.EVENT_CREATE,
                        Codes.EVENT_REMOVE,
                        Codes.SUBSCRIBE,
                        Codes.UNSUBSCRIBE,
                        Codes.PUSH,
                        Codes.BROADCAST,
                        Codes.DESCRIPTION -> throw WireReader.wrongDirection(code, "client");
                default -> throw WireReader.unknownCode(code);
            };
        } finally {
            message.readerIndex(start);
        }
    }

    /// Decodes what a server sent. `pendingDescriptions` tells which description ids are waited for: the two
    /// forms of a description can be told apart only so (W-82).
    ///
    /// @throws ProtocolException with the reason why there is no message in these bytes
    public static WsapiMessage.ToClient decodeToClient(
            ByteBuf message, ProtocolLimits limits, IntPredicate pendingDescriptions) {
        int start = message.readerIndex();
        try {
            int code = WireReader.readCode(message);
            return switch (code) {
                case Codes.REPLY -> reply(message);
                case Codes.PUSH -> push(message);
                case Codes.BROADCAST -> broadcast(message, limits);
                case Codes.EVENT_CREATE -> eventCreate(message, limits);
                case Codes.EVENT_REMOVE -> new WsapiMessage.EventRemove(WireReader.readU16(message, "event id"));
                case Codes.SUBSCRIBE -> subscribe(message);
                case Codes.UNSUBSCRIBE -> unsubscribe(message);
                case Codes.VERSION_SET -> versionSet(message);
                case Codes.DESCRIPTION -> DescriptionForms.decode(message, pendingDescriptions);
                case Codes.VERSION_OFFER,
                        Codes.CALL,
                        Codes.UNEXPECTED,
                        Codes.DESCRIBE,
                        Codes.SESSION_ADD,
                        Codes.SESSION_DROP,
                        Codes.TOKEN_ADD,
                        Codes.TOKEN_DROP -> throw WireReader.wrongDirection(code, "server");
                default -> throw WireReader.unknownCode(code);
            };
        } finally {
            message.readerIndex(start);
        }
    }

    /// The call id of a call or a reply that could not be decoded, if it can be read (W-93, W-94). Borrows
    /// `message` and does not move its indexes.
    public static OptionalInt callId(ByteBuf message) {
        int start = message.readerIndex();
        if (message.readableBytes() < CALL_ID_END) {
            return OptionalInt.empty();
        }
        int code = message.getUnsignedByte(start);
        return code == Codes.CALL || code == Codes.REPLY
                ? OptionalInt.of(message.getUnsignedShortLE(start + 1))
                : OptionalInt.empty();
    }

    private static WsapiMessage.VersionOffer versionOffer(ByteBuf in) {
        if (in.readableBytes() < Integer.BYTES + 1) {
            throw badVersion("version offer is " + (in.readableBytes() + 1) + " bytes long, expected 7 at least");
        }
        int identifier = in.readIntLE();
        if (identifier != Codes.WSAPI_IDENTIFIER) {
            throw badVersion("version offer has identifier 0x" + Integer.toHexString(identifier) + ", expected 0x"
                    + Integer.toHexString(Codes.WSAPI_IDENTIFIER));
        }
        int count = in.readUnsignedByte();
        if (count == 0 || in.readableBytes() < count) {
            throw badVersion(
                    "version offer announces " + count + " versions and has " + in.readableBytes() + " bytes of them");
        }
        List<Integer> versions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            versions.add((int) in.readUnsignedByte());
        }
        return new WsapiMessage.VersionOffer(versions);
    }

    private static WsapiMessage.VersionSet versionSet(ByteBuf in) {
        if (!in.isReadable()) {
            throw badVersion("version answer has no version");
        }
        return new WsapiMessage.VersionSet(in.readUnsignedByte());
    }

    private static WsapiMessage.Call call(ByteBuf in, ProtocolLimits limits, TextCache verbs) {
        int callId = WireReader.readU16(in, "call id");
        String verb = WireReader.readText(in, limits.maxVerbBytes(), "verb", verbs);
        int sessionId = WireReader.readU16(in, "session id");
        int tokenId = WireReader.readU16(in, "token id");
        ByteBuf arguments = WireReader.readObject(in, "arguments");
        String credentials = WireReader.readNullableText(in, limits.maxCredentialsBytes(), "credentials");
        return new WsapiMessage.Call(callId, verb, sessionId, tokenId, arguments, credentials);
    }

    private static WsapiMessage.Reply reply(ByteBuf in) {
        int callId = WireReader.readU16(in, "call id");
        String error = WireReader.readNullableText(in, UNLIMITED, "error");
        String info = WireReader.readNullableText(in, UNLIMITED, "info");
        return new WsapiMessage.Reply(callId, error, info, WireReader.readObject(in, "object"));
    }

    private static WsapiMessage.EventCreate eventCreate(ByteBuf in, ProtocolLimits limits) {
        int eventId = WireReader.readU16(in, "event id");
        return new WsapiMessage.EventCreate(eventId, WireReader.readText(in, limits.maxEventNameBytes(), "event name"));
    }

    private static WsapiMessage.Subscribe subscribe(ByteBuf in) {
        int callId = WireReader.readU16(in, "call id");
        return new WsapiMessage.Subscribe(callId, WireReader.readU16(in, "event id"));
    }

    private static WsapiMessage.Unsubscribe unsubscribe(ByteBuf in) {
        int callId = WireReader.readU16(in, "call id");
        return new WsapiMessage.Unsubscribe(callId, WireReader.readU16(in, "event id"));
    }

    private static WsapiMessage.Push push(ByteBuf in) {
        int eventId = WireReader.readU16(in, "event id");
        return new WsapiMessage.Push(eventId, WireReader.readObject(in, "data"));
    }

    private static WsapiMessage.Broadcast broadcast(ByteBuf in, ProtocolLimits limits) {
        String name = WireReader.readText(in, limits.maxEventNameBytes(), "event name");
        ByteBuf data = WireReader.readObject(in, "data");
        var uuid = WireReader.readUuid(in, "uuid");
        return new WsapiMessage.Broadcast(name, data, uuid, WireReader.readU8(in, "hop"));
    }

    private static WsapiMessage.SessionAdd sessionAdd(ByteBuf in, ProtocolLimits limits) {
        int sessionId = WireReader.readU16(in, "session id");
        return new WsapiMessage.SessionAdd(
                sessionId, WireReader.readText(in, limits.maxSessionUuidBytes(), "session uuid"));
    }

    private static WsapiMessage.TokenAdd tokenAdd(ByteBuf in, ProtocolLimits limits) {
        int tokenId = WireReader.readU16(in, "token id");
        return new WsapiMessage.TokenAdd(tokenId, WireReader.readText(in, limits.maxTokenBytes(), "token"));
    }

    private static ProtocolException badVersion(String text) {
        return new ProtocolException(Reason.BAD_VERSION, text);
    }
}
