package afb4j.transport.peer;

import static java.lang.System.Logger.Level.DEBUG;

import afb4j.api.Json;
import afb4j.api.JsonException;
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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The legacy protocols, client side (wsapi.md part 4).
@ConfinedTo("connection event loop")
final class LegacyClient implements ClientDialect {

    private static final System.Logger LOGGER = System.getLogger(LegacyClient.class.getName());

    /// The hop of a broadcast that came without: as if it were made here (W-77).
    private static final int FRESH_HOP = 10;

    private static final Reply UNKNOWN_API = Reply.of(Status.UNKNOWN_API);
    private static final Reply UNREADABLE_SUBCALL =
            Reply.of(Status.named("proto-error").withInfo("can't process subcall"));
    private static final Reply BUSY = Reply.of(Status.named("busy").withInfo("too many subcalls run"));
    private static final Reply TOO_LONG = Reply.of(Status.INTERNAL_ERROR.withInfo("the reply cannot be sent"));

    private final ClientPeer peer;
    private final RemoteEventListener events;
    private final LegacyDialect dialect;
    private final ProtocolLimits limits;
    private final LegacyEncoder encoder;
    private final CountedReplicas replicas;
    private final int maxSubcalls;

    /// The session of this connection: this protocol has no call without one (L-02).
    private final String session = UUID.randomUUID().toString();

    private int subcalls;

    LegacyClient(ClientPeer peer, RemoteEventListener events, LegacyDialect dialect, TransportConfig config) {
        this.peer = peer;
        this.events = events;
        this.dialect = dialect;
        this.limits = config.limits();
        this.encoder = LegacyEncoder.create(dialect, limits.maxMessageBytes());
        this.replicas = new CountedReplicas(config.maxEvents(), events);
        this.maxSubcalls = config.maxInFlight();
    }

    // ---- output

    @Override
    public void open() {
        // there is no version to offer
    }

    @Override
    public void call(int callId, OutboundCall call) {
        Identity who = call.identity();
        String uuid = who.sessionUuid() == null ? session : who.sessionUuid();
        ByteBuf argument = Unpooled.wrappedBuffer(call.argument().rawUtf8());
        send(new LegacyMessage.Call(callId, call.verb(), uuid, argument, who.credentials()));
    }

    @Override
    public void describe(int descriptionId) {
        send(new LegacyMessage.Describe(descriptionId));
    }

    @Override
    public void dropSession(String uuid) {
        // the server cannot be told
    }

    @Override
    public void dropToken(String token) {
        // there are no tokens
    }

    private void send(LegacyMessage message) {
        encoder.encode(peer.connection().output(), message);
        peer.connection().written();
    }

    // ---- input

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
                peer.reply(success.callId(), Replies.read(null, textOrNull(success.info()), read(success.object())));
            case LegacyMessage.Failure failure -> peer.reply(failure.callId(), Reply.of(status(failure)));
            case LegacyMessage.Subcall subcall -> onSubcall(subcall);
            case LegacyMessage.Description m -> peer.description(m.descriptionId(), read(m.object()));
            case LegacyMessage.EventCreate event -> onEventCreate(event);
            case LegacyMessage.EventRemove event -> replicas.remove(event.eventId(), event.name());
            case LegacyMessage.Push push -> onPush(push);
            case LegacyMessage.Broadcast m -> // L-06
                events.onBroadcast(m.name(), read(m.data()), UUID.randomUUID(), FRESH_HOP);
            case LegacyMessage.TracedBroadcast m -> events.onBroadcast(m.name(), read(m.data()), m.uuid(), m.hop());
            case LegacyMessage.Subscribe subscribe -> onSubscribe(subscribe);
            case LegacyMessage.Unsubscribe unsubscribe -> onUnsubscribe(unsubscribe);
        }
    }

    private void onEventCreate(LegacyMessage.EventCreate event) {
        if (!replicas.create(event.eventId(), event.name())) {
            peer.malformed("event " + event.eventId() + " is one too many");
        }
    }

    /// The server cannot be told that nobody wants it.
    private void onPush(LegacyMessage.Push push) {
        RemoteEvent event = replicas.find(push.eventId(), push.name());
        if (event != null) {
            events.onPush(event, read(push.data()));
        }
    }

    /// L-04: what names no pending call, or no known event, is ignored.
    private void onSubscribe(LegacyMessage.Subscribe subscribe) {
        ReplyListener call = peer.pending(subscribe.callId());
        RemoteEvent event = replicas.find(subscribe.eventId(), subscribe.name());
        if (call != null && event != null) {
            call.onSubscribe(event);
        }
    }

    private void onUnsubscribe(LegacyMessage.Unsubscribe unsubscribe) {
        ReplyListener call = peer.pending(unsubscribe.callId());
        RemoteEvent event = replicas.find(unsubscribe.eventId(), unsubscribe.name());
        if (call != null && event != null) {
            call.onUnsubscribe(event);
        }
    }

    /// L-11.
    private Json read(ByteBuf text) {
        byte[] bytes = ClientPeer.bytes(text);
        return dialect == LegacyDialect.Y2017 ? Json.receivedFrom2017(bytes) : Json.received(bytes);
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
        peer.malformed(why.getMessage());
        boolean isForClient = why.reason() != Reason.WRONG_DIRECTION && why.reason() != Reason.UNKNOWN_CODE;
        if (isForClient) {
            LegacyDecoder.callId(message).ifPresent(callId -> onMalformedReply(callId, message));
            LegacyDecoder.subcallId(message).ifPresent(id -> answer(id, UNREADABLE_SUBCALL));
        }
    }

    /// L-10.
    private void onMalformedReply(int callId, ByteBuf message) {
        if (peer.pending(callId) != null) {
            boolean isFailure = message.getByte(message.readerIndex()) == 'F';
            peer.reply(callId, isFailure ? Replies.UNREADABLE_FAILURE : Replies.UNREADABLE);
        }
    }

    /// L-07, L-08: always answered, once.
    private void onSubcall(LegacyMessage.Subcall subcall) {
        ReplyListener call = peer.pending(subcall.callId());
        if (call == null) {
            answer(subcall.subcallId(), UNKNOWN_API);
        } else if (subcalls >= maxSubcalls) {
            answer(subcall.subcallId(), BUSY);
        } else {
            subcalls++;
            AtomicBoolean isAnswered = new AtomicBoolean();
            call.onSubcall(subcall.api(), subcall.verb(), read(subcall.arguments()), reply -> {
                if (isAnswered.compareAndSet(false, true)) {
                    peer.connection().execute(() -> {
                        subcalls--;
                        answer(subcall.subcallId(), reply);
                    });
                }
            });
        }
    }

    /// B-12: iserror is 1 for every failure. A server that asks and does not read is not told.
    private void answer(int subcallId, Reply reply) {
        if (!peer.connection().isOpen() || !peer.isRead()) {
            return;
        }
        try {
            sendAnswer(subcallId, reply);
        } catch (ProtocolException | JsonException cannot) {
            LOGGER.log(DEBUG, "{0}: subcall answer not sent: {1}", peer.connection(), cannot.getMessage());
            sendAnswer(subcallId, TOO_LONG);
        }
    }

    private void sendAnswer(int subcallId, Reply reply) {
        int isError = reply.status().isSuccess() ? 0 : 1;
        byte[] object = SubcallEnvelope.of(reply).rawUtf8();
        send(new LegacyMessage.SubcallAnswer(subcallId, isError, Unpooled.wrappedBuffer(object)));
    }

    @Override
    public List<RemoteEvent> close() {
        return replicas.clear();
    }
}
