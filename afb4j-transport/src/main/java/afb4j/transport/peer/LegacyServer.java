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
import org.jspecify.annotations.Nullable;

/// The legacy protocols, server side (wsapi.md part 4).
@ConfinedTo("connection event loop")
final class LegacyServer implements ServerDialect {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final Reply BUSY = Reply.of(Status.named("busy").withInfo("too many calls wait for their replies"));
    private static final Reply CLIENT_BUSY =
            Reply.of(Status.named("busy").withInfo("too many subcalls wait for the client"));

    private final ServerPeer peer;
    private final LegacyDialect dialect;
    private final ProtocolLimits limits;
    private final LegacyEncoder encoder;
    private final LegacySessions sessions;
    private final KnownEvents events;
    private final Subcalls subcalls;

    LegacyServer(ServerPeer peer, CallListener listener, LegacyDialect dialect, TransportConfig config) {
        this.peer = peer;
        this.dialect = dialect;
        this.limits = config.limits();
        this.encoder = LegacyEncoder.create(dialect, limits.maxMessageBytes());
        this.sessions = new LegacySessions(listener, config.maxSessions());
        this.events = new KnownEvents(config.maxEvents());
        this.subcalls = new Subcalls(config.maxInFlight());
    }

    // ---- input

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
            case LegacyMessage.Describe describe -> peer.describe(describe.descriptionId());
            case LegacyMessage.SubcallAnswer answer -> onSubcallAnswer(answer);
        }
    }

    /// L-02: the session comes with the call; one that cannot be is a failure without info.
    private void onCall(LegacyMessage.Call call) {
        if (peer.isFull() && awaitsAnswers()) { // read only because of the answers
            reply(call.callId(), BUSY);
            return;
        }
        SessionHandle session = sessions.find(call.sessionUuid());
        if (session == null) {
            reply(call.callId(), Reply.of(Status.INTERNAL_ERROR));
        } else {
            Json argument = read(call.arguments());
            peer.call(new InboundCall(call.callId(), call.verb(), argument, session, null, call.credentials()));
        }
    }

    /// L-11.
    private Json read(ByteBuf text) {
        byte[] bytes = ServerPeer.bytes(text);
        return dialect == LegacyDialect.Y2017 ? Json.receivedFrom2017(bytes) : Json.received(bytes);
    }

    /// L-07: unknown ones are ignored.
    private void onSubcallAnswer(LegacyMessage.SubcallAnswer answer) {
        ReplyListener waiting = subcalls.remove(answer.subcallId());
        if (waiting == null) {
            peer.malformed("answer to an unknown subcall " + answer.subcallId());
        } else {
            peer.updateReading();
            waiting.onReply(SubcallEnvelope.read(answer.isError(), read(answer.result())));
        }
    }

    // ---- output

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

    @Override
    public void describe(int descriptionId, Json description) {
        try {
            send(new LegacyMessage.Description(descriptionId, Unpooled.wrappedBuffer(description.rawUtf8())));
        } catch (ProtocolException _) { // too long
            send(new LegacyMessage.Description(descriptionId, Unpooled.wrappedBuffer(NULL)));
        }
    }

    @Override
    public boolean subscribe(int callId, EventRef event) {
        KnownEvents.Known known = events.find(event);
        if (known == null) {
            known = create(event);
        }
        if (known == null) {
            return false;
        }
        send(new LegacyMessage.Subscribe(callId, event.id(), event.name()));
        known.subscribe();
        return true;
    }

    /// L-05, B-34: known once it was announced; null when it cannot be.
    private KnownEvents.@Nullable Known create(EventRef event) {
        KnownEvents.Known other = events.find(event.id());
        if (other != null) {
            remove(other.event()); // the id has got another meaning
        }
        if (events.isFull()) {
            return null;
        }
        try {
            send(new LegacyMessage.EventCreate(event.id(), event.name()));
        } catch (ProtocolException _) { // the name is too long
            return null;
        }
        return events.add(event);
    }

    /// L-05: subscriptions are counted.
    @Override
    public boolean unsubscribe(int callId, EventRef event) {
        KnownEvents.Known known = events.find(event);
        if (known == null) {
            return false;
        }
        send(new LegacyMessage.Unsubscribe(callId, event.id(), event.name()));
        boolean isSubscribed = known.unsubscribe();
        if (!isSubscribed) {
            remove(event);
        }
        return isSubscribed;
    }

    @Override
    public void remove(EventRef event) {
        if (events.find(event) != null) {
            events.remove(event.id());
            send(new LegacyMessage.EventRemove(event.id(), event.name()));
        }
    }

    @Override
    public boolean push(EventFrame frame) {
        return events.find(frame.event()) == null
                || frame.legacy().writeTo(peer.connection(), limits.maxMessageBytes());
    }

    /// The form of 2019 for 2018 too (5.4).
    @Override
    public boolean broadcast(BroadcastFrame frame) {
        SharedFrame form = dialect == LegacyDialect.Y2017 ? frame.bare() : frame.traced();
        return form.writeTo(peer.connection(), limits.maxMessageBytes());
    }

    @Override
    public boolean canSubcall() {
        return dialect == LegacyDialect.Y2017; // L-20
    }

    @Override
    public void subcall(int callId, String api, String verb, Json argument, ReplyListener answer) {
        if (subcalls.isFull()) {
            answer.onReply(CLIENT_BUSY);
            return;
        }
        int id = subcalls.add(answer);
        peer.updateReading();
        try {
            send(new LegacyMessage.Subcall(id, callId, api, verb, Unpooled.wrappedBuffer(argument.rawUtf8())));
        } catch (ProtocolException _) { // too long: B-13
            subcalls.remove(id);
            peer.updateReading();
            answer.onReply(Replies.CANNOT_SEND);
        }
    }

    @Override
    public boolean awaitsAnswers() {
        return !subcalls.isEmpty();
    }

    private void send(LegacyMessage message) {
        encoder.encode(peer.connection().output(), message);
        peer.connection().written();
    }

    /// L-09, W-91.
    @Override
    public void close() {
        events.clear();
        Releases.each(peer.connection(), subcalls.clear(), waiting -> waiting.onReply(Replies.HUNG_UP_CLIENT));
        Releases.each(peer.connection(), sessions.clear(), SessionHandle::release);
    }

    @Override
    public String toString() {
        return "legacy " + dialect;
    }
}
