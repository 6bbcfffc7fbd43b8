package afb4j.transport.peer;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.protocol.dialect.Dialect;
import afb4j.protocol.legacy.LegacyDialect;
import afb4j.sequencer.ConfinedTo;
import afb4j.transport.CloseReason;
import afb4j.transport.Connection;
import afb4j.transport.ConnectionListener;
import afb4j.transport.TransportConfig;
import io.netty.buffer.ByteBuf;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The end of a connection that owns the API: takes calls, sends replies.
///
/// **Which protocol** the client speaks is decided by its first message (wsapi.md 5.4): one socket serves
/// WSAPI and the legacy dialects of 2017 and 2018. A message that decides nothing is dropped, and the next
/// one decides.
///
/// **Promises.** Calls reach the listener in the order of the wire. At most `maxInFlight` calls wait for
/// their reply, apart from those that were read already when the limit was reached: reading stops until
/// replies went out. A message that cannot be decoded is dropped and counted, and answered `proto-error` if
/// it is a call whose id can be read (W-93); it never ends the connection, only a bad frame or version offer
/// does (W-95).
///
/// **Does not promise** the order of replies (W-97), nor that a reply is delivered: after the hangup it is
/// discarded (W-91), and while more than `maxOutboundBytes` wait for a client that does not read, `can't send
/// message` stands for it.
///
/// **States.** Undecided, then one dialect until the end. There is no state to keep for a call but its count.
@ConfinedTo("connection event loop")
public final class ServerPeer implements ConnectionListener {

    private static final System.Logger LOGGER = System.getLogger(ServerPeer.class.getName());

    private final Connection connection;
    private final TransportConfig config;
    private final CallListener listener;
    private @Nullable ServerDialect dialect;
    private int inFlight;
    private boolean full;
    private boolean dropping;
    private long malformed;

    /// The peer of an accepted connection; `listeners` makes what hears of its calls.
    public ServerPeer(Connection connection, TransportConfig config, Function<ServerPeer, CallListener> listeners) {
        this.connection = connection;
        this.config = config;
        this.listener = listeners.apply(this);
    }

    /// The connection this is an end of.
    public Connection connection() {
        return connection;
    }

    /// How many calls wait for their reply.
    public int inFlight() {
        return inFlight;
    }

    /// How many messages could not be decoded.
    public long malformed() {
        return malformed;
    }

    /// Sends the reply to a call that [CallListener#onCall] announced; discarded when the connection is over
    /// (W-91). On the loop, once for each call.
    public void reply(int callId, Reply reply) {
        inFlight--;
        if (full && inFlight <= config.maxInFlight() / 2) {
            full = false;
            connection.reading(true);
        }
        if (connection.isOpen() && dialect != null) {
            dialect.reply(callId, isRead() ? reply : Replies.CANNOT_SEND);
        }
    }

    /// Whether the client reads its replies, so that there is room for more.
    private boolean isRead() {
        boolean read = connection.outboundBytes() <= config.maxOutboundBytes();
        if (!read && !dropping) {
            LOGGER.log(
                    WARNING,
                    connection + ": the client does not read its replies, more than " + config.maxOutboundBytes()
                            + " bytes wait; further ones are dropped");
        }
        dropping = !read;
        return read;
    }

    @Override
    public void onMessage(ByteBuf message) {
        ServerDialect known = dialect;
        if (known == null) {
            onFirstMessage(message);
        } else {
            known.onMessage(message);
        }
    }

    @Override
    public void onClosed(CloseReason reason) {
        listener.onHangup();
    }

    private void onFirstMessage(ByteBuf message) {
        switch (Dialect.ofFirstMessage(message)) {
            case WSAPI_V1 -> decide(new WsapiServer(this, config)).onMessage(message);
            case LEGACY_2017 ->
                decide(new LegacyServer(this, LegacyDialect.Y2017, config)).onMessage(message);
            case LEGACY_2018 ->
                decide(new LegacyServer(this, LegacyDialect.Y2018, config)).onMessage(message);
            // the same answer in all years: the next message decides
            case LEGACY -> new LegacyServer(this, LegacyDialect.Y2018, config).onMessage(message);
            case UNKNOWN -> malformed("the first message fits no protocol");
        }
    }

    private ServerDialect decide(ServerDialect decided) {
        dialect = decided;
        LOGGER.log(DEBUG, "{0}: speaks {1}", connection, decided);
        return decided;
    }

    void call(int callId, String verb, ByteBuf argument, Function<byte[], Json> reader) {
        inFlight++;
        if (inFlight >= config.maxInFlight() && !full) {
            full = true;
            connection.reading(false);
        }
        byte[] text = new byte[argument.readableBytes()];
        argument.getBytes(argument.readerIndex(), text);
        listener.onCall(callId, verb, reader.apply(text));
    }

    void malformed(String why) {
        malformed++;
        LOGGER.log(DEBUG, "{0}: message dropped: {1}", connection, why);
    }
}
