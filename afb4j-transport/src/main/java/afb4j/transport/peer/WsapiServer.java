package afb4j.transport.peer;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.TextCache;
import afb4j.protocol.wsapi.WsapiDecoder;
import afb4j.protocol.wsapi.WsapiEncoder;
import afb4j.protocol.wsapi.WsapiMessage;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.nio.charset.StandardCharsets;

/// WSAPI version 1, server side (wsapi.md part 3).
@ConfinedTo("connection event loop")
final class WsapiServer implements ServerDialect {

    private static final int VERSION = 1;
    private static final int MAX_UUID_BYTES = 36;
    private static final Reply UNKNOWN_SESSION = Reply.of(Status.INVALID_REQUEST);
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final ServerPeer peer;
    private final ProtocolLimits limits;
    private final WsapiEncoder encoder;
    private final int maxSessions;

    /// Uuids of the sessions the client announced, by its ids (W-50).
    private final IntObjectMap<String> sessions = new IntObjectHashMap<>(2);

    private final TextCache verbs = new TextCache();

    WsapiServer(ServerPeer peer, TransportConfig config) {
        this.peer = peer;
        this.limits = config.limits();
        this.encoder = WsapiEncoder.create(limits.maxMessageBytes());
        this.maxSessions = config.maxInFlight();
    }

    @Override
    public void onMessage(ByteBuf message) {
        WsapiMessage.ToServer decoded;
        try {
            decoded = WsapiDecoder.decodeToServer(message, limits, verbs);
        } catch (ProtocolException malformed) {
            onMalformed(message, malformed);
            return;
        }
        switch (decoded) {
            case WsapiMessage.Call call -> onCall(call);
            case WsapiMessage.VersionOffer offer -> onVersionOffer(offer);
            case WsapiMessage.Describe describe ->
                send(new WsapiMessage.Description(describe.descriptionId(), Unpooled.wrappedBuffer(NULL))); // W-83
            case WsapiMessage.SessionAdd session -> onSessionAdd(session);
            case WsapiMessage.SessionDrop session -> sessions.remove(session.sessionId());
            // a token changes nothing without permissions, an unexpected event nothing without events
            case WsapiMessage.TokenAdd _, WsapiMessage.TokenDrop _, WsapiMessage.Unexpected _ -> {}
        }
    }

    /// W-93, W-95: only a version offer ends the connection by its content.
    private void onMalformed(ByteBuf message, ProtocolException why) {
        if (why.reason() == ProtocolException.Reason.BAD_VERSION) {
            peer.connection().refuse(String.valueOf(why.getMessage()));
            return;
        }
        peer.malformed(String.valueOf(why.getMessage()));
        if (why.reason() != ProtocolException.Reason.WRONG_DIRECTION) { // else it is no call of the client
            WsapiDecoder.callId(message).ifPresent(callId -> write(callId, Reply.of(Replies.MALFORMED_CALL)));
        }
    }

    private void onVersionOffer(WsapiMessage.VersionOffer offer) {
        if (offer.versions().contains(VERSION)) {
            send(new WsapiMessage.VersionSet(VERSION));
        } else {
            peer.connection().refuse("offer of the versions " + offer.versions() + ", known is " + VERSION); // W-32
        }
    }

    private void onCall(WsapiMessage.Call call) {
        if (call.sessionId() != 0 && !sessions.containsKey(call.sessionId())) {
            write(call.callId(), UNKNOWN_SESSION); // W-42
        } else {
            peer.call(call.callId(), call.verb(), call.arguments(), Json::received);
        }
    }

    /// W-50, W-51: the first of two adds stays, a uuid that is too long is refused silently.
    private void onSessionAdd(WsapiMessage.SessionAdd session) {
        if (session.uuid().getBytes(StandardCharsets.UTF_8).length > MAX_UUID_BYTES) {
            peer.malformed("session uuid of more than " + MAX_UUID_BYTES + " bytes");
        } else if (sessions.size() >= maxSessions) {
            peer.malformed("more than " + maxSessions + " sessions");
        } else {
            sessions.putIfAbsent(session.sessionId(), session.uuid());
        }
    }

    @Override
    public void reply(int callId, Reply reply) {
        write(callId, reply);
    }

    private void write(int callId, Reply reply) {
        try {
            encoder.reply(
                    peer.connection().output(),
                    callId,
                    Replies.error(reply),
                    Replies.info(reply),
                    Replies.object(reply));
        } catch (ProtocolException tooLong) { // W-18: the client would hang up and lose every pending call
            encoder.reply(
                    peer.connection().output(),
                    callId,
                    Status.INTERNAL_ERROR.name(),
                    String.valueOf(tooLong.getMessage()),
                    NULL);
        }
        peer.connection().written();
    }

    private void send(WsapiMessage message) {
        encoder.encode(peer.connection().output(), message);
        peer.connection().written();
    }

    @Override
    public String toString() {
        return "WSAPI 1";
    }
}
