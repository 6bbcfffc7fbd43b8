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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The legacy protocols, client side (wsapi.md part 4).
@ConfinedTo("connection event loop")
final class LegacyClient implements ClientDialect {

    /// L-07: the object of an answer to a subcall is a whole reply, for failures too.
    private static final byte[] NO_SUBCALLS =
            "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"unknown-api\"}}".getBytes(StandardCharsets.UTF_8);

    private final ClientPeer peer;
    private final LegacyDialect dialect;
    private final ProtocolLimits limits;
    private final LegacyEncoder encoder;
    private final long maxOutboundBytes;

    /// The session of this connection: this protocol has no call without one (L-02).
    private final String session = UUID.randomUUID().toString();

    LegacyClient(ClientPeer peer, LegacyDialect dialect, TransportConfig config) {
        this.peer = peer;
        this.dialect = dialect;
        this.limits = config.limits();
        this.encoder = LegacyEncoder.create(dialect, limits.maxMessageBytes());
        this.maxOutboundBytes = config.maxOutboundBytes();
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
            case LegacyMessage.Subcall subcall -> refuseSubcall(subcall.subcallId());
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

    private void onMalformed(ByteBuf message, ProtocolException why) {
        boolean isForClient = why.reason() != Reason.WRONG_DIRECTION && why.reason() != Reason.UNKNOWN_CODE;
        if (isForClient) {
            LegacyDecoder.callId(message).ifPresent(callId -> onMalformedReply(callId, message));
            LegacyDecoder.subcallId(message).ifPresent(this::refuseSubcall);
        }
        peer.malformed(why.getMessage());
    }

    /// L-10.
    private void onMalformedReply(int callId, ByteBuf message) {
        if (peer.isPending(callId)) {
            boolean isFailure = message.getByte(message.readerIndex()) == 'F';
            peer.reply(callId, isFailure ? Replies.UNREADABLE_FAILURE : Replies.UNREADABLE);
        }
    }

    /// L-07, L-08: always answered, as a failure (iserror 1): there is no API here to call. A server that
    /// asks and does not read is not told.
    private void refuseSubcall(int subcallId) {
        if (peer.connection().outboundBytes() <= maxOutboundBytes) {
            send(new LegacyMessage.SubcallAnswer(subcallId, 1, Unpooled.wrappedBuffer(NO_SUBCALLS)));
        }
    }

    private void send(LegacyMessage message) {
        encoder.encode(peer.connection().output(), message);
        peer.connection().written();
    }
}
