package afb4j.protocol.legacy;

import static afb4j.protocol.wire.WireWriter.size;
import static afb4j.protocol.wire.WireWriter.sizeNullable;
import static afb4j.protocol.wire.WireWriter.sizeObject;

import afb4j.protocol.wire.WireWriter;
import com.google.errorprone.annotations.Immutable;
import io.netty.buffer.ByteBuf;

/// Writes legacy messages, each as a whole websocket frame, behind what a buffer already holds. The dialect decides
/// only whether calls have credentials: every other difference is in the kind of the message, which the caller
/// chooses.
///
/// A message over the limit gives [ProtocolException] with [Reason#LIMIT] and leaves `out` as it was (W-18). Objects
/// are borrowed and their indexes do not move.
@Immutable
public final class LegacyEncoder {

    private static final int ID_BYTES = 4;

    private final LegacyDialect dialect;
    private final int maxMessageBytes;

    private LegacyEncoder(LegacyDialect dialect, int maxMessageBytes) {
        this.dialect = dialect;
        this.maxMessageBytes = maxMessageBytes;
    }

    /// An encoder of messages of `dialect` up to `maxMessageBytes`.
    public static LegacyEncoder create(LegacyDialect dialect, int maxMessageBytes) {
        return new LegacyEncoder(dialect, maxMessageBytes);
    }

    /// Writes any message.
    public void encode(ByteBuf out, LegacyMessage message) {
        switch (message) {
            case LegacyMessage.ToServer toServer -> encodeToServer(out, toServer);
            case LegacyMessage.ToClient toClient -> encodeToClient(out, toClient);
        }
    }

    private void encodeToServer(ByteBuf out, LegacyMessage.ToServer message) {
        switch (message) {
            case LegacyMessage.Call m -> call(out, m);
            case LegacyMessage.SubcallAnswer m -> subcallAnswer(out, m);
            case LegacyMessage.Describe m -> begin(out, Codes.DESCRIBE, m.descriptionId(), 0);
        }
    }

    private void encodeToClient(ByteBuf out, LegacyMessage.ToClient message) {
        switch (message) {
            case LegacyMessage.Success m -> success(out, m);
            case LegacyMessage.Failure m -> failure(out, m);
            case LegacyMessage.Reply m -> reply(out, m);
            case LegacyMessage.EventCreate m -> event(out, Codes.EVENT_CREATE, m.eventId(), m.name());
            case LegacyMessage.EventRemove m -> event(out, Codes.EVENT_REMOVE, m.eventId(), m.name());
            case LegacyMessage.Push m -> push(out, m);
            case LegacyMessage.Broadcast m -> {
                long bytes = size(m.name()) + sizeObject(m.data().readableBytes());
                beginBroadcast(out, m.name(), m.data(), bytes);
            }
            case LegacyMessage.TracedBroadcast m -> tracedBroadcast(out, m);
            case LegacyMessage.Subscribe m -> subscription(out, Codes.SUBSCRIBE, m.callId(), m.eventId(), m.name());
            case LegacyMessage.Unsubscribe m -> subscription(out, Codes.UNSUBSCRIBE, m.callId(), m.eventId(), m.name());
            case LegacyMessage.Subcall m -> subcall(out, m);
            case LegacyMessage.Description m -> description(out, m);
        }
    }

    private void call(ByteBuf out, LegacyMessage.Call call) {
        boolean hasCredentials = dialect != LegacyDialect.Y2017;
        long bytes = size(call.verb())
                + size(call.sessionUuid())
                + sizeObject(call.arguments().readableBytes())
                + (hasCredentials ? sizeNullable(call.credentials()) : 0);
        begin(out, Codes.CALL, call.callId(), bytes);
        WireWriter.text(out, call.verb());
        WireWriter.text(out, call.sessionUuid());
        WireWriter.object(out, call.arguments());
        if (hasCredentials) {
            WireWriter.nullableText(out, call.credentials());
        }
    }

    private void subcallAnswer(ByteBuf out, LegacyMessage.SubcallAnswer answer) {
        begin(
                out,
                Codes.SUBCALL_ANSWER,
                answer.subcallId(),
                1 + sizeObject(answer.result().readableBytes()));
        WireWriter.u8(out, answer.errorCode());
        WireWriter.object(out, answer.result());
    }

    private void success(ByteBuf out, LegacyMessage.Success success) {
        long bytes = size(success.info()) + sizeObject(success.object().readableBytes());
        begin(out, Codes.SUCCESS, success.callId(), bytes);
        WireWriter.text(out, success.info());
        WireWriter.object(out, success.object());
    }

    private void failure(ByteBuf out, LegacyMessage.Failure failure) {
        begin(out, Codes.FAILURE, failure.callId(), size(failure.status()) + size(failure.info()));
        WireWriter.text(out, failure.status());
        WireWriter.text(out, failure.info());
    }

    private void reply(ByteBuf out, LegacyMessage.Reply reply) {
        long bytes = sizeNullable(reply.error())
                + sizeNullable(reply.info())
                + sizeObject(reply.object().readableBytes());
        begin(out, Codes.REPLY, reply.callId(), bytes);
        WireWriter.nullableText(out, reply.error());
        WireWriter.nullableText(out, reply.info());
        WireWriter.object(out, reply.object());
    }

    private void event(ByteBuf out, int code, int eventId, String name) {
        begin(out, code, eventId, size(name));
        WireWriter.text(out, name);
    }

    private void push(ByteBuf out, LegacyMessage.Push push) {
        begin(
                out,
                Codes.PUSH,
                push.eventId(),
                size(push.name()) + sizeObject(push.data().readableBytes()));
        WireWriter.text(out, push.name());
        WireWriter.object(out, push.data());
    }

    private void tracedBroadcast(ByteBuf out, LegacyMessage.TracedBroadcast broadcast) {
        long bytes = size(broadcast.name()) + sizeObject(broadcast.data().readableBytes()) + WireWriter.UUID_BYTES + 1;
        beginBroadcast(out, broadcast.name(), broadcast.data(), bytes);
        WireWriter.uuid(out, broadcast.uuid());
        WireWriter.u8(out, broadcast.hop());
    }

    private void beginBroadcast(ByteBuf out, String name, ByteBuf data, long bodyBytes) {
        WireWriter.begin(out, maxMessageBytes, Codes.BROADCAST, bodyBytes);
        WireWriter.text(out, name);
        WireWriter.object(out, data);
    }

    private void subscription(ByteBuf out, int code, int callId, int eventId, String name) {
        begin(out, code, callId, ID_BYTES + size(name));
        WireWriter.opaque32(out, eventId);
        WireWriter.text(out, name);
    }

    private void subcall(ByteBuf out, LegacyMessage.Subcall subcall) {
        long bytes = ID_BYTES
                + size(subcall.api())
                + size(subcall.verb())
                + sizeObject(subcall.arguments().readableBytes());
        begin(out, Codes.SUBCALL, subcall.subcallId(), bytes);
        WireWriter.opaque32(out, subcall.callId());
        WireWriter.text(out, subcall.api());
        WireWriter.text(out, subcall.verb());
        WireWriter.object(out, subcall.arguments());
    }

    private void description(ByteBuf out, LegacyMessage.Description description) {
        begin(
                out,
                Codes.DESCRIPTION,
                description.descriptionId(),
                sizeObject(description.object().readableBytes()));
        WireWriter.object(out, description.object());
    }

    private void begin(ByteBuf out, int code, int id, long moreBytes) {
        WireWriter.begin(out, maxMessageBytes, code, ID_BYTES + moreBytes);
        WireWriter.opaque32(out, id);
    }
}
