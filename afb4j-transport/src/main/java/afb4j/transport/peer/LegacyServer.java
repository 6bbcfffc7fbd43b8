package afb4j.transport.peer;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.legacy.LegacyDecoder;
import afb4j.protocol.legacy.LegacyDialect;
import afb4j.protocol.legacy.LegacyEncoder;
import afb4j.protocol.legacy.LegacyMessage;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// The legacy protocols, server side (wsapi.md part 4).
@ConfinedTo("connection event loop")
final class LegacyServer implements ServerDialect {

    private static final int MAX_UUID_BYTES = 36;
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final ServerPeer peer;
    private final LegacyDialect dialect;
    private final ProtocolLimits limits;
    private final LegacyEncoder encoder;
    private final Function<byte[], Json> reader;

    LegacyServer(ServerPeer peer, LegacyDialect dialect, TransportConfig config) {
        this.peer = peer;
        this.dialect = dialect;
        this.limits = config.limits();
        this.encoder = LegacyEncoder.create(dialect, limits.maxMessageBytes());
        this.reader = dialect == LegacyDialect.Y2017 ? Json::receivedFrom2017 : Json::received; // L-11
    }

    @Override
    public void onMessage(ByteBuf message) {
        LegacyMessage.ToServer decoded;
        try {
            decoded = LegacyDecoder.decodeToServer(message, dialect, limits);
        } catch (ProtocolException malformed) {
            peer.malformed(String.valueOf(malformed.getMessage()));
            if (malformed.reason() != Reason.WRONG_DIRECTION && malformed.reason() != Reason.UNKNOWN_CODE) {
                LegacyDecoder.callId(message).ifPresent(callId -> reply(callId, Reply.of(Replies.MALFORMED_CALL)));
            }
            return;
        }
        switch (decoded) {
            case LegacyMessage.Call call -> onCall(call);
            case LegacyMessage.Describe describe ->
                send(new LegacyMessage.Description(describe.descriptionId(), Unpooled.wrappedBuffer(NULL)));
            case LegacyMessage.SubcallAnswer answer ->
                peer.malformed("answer to an unknown subcall " + answer.subcallId());
        }
    }

    /// L-02: the session comes with the call; a uuid that is too long is a failure without info.
    private void onCall(LegacyMessage.Call call) {
        if (call.sessionUuid().getBytes(StandardCharsets.UTF_8).length > MAX_UUID_BYTES) {
            reply(call.callId(), Reply.of(Status.INTERNAL_ERROR));
        } else {
            peer.call(call.callId(), call.verb(), call.arguments(), reader);
        }
    }

    @Override
    public void reply(int callId, Reply reply) {
        try {
            send(message(callId, reply));
        } catch (ProtocolException tooLong) {
            send(message(callId, Reply.of(Status.INTERNAL_ERROR.withInfo(String.valueOf(tooLong.getMessage())))));
        }
    }

    private LegacyMessage message(int callId, Reply reply) {
        ByteBuf object = Unpooled.wrappedBuffer(Replies.object(reply));
        if (dialect != LegacyDialect.Y2017) {
            return new LegacyMessage.Reply(callId, Replies.error(reply), Replies.info(reply), object);
        }
        String info = reply.status().info().orElse(""); // L-03
        return reply.status().isSuccess()
                ? new LegacyMessage.Success(callId, info, object)
                : new LegacyMessage.Failure(callId, reply.status().name(), info);
    }

    private void send(LegacyMessage message) {
        encoder.encode(peer.connection().output(), message);
        peer.connection().written();
    }

    @Override
    public String toString() {
        return "legacy " + dialect;
    }
}
