package afb4j.transport.peer;

import afb4j.api.Json;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.wsapi.CallTarget;
import afb4j.protocol.wsapi.WsapiDecoder;
import afb4j.protocol.wsapi.WsapiEncoder;
import afb4j.protocol.wsapi.WsapiMessage;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.Connection;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import java.util.List;

/// WSAPI version 1, client side (wsapi.md part 3).
@ConfinedTo("connection event loop")
final class WsapiClient implements ClientDialect {

    private static final int VERSION = 1;

    private final ClientPeer peer;
    private final ProtocolLimits limits;
    private final WsapiEncoder encoder;
    private final long maxOutboundBytes;

    WsapiClient(ClientPeer peer, TransportConfig config) {
        this.peer = peer;
        this.limits = config.limits();
        this.encoder = WsapiEncoder.create(limits.maxMessageBytes());
        this.maxOutboundBytes = config.maxOutboundBytes();
    }

    @Override
    public void open() {
        send(new WsapiMessage.VersionOffer(List.of(VERSION)));
    }

    @Override
    public void call(int callId, String verb, Json argument) {
        Connection connection = peer.connection();
        encoder.call(connection.output(), callId, CallTarget.of(verb), argument.rawUtf8());
        connection.written();
    }

    @Override
    public void onMessage(ByteBuf message) {
        WsapiMessage.ToClient decoded;
        try {
            decoded = WsapiDecoder.decodeToClient(message, limits, _ -> false);
        } catch (ProtocolException malformed) {
            onMalformed(message, malformed);
            return;
        }
        switch (decoded) {
            case WsapiMessage.Reply reply ->
                peer.reply(reply.callId(), Replies.read(reply.error(), reply.info(), ClientPeer.json(reply.object())));
            case WsapiMessage.VersionSet version -> onVersionSet(version);
            case WsapiMessage.Push push -> onPush(push);
            case WsapiMessage.EventCreate _,
                    WsapiMessage.EventRemove _,
                    WsapiMessage.Subscribe _,
                    WsapiMessage.Unsubscribe _,
                    WsapiMessage.Broadcast _,
                    WsapiMessage.Description _ -> {}
        }
    }

    /// W-73: nobody subscribes. A server that pushes and does not read is not told.
    private void onPush(WsapiMessage.Push push) {
        if (peer.connection().outboundBytes() <= maxOutboundBytes) {
            send(new WsapiMessage.Unexpected(push.eventId()));
        }
    }

    private void onVersionSet(WsapiMessage.VersionSet version) {
        if (version.version() != VERSION) { // W-33
            peer.connection().refuse("the server set version " + version.version() + ", offered was " + VERSION);
        }
    }

    /// W-94: a pending call whose reply cannot be read is over.
    private void onMalformed(ByteBuf message, ProtocolException why) {
        if (why.reason() == ProtocolException.Reason.BAD_VERSION) {
            peer.connection().refuse(String.valueOf(why.getMessage()));
            return;
        }
        var callId = WsapiDecoder.callId(message);
        boolean isReply = why.reason() != ProtocolException.Reason.WRONG_DIRECTION;
        if (isReply && callId.isPresent() && peer.isPending(callId.getAsInt())) {
            peer.reply(callId.getAsInt(), Replies.UNREADABLE);
        }
        peer.malformed(why.getMessage());
    }

    private void send(WsapiMessage message) {
        encoder.encode(peer.connection().output(), message);
        peer.connection().written();
    }
}
