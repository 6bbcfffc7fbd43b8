package afb4j.transport.peer;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The end of a connection that calls: sends calls, gives each its reply.
///
/// **Promises.** Each call given to [#call] gets exactly one reply, whatever happens: the peer's first one,
/// or one made here (see [ReplyListener]). Replies to ids that are not pending are dropped, so a second reply
/// changes nothing (W-38). At hangup all pending calls are answered first, then the owner is told, once
/// (W-90). Calls leave in the order they were given; nothing waits for the server's choice of a version
/// (W-34).
///
/// **Does not promise** replies in any order (W-97), nor a time limit: who wants one sets it and ignores what
/// comes late.
///
/// **Bounds.** At most `maxInFlight` calls are pending, the next is refused `busy` (W-37); so is a call while
/// more than `maxOutboundBytes` wait for a peer that does not read.
@ConfinedTo("connection event loop")
public final class ClientPeer implements ConnectionListener {

    private static final System.Logger LOGGER = System.getLogger(ClientPeer.class.getName());
    private static final int LAST_ID = 0xffff;

    private final Connection connection;
    private final TransportConfig config;
    private final Consumer<CloseReason> owner;
    private final ClientDialect dialect;

    /// Calls that wait for their reply, by id.
    private IntObjectMap<ReplyListener> pending = new IntObjectHashMap<>();

    private int lastId;
    private long malformed;

    /// The calling end of an open connection, speaking `protocol`. `owner` is told when the connection is
    /// over, after everything pending was answered.
    public ClientPeer(Connection connection, TransportConfig config, Protocol protocol, Consumer<CloseReason> owner) {
        this.connection = connection;
        this.config = config;
        this.owner = owner;
        this.dialect = switch (protocol) {
            case WSAPI -> new WsapiClient(this, config);
            case LEGACY_2017 -> new LegacyClient(this, LegacyDialect.Y2017, config);
            case LEGACY_2018 -> new LegacyClient(this, LegacyDialect.Y2018, config);
            case LEGACY_2019 -> new LegacyClient(this, LegacyDialect.Y2019, config);
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

    /// How many calls wait for their reply.
    public int inFlight() {
        return pending.size();
    }

    /// How many messages could not be decoded.
    public long malformed() {
        return malformed;
    }

    /// Calls. On the loop; `listener` may be told before this returns, when the call cannot be sent.
    public void call(String verb, Json argument, ReplyListener listener) {
        if (!connection.isOpen()) {
            listener.onReply(Replies.DISCONNECTED);
        } else if (pending.size() >= config.maxInFlight()) {
            listener.onReply(busy(pending.size() + " calls are pending, the limit is " + config.maxInFlight()));
        } else if (connection.outboundBytes() > config.maxOutboundBytes()) {
            listener.onReply(busy("the peer does not read, more than " + config.maxOutboundBytes() + " bytes wait"));
        } else {
            send(verb, argument, listener);
        }
    }

    private static Reply busy(String why) {
        return Reply.of(Status.named("busy").withInfo(why));
    }

    private void send(String verb, Json argument, ReplyListener listener) {
        int id = nextId();
        pending.put(id, listener);
        try {
            dialect.call(id, verb, argument);
        } catch (ProtocolException tooLong) { // S-23
            LOGGER.log(DEBUG, "{0}: call of {1} not sent: {2}", connection, verb, tooLong.getMessage());
            pending.remove(id);
            listener.onReply(Replies.CANNOT_SEND);
        }
    }

    /// W-36: the next number that is neither 0 nor pending.
    private int nextId() {
        do {
            lastId = lastId == LAST_ID ? 1 : lastId + 1;
        } while (pending.containsKey(lastId));
        return lastId;
    }

    @Override
    public void onMessage(ByteBuf message) {
        dialect.onMessage(message);
    }

    /// W-90.
    @Override
    public void onClosed(CloseReason reason) {
        List<ReplyListener> waiting = new ArrayList<>(pending.values());
        pending = new IntObjectHashMap<>();
        waiting.forEach(this::hungUp);
        owner.accept(reason);
    }

    /// One listener that fails keeps no other from its reply.
    private void hungUp(ReplyListener listener) {
        try {
            listener.onReply(Replies.HUNG_UP);
        } catch (RuntimeException failure) {
            LOGGER.log(WARNING, connection + ": a listener failed to take its reply", failure);
        }
    }

    boolean isPending(int callId) {
        return pending.containsKey(callId);
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
