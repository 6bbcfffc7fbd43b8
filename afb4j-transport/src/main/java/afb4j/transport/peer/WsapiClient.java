package afb4j.transport.peer;

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
import java.util.function.IntPredicate;

/// WSAPI version 1, client side (wsapi.md part 3).
@ConfinedTo("connection event loop")
final class WsapiClient implements ClientDialect {

    private static final int VERSION = 1;

    private final ClientPeer peer;
    private final RemoteEventListener events;
    private final ProtocolLimits limits;
    private final WsapiEncoder encoder;
    private final IntPredicate pendingDescriptions;
    private final Replicas replicas;
    private final Announced sessions;
    private final Announced tokens;

    WsapiClient(ClientPeer peer, RemoteEventListener events, TransportConfig config) {
        this.peer = peer;
        this.events = events;
        this.limits = config.limits();
        this.encoder = WsapiEncoder.create(limits.maxMessageBytes());
        this.pendingDescriptions = peer::isDescriptionPending;
        this.replicas = new Replicas(config.maxEvents(), events);
        this.sessions = new Announced(config.maxSessions(), new SessionWire());
        this.tokens = new Announced(config.maxSessions(), new TokenWire());
    }

    private final class SessionWire implements Announced.Wire {

        @Override
        public void add(int id, String uuid) {
            send(new WsapiMessage.SessionAdd(id, uuid));
        }

        @Override
        public void drop(int id) {
            send(new WsapiMessage.SessionDrop(id));
        }
    }

    private final class TokenWire implements Announced.Wire {

        @Override
        public void add(int id, String token) {
            send(new WsapiMessage.TokenAdd(id, token));
        }

        @Override
        public void drop(int id) {
            send(new WsapiMessage.TokenDrop(id));
        }
    }

    // ---- output

    @Override
    public void open() {
        send(new WsapiMessage.VersionOffer(List.of(VERSION)));
    }

    @Override
    public void call(int callId, OutboundCall call) {
        Identity who = call.identity();
        int session = sessions.idOf(who.sessionUuid());
        int token = tokens.idOf(who.token());
        CallTarget target = new CallTarget(call.verb(), session, token, who.credentials());
        Connection connection = peer.connection();
        encoder.call(connection.output(), callId, target, call.argument().rawUtf8());
        connection.written();
    }

    @Override
    public void describe(int descriptionId) {
        send(new WsapiMessage.Describe(descriptionId));
    }

    @Override
    public void dropSession(String uuid) {
        sessions.drop(uuid);
    }

    @Override
    public void dropToken(String token) {
        tokens.drop(token);
    }

    private void send(WsapiMessage message) {
        encoder.encode(peer.connection().output(), message);
        peer.connection().written();
    }

    // ---- input

    @Override
    public void onMessage(ByteBuf message) {
        WsapiMessage.ToClient decoded;
        try {
            decoded = WsapiDecoder.decodeToClient(message, limits, pendingDescriptions);
        } catch (ProtocolException malformed) {
            onMalformed(message, malformed);
            return;
        }
        switch (decoded) {
            case WsapiMessage.Reply reply ->
                peer.reply(reply.callId(), Replies.read(reply.error(), reply.info(), ClientPeer.json(reply.object())));
            case WsapiMessage.Push push -> onPush(push);
            case WsapiMessage.Broadcast m -> events.onBroadcast(m.name(), ClientPeer.json(m.data()), m.uuid(), m.hop());
            case WsapiMessage.EventCreate event -> onEventCreate(event);
            case WsapiMessage.EventRemove event -> replicas.remove(event.eventId());
            case WsapiMessage.Subscribe m -> onSubscribe(m);
            case WsapiMessage.Unsubscribe m -> onUnsubscribe(m);
            case WsapiMessage.Description m -> peer.description(m.descriptionId(), ClientPeer.json(m.object()));
            case WsapiMessage.VersionSet version -> onVersionSet(version);
        }
    }

    private void onEventCreate(WsapiMessage.EventCreate event) {
        if (!replicas.create(event.eventId(), event.name())) {
            peer.malformed("event " + event.eventId() + " is one too many");
        }
    }

    /// W-71: what names no pending call, or no known event, is ignored.
    private void onSubscribe(WsapiMessage.Subscribe subscribe) {
        ReplyListener call = peer.pending(subscribe.callId());
        RemoteEvent event = replicas.find(subscribe.eventId());
        if (call != null && event != null) {
            call.onSubscribe(event);
        }
    }

    private void onUnsubscribe(WsapiMessage.Unsubscribe unsubscribe) {
        ReplyListener call = peer.pending(unsubscribe.callId());
        RemoteEvent event = replicas.find(unsubscribe.eventId());
        if (call != null && event != null) {
            call.onUnsubscribe(event);
        }
    }

    /// W-73. A server that pushes and does not read is not told.
    private void onPush(WsapiMessage.Push push) {
        RemoteEvent event = replicas.find(push.eventId());
        boolean isWanted = event != null && events.onPush(event, ClientPeer.json(push.data()));
        if (!isWanted && peer.connection().isOpen() && peer.isRead()) {
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
        peer.malformed(why.getMessage());
        var callId = WsapiDecoder.callId(message);
        boolean isReply = why.reason() != ProtocolException.Reason.WRONG_DIRECTION;
        if (isReply && callId.isPresent() && peer.pending(callId.getAsInt()) != null) {
            peer.reply(callId.getAsInt(), Replies.UNREADABLE);
        }
    }

    @Override
    public List<RemoteEvent> close() {
        sessions.clear();
        tokens.clear();
        return replicas.clear();
    }
}
