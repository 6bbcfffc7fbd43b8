package afb4j.transport.peer;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.protocol.ProtocolException;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The legacy protocols, client side (wsapi.md part 4).
@ConfinedTo("connection event loop")
final class LegacyClient implements ClientDialect {

    private static final byte[] FAILED = "\"no such call\"".getBytes(StandardCharsets.UTF_8);

    private final ClientPeer peer;
    private final LegacyDialect dialect;
    private final ProtocolLimits limits;
    private final LegacyEncoder encoder;

    /// The session of this connection: this protocol has no call without one (L-02).
    private final String session = UUID.randomUUID().toString();

    LegacyClient(ClientPeer peer, LegacyDialect dialect, TransportConfig config) {
        this.peer = peer;
        this.dialect = dialect;
        this.limits = config.limits();
        this.encoder = LegacyEncoder.create(dialect, limits.maxMessageBytes());
    }

    @Override
    public void open() {
        // there is no version to offer
    }

    @Override
    public void call(int callId, String verb, Json argument) {
        send(new LegacyMessage.Call(callId, verb, session, Unpooled.wrappedBuffer(argument.rawUtf8()), null));
    }

    @Override
    public void onMessage(ByteBuf message) {
        LegacyMessage.ToClient decoded;
        try {
            decoded = LegacyDecoder.decodeToClient(message, dialect, limits);
        } catch (ProtocolException malformed) {
            onMalformed(message, malformed);
            return;
        }
        switch (decoded) {
            case LegacyMessage.Reply reply ->
                peer.reply(reply.callId(), Replies.read(reply.error(), reply.info(), ClientPeer.json(reply.object())));
            case LegacyMessage.Success success ->
                peer.reply(
                        success.callId(),
                        Replies.read(
                                null,
                                textOrNull(success.info()),
                                Json.receivedFrom2017(ClientPeer.bytes(success.object()))));
            case LegacyMessage.Failure failure -> peer.reply(failure.callId(), Reply.of(status(failure)));
            // L-08: an unknown call is a failure, iserror 1
            case LegacyMessage.Subcall subcall ->
                send(new LegacyMessage.SubcallAnswer(subcall.subcallId(), 1, Unpooled.wrappedBuffer(FAILED)));
            case LegacyMessage.EventCreate _,
                    LegacyMessage.EventRemove _,
                    LegacyMessage.Push _,
                    LegacyMessage.Broadcast _,
                    LegacyMessage.TracedBroadcast _,
                    LegacyMessage.Subscribe _,
                    LegacyMessage.Unsubscribe _,
                    LegacyMessage.Description _ -> {}
        }
    }

    private static Status status(LegacyMessage.Failure failure) {
        Status status = Status.named(failure.status());
        return failure.info().isEmpty() ? status : status.withInfo(failure.info());
    }

    /// L-03: empty means none.
    private static @Nullable String textOrNull(String info) {
        return info.isEmpty() ? null : info;
    }

    /// L-10.
    private void onMalformed(ByteBuf message, ProtocolException why) {
        var callId = LegacyDecoder.callId(message);
        if (callId.isPresent() && peer.isPending(callId.getAsInt())) {
            boolean isFailure = message.getByte(message.readerIndex()) == 'F';
            peer.reply(
                    callId.getAsInt(),
                    isFailure
                            ? Reply.of(Status.named("proto-error").withInfo("can't process fail"))
                            : Replies.UNREADABLE);
        }
        peer.malformed(why.getMessage());
    }

    private void send(LegacyMessage message) {
        encoder.encode(peer.connection().output(), message);
        peer.connection().written();
    }
}
