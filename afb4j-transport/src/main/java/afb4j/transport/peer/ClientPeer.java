package afb4j.transport.peer;

import static java.lang.System.Logger.Level.DEBUG;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.protocol.ProtocolException;
import afb4j.protocol.legacy.LegacyDialect;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.CloseReason;
import afb4j.transport.Connection;
import afb4j.transport.ConnectionListener;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The end of a connection that calls: sends calls, gives each its reply, hears of events.
///
/// **Promises.** Each call given to [#call] gets exactly one reply, whatever happens: the peer's first one,
/// or one made here (see [ReplyListener]). Replies to ids that are not pending are dropped, so a second reply
/// changes nothing (W-38). Sessions and tokens are announced once, before the first call that uses them
/// (S-32). At hangup, in this order (W-90): all pending calls are answered, then descriptions, then all
/// events are lost and announcements forgotten, then the owner is told, once. Calls leave in the order they
/// were given; nothing waits for the server's choice of a version (W-34).
///
/// **Does not promise** replies in any order (W-97), nor a time limit: who wants one sets it and ignores what
/// comes late. A push may come before or after the reply of the call that caused it.
///
/// **Bounds.** At most `maxInFlight` calls and descriptions are pending, the next is refused `busy` (W-37);
/// so is a call while more than `maxOutboundBytes` wait for a peer that does not read. Sessions, tokens and
/// events are bounded by `maxSessions` and `maxEvents` (B-35).
@ConfinedTo("connection event loop")
public final class ClientPeer implements ConnectionListener {

    private static final System.Logger LOGGER = System.getLogger(ClientPeer.class.getName());
    private static final int LAST_ID = 0xffff;

    private final Connection connection;
    private final TransportConfig config;
    private final Consumer<CloseReason> owner;
    private final RemoteEventListener events;
    private final ClientDialect dialect;

    /// Calls that wait for their reply, by id.
    private IntObjectMap<ReplyListener> pending = new IntObjectHashMap<>();

    /// Who waits for a description, by id.
    private IntObjectMap<DescriptionListener> descriptions = new IntObjectHashMap<>(2);

    private int lastId;
    private long malformed;

    /// The calling end of an open connection, speaking `protocol`, which wants no events. `owner` is told
    /// when the connection is over, after everything pending was answered.
    public ClientPeer(Connection connection, TransportConfig config, Protocol protocol, Consumer<CloseReason> owner) {
        this(connection, config, protocol, RemoteEventListener.NONE, owner);
    }

    /// The calling end of an open connection, speaking `protocol`. `events` hears of the events of the
    /// server; `owner` is told when the connection is over, after everything pending was answered.
    public ClientPeer(
            Connection connection,
            TransportConfig config,
            Protocol protocol,
            RemoteEventListener events,
            Consumer<CloseReason> owner) {
        this.connection = connection;
        this.config = config;
        this.events = events;
        this.owner = owner;
        this.dialect = switch (protocol) {
            case WSAPI -> new WsapiClient(this, events, config);
            case LEGACY_2017 -> new LegacyClient(this, events, LegacyDialect.Y2017, config);
            case LEGACY_2018 -> new LegacyClient(this, events, LegacyDialect.Y2018, config);
            case LEGACY_2019 -> new LegacyClient(this, events, LegacyDialect.Y2019, config);
        };
    }

    /// The connection this is an end of.
    public Connection connection() {
        return connection;
    }

    /// Sends what comes before the first call (W-31). On the loop, once.
    public void open() {
        if (connection.isOpen()) {
            dialect.open();
        }
    }

    /// How many calls and descriptions are waited for.
    public int inFlight() {
        return pending.size() + descriptions.size();
    }

    /// How many messages could not be decoded, or had no meaning.
    public long malformed() {
        return malformed;
    }

    /// Calls for nobody in particular, see [#call(OutboundCall, ReplyListener)].
    public void call(String verb, Json argument, ReplyListener listener) {
        call(OutboundCall.of(verb, argument), listener);
    }

    /// Calls. On the loop; `listener` may be told before this returns, when the call cannot be sent.
    public void call(OutboundCall call, ReplyListener listener) {
        if (!connection.isOpen()) {
            listener.onReply(Replies.DISCONNECTED);
        } else if (inFlight() >= config.maxInFlight()) {
            listener.onReply(busy(inFlight() + " calls are pending, the limit is " + config.maxInFlight()));
        } else if (!isRead()) {
            listener.onReply(busy("the peer does not read, more than " + config.maxOutboundBytes() + " bytes wait"));
        } else {
            send(call, listener);
        }
    }

    private static Reply busy(String why) {
        return Reply.of(Status.named("busy").withInfo(why));
    }

    private void send(OutboundCall call, ReplyListener listener) {
        int id = nextId(pending);
        pending.put(id, listener);
        try {
            dialect.call(id, call);
        } catch (ProtocolException tooLong) { // S-23
            LOGGER.log(DEBUG, "{0}: {1} not sent: {2}", connection, call, tooLong.getMessage());
            pending.remove(id);
            listener.onReply(Replies.CANNOT_SEND);
        }
    }

    /// Asks for the description of the API (W-80). On the loop; `listener` is told once, before this returns
    /// when nothing can be asked.
    public void describe(DescriptionListener listener) {
        if (!connection.isOpen() || inFlight() >= config.maxInFlight() || !isRead()) {
            listener.onDescription(Json.NULL);
        } else {
            int id = nextId(descriptions);
            descriptions.put(id, listener);
            dialect.describe(id);
        }
    }

    /// Tells the server that a session has ended here, if it was told of it (W-52). On the loop.
    public void dropSession(String uuid) {
        if (connection.isOpen()) {
            dialect.dropSession(uuid);
        }
    }

    /// Tells the server that a token will not be used any more, if it was told of it. On the loop.
    public void dropToken(String token) {
        if (connection.isOpen()) {
            dialect.dropToken(token);
        }
    }

    /// Whether the server reads what it is sent, so that there is room for more.
    boolean isRead() {
        return connection.outboundBytes() <= config.maxOutboundBytes();
    }

    /// W-36: the next number that is neither 0 nor pending in its space.
    private int nextId(IntObjectMap<?> space) {
        do {
            lastId = lastId == LAST_ID ? 1 : lastId + 1;
        } while (space.containsKey(lastId));
        return lastId;
    }

    @Override
    public void onMessage(ByteBuf message) {
        dialect.onMessage(message);
    }

    /// W-90: one listener that fails keeps no other from its end.
    @Override
    public void onClosed(CloseReason reason) {
        List<ReplyListener> calls = List.copyOf(pending.values());
        List<DescriptionListener> askers = List.copyOf(descriptions.values());
        pending = new IntObjectHashMap<>();
        descriptions = new IntObjectHashMap<>();
        Releases.each(connection, calls, call -> call.onReply(Replies.HUNG_UP));
        Releases.each(connection, askers, asker -> asker.onDescription(Json.NULL));
        Releases.each(connection, dialect.close(), events::onEventLost);
        owner.accept(reason);
    }

    /// Who waits for the reply to that call, null when nobody does.
    @Nullable
    ReplyListener pending(int callId) {
        return pending.get(callId);
    }

    boolean isDescriptionPending(int descriptionId) {
        return descriptions.containsKey(descriptionId);
    }

    void description(int descriptionId, Json description) {
        DescriptionListener listener = descriptions.remove(descriptionId);
        if (listener == null) {
            malformed("description " + descriptionId + ", which nobody asked for");
        } else {
            listener.onDescription(description);
        }
    }

    void reply(int callId, Reply reply) {
        ReplyListener listener = pending.remove(callId);
        if (listener == null) {
            malformed("reply to the call " + callId + ", which is not pending");
        } else {
            listener.onReply(reply);
        }
    }

    void malformed(@Nullable String why) {
        malformed++;
        LOGGER.log(DEBUG, "{0}: message dropped: {1}", connection, why);
    }

    static Json json(ByteBuf text) {
        return Json.received(bytes(text));
    }

    static byte[] bytes(ByteBuf text) {
        byte[] bytes = new byte[text.readableBytes()];
        text.getBytes(text.readerIndex(), bytes);
        return bytes;
    }
}
