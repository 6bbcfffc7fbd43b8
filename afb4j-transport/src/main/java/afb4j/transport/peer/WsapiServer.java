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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// WSAPI version 1, server side (wsapi.md part 3).
@ConfinedTo("connection event loop")
final class WsapiServer implements ServerDialect {

    private static final int VERSION = 1;
    private static final int MAX_UUID_BYTES = 36;
    private static final int MAX_ID = 0xffff;
    private static final Reply UNKNOWN_SESSION = Reply.of(Status.INVALID_REQUEST);
    private static final Reply NO_ROOM = Reply.of(Status.OUT_OF_MEMORY.withInfo("there is no room for the session"));
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final ServerPeer peer;
    private final CallListener listener;
    private final ProtocolLimits limits;
    private final WsapiEncoder encoder;
    private final int maxSessions;

    /// What the owner holds of the sessions the client announced, by its ids (W-50).
    private IntObjectMap<SessionHandle> sessions = new IntObjectHashMap<>(2);

    /// Uuids of those that were refused, by the client's ids: the client is not told, and goes on to use
    /// them, so each call asks again.
    private IntObjectMap<String> refused = new IntObjectHashMap<>(2);

    /// Texts of the tokens the client announced, by its ids (W-56).
    private final IntObjectMap<String> tokens = new IntObjectHashMap<>(2);

    private final KnownEvents events;
    private final TextCache verbs = new TextCache();

    WsapiServer(ServerPeer peer, CallListener listener, TransportConfig config) {
        this.peer = peer;
        this.listener = listener;
        this.limits = config.limits();
        WsapiEncoder narrow = WsapiEncoder.create(limits.maxMessageBytes());
        this.encoder = config.wideDescriptionIds() ? narrow.withWideDescriptionIds() : narrow;
        this.maxSessions = config.maxSessions();
        this.events = new KnownEvents(config.maxEvents());
    }

    // ---- input

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
            case WsapiMessage.Describe describe -> peer.describe(describe.descriptionId());
            case WsapiMessage.SessionAdd session -> onSessionAdd(session);
            case WsapiMessage.SessionDrop session -> onSessionDrop(session.sessionId());
            case WsapiMessage.TokenAdd token -> onTokenAdd(token);
            case WsapiMessage.TokenDrop token -> tokens.remove(token.tokenId());
            case WsapiMessage.Unexpected unexpected -> onUnexpected(unexpected.eventId());
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
            WsapiDecoder.callId(message).ifPresent(callId -> reply(callId, Reply.of(Replies.MALFORMED_CALL)));
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
        SessionHandle session = null;
        if (call.sessionId() != 0) {
            session = sessions.get(call.sessionId());
            if (session == null) {
                session = refusedBefore(call.sessionId());
            }
            if (session == null) { // W-42
                reply(call.callId(), refused.containsKey(call.sessionId()) ? NO_ROOM : UNKNOWN_SESSION);
                return;
            }
        }
        String token = call.tokenId() == 0 ? null : tokens.get(call.tokenId());
        Json argument = Json.received(ServerPeer.bytes(call.arguments()));
        peer.call(new InboundCall(call.callId(), call.verb(), argument, session, token, call.credentials()));
    }

    /// W-50, W-51: the first of two adds stays, a uuid that is too long is refused silently.
    private void onSessionAdd(WsapiMessage.SessionAdd session) {
        if (session.sessionId() == 0) { // W-35
            peer.malformed("a session was announced as 0, which means none");
        } else if (session.uuid().getBytes(StandardCharsets.UTF_8).length > MAX_UUID_BYTES) {
            peer.malformed("session uuid of more than " + MAX_UUID_BYTES + " bytes");
        } else if (!sessions.containsKey(session.sessionId())) {
            addSession(session);
        }
    }

    private void addSession(WsapiMessage.SessionAdd session) {
        refused.remove(session.sessionId());
        if (sessions.size() + refused.size() >= maxSessions) {
            peer.malformed("more than " + maxSessions + " sessions"); // B-35
            return;
        }
        SessionHandle handle = listener.onSession(session.uuid());
        if (handle == null) {
            peer.malformed("session " + session.sessionId() + " was refused");
            refused.put(session.sessionId(), session.uuid());
        } else {
            sessions.put(session.sessionId(), handle);
        }
    }

    /// A session for which there was no room when it was announced, if there is now.
    private @Nullable SessionHandle refusedBefore(int sessionId) {
        String uuid = refused.get(sessionId);
        SessionHandle handle = uuid == null ? null : listener.onSession(uuid);
        if (handle != null) {
            refused.remove(sessionId);
            sessions.put(sessionId, handle);
        }
        return handle;
    }

    private void onSessionDrop(int sessionId) { // W-52
        refused.remove(sessionId);
        SessionHandle dropped = sessions.remove(sessionId);
        if (dropped != null) {
            dropped.release();
        }
    }

    private void onTokenAdd(WsapiMessage.TokenAdd token) {
        if (token.tokenId() == 0) {
            peer.malformed("a token was announced as 0, which means none");
        } else if (tokens.size() >= maxSessions && !tokens.containsKey(token.tokenId())) {
            peer.malformed("more than " + maxSessions + " tokens");
        } else {
            tokens.putIfAbsent(token.tokenId(), token.token());
        }
    }

    /// W-73.
    private void onUnexpected(int eventId) {
        KnownEvents.Known known = events.find(eventId);
        if (known != null) {
            remove(known.event());
            listener.onUnexpected(eventId);
        }
    }

    // ---- output

    @Override
    public void reply(int callId, Reply reply) {
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

    @Override
    public void describe(int descriptionId, Json description) {
        if (descriptionId < 0 || descriptionId > MAX_ID) { // asked for before the client was known to speak this
            peer.malformed("description " + descriptionId + " was asked for in another protocol");
            return;
        }
        try {
            send(new WsapiMessage.Description(descriptionId, Unpooled.wrappedBuffer(description.rawUtf8())));
        } catch (ProtocolException _) { // too long
            send(new WsapiMessage.Description(descriptionId, Unpooled.wrappedBuffer(NULL)));
        }
    }

    @Override
    public boolean subscribe(int callId, EventRef event) {
        if (events.find(event) == null && !create(event)) {
            return false;
        }
        send(new WsapiMessage.Subscribe(callId, event.id()));
        return true;
    }

    /// W-70, B-34: known once it was announced.
    private boolean create(EventRef event) {
        KnownEvents.Known other = events.find(event.id());
        if (other != null) {
            remove(other.event()); // the id has got another meaning
        }
        if (events.isFull()) {
            return false;
        }
        try {
            send(new WsapiMessage.EventCreate(event.id(), event.name()));
        } catch (ProtocolException _) { // the name is too long
            return false;
        }
        events.add(event);
        return true;
    }

    /// W-72: one undoes all.
    @Override
    public boolean unsubscribe(int callId, EventRef event) {
        if (events.find(event) != null) {
            send(new WsapiMessage.Unsubscribe(callId, event.id()));
            remove(event);
        }
        return false;
    }

    @Override
    public void remove(EventRef event) {
        if (events.find(event) != null) {
            events.remove(event.id());
            send(new WsapiMessage.EventRemove(event.id()));
        }
    }

    @Override
    public boolean push(EventFrame frame) {
        return events.find(frame.event()) == null || frame.wsapi().writeTo(peer.connection(), limits.maxMessageBytes());
    }

    @Override
    public boolean broadcast(BroadcastFrame frame) {
        return frame.wsapi().writeTo(peer.connection(), limits.maxMessageBytes());
    }

    @Override
    public boolean canSubcall() {
        return false;
    }

    @Override
    public void subcall(int callId, String api, String verb, Json argument, ReplyListener answer) {
        throw new IllegalStateException("this protocol has no subcalls");
    }

    @Override
    public boolean awaitsAnswers() {
        return false;
    }

    private void send(WsapiMessage message) {
        encoder.encode(peer.connection().output(), message);
        peer.connection().written();
    }

    /// W-91.
    @Override
    public void close() {
        events.clear();
        tokens.clear();
        List<SessionHandle> held = List.copyOf(sessions.values());
        sessions = new IntObjectHashMap<>(2);
        refused = new IntObjectHashMap<>(2);
        Releases.each(peer.connection(), held, SessionHandle::release);
    }

    @Override
    public String toString() {
        return "WSAPI 1";
    }
}
