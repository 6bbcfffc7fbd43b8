package afb4j.protocol.wsapi;

import static afb4j.protocol.wire.WireWriter.size;
import static afb4j.protocol.wire.WireWriter.sizeNullable;
import static afb4j.protocol.wire.WireWriter.sizeObject;

import afb4j.protocol.wire.Ranges;
import afb4j.protocol.wire.WireWriter;
import com.google.errorprone.annotations.Immutable;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Writes messages of WSAPI version 1, each as a whole websocket frame, behind what a buffer already holds.
///
/// The length is known before the first byte is written: a message over the limit, or with a number out of its range,
/// leaves `out` as it was. Objects are JSON texts in UTF-8 without final NUL; an inner NUL is written as it is and
/// cuts the text at the peer. Calls and replies are written without allocating anything.
///
/// Every method throws [ProtocolException] with [Reason#LIMIT] when the message is too long (W-18), and
/// `IllegalArgumentException` when a number does not fit its field.
@Immutable
public final class WsapiEncoder {

    private static final int ID_BYTES = 2;
    private static final int WIDE_ID_BYTES = 4;
    private static final int OFFER_HEAD_BYTES = 5;

    private final int maxMessageBytes;
    private final boolean wideDescriptionIds;

    private WsapiEncoder(int maxMessageBytes, boolean wideDescriptionIds) {
        this.maxMessageBytes = maxMessageBytes;
        this.wideDescriptionIds = wideDescriptionIds;
    }

    /// An encoder of messages up to `maxMessageBytes`, with description ids of 16 bits.
    public static WsapiEncoder create(int maxMessageBytes) {
        return new WsapiEncoder(maxMessageBytes, false);
    }

    /// The same encoder for a client of 2019, which wants description ids of 32 bits (W-82).
    public WsapiEncoder withWideDescriptionIds() {
        return new WsapiEncoder(maxMessageBytes, true);
    }

    /// Writes a call.
    public void call(ByteBuf out, int callId, CallTarget target, byte[] arguments) {
        beginCall(out, callId, target, arguments.length);
        WireWriter.object(out, arguments);
        WireWriter.nullableText(out, target.credentials());
    }

    /// Writes a call. Borrows `arguments` and does not move its indexes.
    public void call(ByteBuf out, int callId, CallTarget target, ByteBuf arguments) {
        beginCall(out, callId, target, arguments.readableBytes());
        WireWriter.object(out, arguments);
        WireWriter.nullableText(out, target.credentials());
    }

    /// Writes a reply; `error` is null for a success.
    public void reply(ByteBuf out, int callId, @Nullable String error, @Nullable String info, byte[] object) {
        long bytes = sizeNullable(error) + sizeNullable(info) + sizeObject(object.length);
        beginWithId(out, Codes.REPLY, callId, bytes);
        WireWriter.nullableText(out, error);
        WireWriter.nullableText(out, info);
        WireWriter.object(out, object);
    }

    /// Writes a reply; `error` is null for a success. Borrows `object` and does not move its indexes.
    public void reply(ByteBuf out, int callId, @Nullable String error, @Nullable String info, ByteBuf object) {
        long bytes = sizeNullable(error) + sizeNullable(info) + sizeObject(object.readableBytes());
        beginWithId(out, Codes.REPLY, callId, bytes);
        WireWriter.nullableText(out, error);
        WireWriter.nullableText(out, info);
        WireWriter.object(out, object);
    }

    /// Writes the push of an event.
    public void push(ByteBuf out, int eventId, byte[] data) {
        beginWithId(out, Codes.PUSH, eventId, sizeObject(data.length));
        WireWriter.object(out, data);
    }

    /// Writes any message. Borrows its objects and does not move their indexes.
    public void encode(ByteBuf out, WsapiMessage message) {
        switch (message) {
            case WsapiMessage.ToServer toServer -> encodeToServer(out, toServer);
            case WsapiMessage.ToClient toClient -> encodeToClient(out, toClient);
        }
    }

    private void encodeToServer(ByteBuf out, WsapiMessage.ToServer message) {
        switch (message) {
            case WsapiMessage.Call m ->
                call(
                        out,
                        m.callId(),
                        new CallTarget(m.verb(), m.sessionId(), m.tokenId(), m.credentials()),
                        m.arguments());
            case WsapiMessage.VersionOffer m -> versionOffer(out, m);
            case WsapiMessage.Unexpected m -> beginWithId(out, Codes.UNEXPECTED, m.eventId(), 0);
            case WsapiMessage.Describe m -> beginWithId(out, Codes.DESCRIBE, m.descriptionId(), 0);
            case WsapiMessage.SessionAdd m -> idAndText(out, Codes.SESSION_ADD, m.sessionId(), m.uuid());
            case WsapiMessage.SessionDrop m -> beginWithId(out, Codes.SESSION_DROP, m.sessionId(), 0);
            case WsapiMessage.TokenAdd m -> idAndText(out, Codes.TOKEN_ADD, m.tokenId(), m.token());
            case WsapiMessage.TokenDrop m -> beginWithId(out, Codes.TOKEN_DROP, m.tokenId(), 0);
        }
    }

    private void encodeToClient(ByteBuf out, WsapiMessage.ToClient message) {
        switch (message) {
            case WsapiMessage.Reply m -> reply(out, m.callId(), m.error(), m.info(), m.object());
            case WsapiMessage.Push m -> {
                beginWithId(out, Codes.PUSH, m.eventId(), sizeObject(m.data().readableBytes()));
                WireWriter.object(out, m.data());
            }
            case WsapiMessage.Broadcast m -> broadcast(out, m);
            case WsapiMessage.EventCreate m -> idAndText(out, Codes.EVENT_CREATE, m.eventId(), m.name());
            case WsapiMessage.EventRemove m -> beginWithId(out, Codes.EVENT_REMOVE, m.eventId(), 0);
            case WsapiMessage.Subscribe m -> twoIds(out, Codes.SUBSCRIBE, m.callId(), m.eventId());
            case WsapiMessage.Unsubscribe m -> twoIds(out, Codes.UNSUBSCRIBE, m.callId(), m.eventId());
            case WsapiMessage.VersionSet m -> {
                WireWriter.begin(out, maxMessageBytes, Codes.VERSION_SET, 1);
                WireWriter.u8(out, m.version());
            }
            case WsapiMessage.Description m -> description(out, m);
        }
    }

    private void beginCall(ByteBuf out, int callId, CallTarget target, int argumentsBytes) {
        long bytes =
                size(target.verb()) + 2 * ID_BYTES + sizeObject(argumentsBytes) + sizeNullable(target.credentials());
        beginWithId(out, Codes.CALL, callId, bytes);
        WireWriter.text(out, target.verb());
        WireWriter.u16(out, target.sessionId());
        WireWriter.u16(out, target.tokenId());
    }

    private void versionOffer(ByteBuf out, WsapiMessage.VersionOffer offer) {
        int count = offer.versions().size();
        WireWriter.begin(out, maxMessageBytes, Codes.VERSION_OFFER, OFFER_HEAD_BYTES + count);
        WireWriter.opaque32(out, Codes.WSAPI_IDENTIFIER);
        WireWriter.u8(out, count);
        for (int version : offer.versions()) {
            WireWriter.u8(out, version);
        }
    }

    private void broadcast(ByteBuf out, WsapiMessage.Broadcast broadcast) {
        long bytes = size(broadcast.name()) + sizeObject(broadcast.data().readableBytes()) + WireWriter.UUID_BYTES + 1;
        WireWriter.begin(out, maxMessageBytes, Codes.BROADCAST, bytes);
        WireWriter.text(out, broadcast.name());
        WireWriter.object(out, broadcast.data());
        WireWriter.uuid(out, broadcast.uuid());
        WireWriter.u8(out, broadcast.hop());
    }

    private void description(ByteBuf out, WsapiMessage.Description description) {
        long objectBytes = sizeObject(description.object().readableBytes());
        if (wideDescriptionIds) {
            WireWriter.begin(out, maxMessageBytes, Codes.DESCRIPTION, WIDE_ID_BYTES + objectBytes);
            WireWriter.opaque32(out, description.descriptionId());
        } else {
            beginWithId(out, Codes.DESCRIPTION, description.descriptionId(), objectBytes);
        }
        WireWriter.object(out, description.object());
    }

    private void idAndText(ByteBuf out, int code, int id, String text) {
        beginWithId(out, code, id, size(text));
        WireWriter.text(out, text);
    }

    private void twoIds(ByteBuf out, int code, int first, int second) {
        beginWithId(out, code, first, ID_BYTES);
        WireWriter.u16(out, second);
    }

    private void beginWithId(ByteBuf out, int code, int id, long moreBytes) {
        Ranges.checkU16(id, "id");
        WireWriter.begin(out, maxMessageBytes, code, ID_BYTES + moreBytes);
        WireWriter.u16(out, id);
    }
}
