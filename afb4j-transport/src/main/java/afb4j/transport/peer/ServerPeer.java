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

/// The end of a connection that owns the API: takes calls, sends replies and events.
///
/// **Which protocol** the client speaks is decided by its first message (wsapi.md 5.4): one socket serves
/// WSAPI and the legacy dialects of 2017 and 2018. A message that decides nothing is dropped, and the next
/// one decides. Nothing is sent before (5.2).
///
/// **Promises.** What the client says reaches the listener in the order of the wire, and what the owner says
/// leaves in the order it was said (W-98): an event before the first subscription and the first push that
/// name it, no push after the event was removed. At most `maxInFlight` calls and descriptions wait for their
/// answer, apart from those that were read already when the limit was reached: reading stops until answers
/// went out. A message that cannot be decoded is dropped and counted, and answered `proto-error` if it is a
/// call whose id can be read (W-93); it never ends the connection, only a bad frame or version offer does
/// (W-95).
///
/// **Does not promise** the order of replies (W-97), nor that anything is delivered: after the hangup it is
/// discarded (W-91); while more than `maxOutboundBytes` wait for a client that does not read, `can't send
/// message` stands for a reply, and pushes are dropped and counted: who does not want that asks
/// [#isWritable()].
///
/// **States.** Undecided, then one dialect until the end. A call that waits is only counted; sessions,
/// tokens, events and subcalls are known to the dialect, each up to a bound (B-35), and gone at the hangup.
@ConfinedTo("connection event loop")
public final class ServerPeer implements ConnectionListener {

    private static final System.Logger LOGGER = System.getLogger(ServerPeer.class.getName());

    private final Connection connection;
    private final TransportConfig config;
    private final CallListener listener;
    private @Nullable ServerDialect dialect;
    private int inFlight;
    private boolean full;
    private boolean reading = true;
    private boolean dropping;
    private long malformed;
    private long dropped;

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

    /// How many calls and descriptions wait for their answer.
    public int inFlight() {
        return inFlight;
    }

    /// How many messages could not be decoded, or had no meaning.
    public long malformed() {
        return malformed;
    }

    /// How many events were not sent, because too much waited for the client, or they were too long.
    public long dropped() {
        return dropped;
    }

    /// Sends the reply to a call that [CallListener#onCall] announced; discarded when the connection is over
    /// (W-91). On the loop, once for each call.
    public void reply(int callId, Reply reply) {
        answered();
        ServerDialect spoken = dialect;
        if (connection.isOpen() && spoken != null) {
            spoken.reply(callId, isRead() ? reply : Replies.CANNOT_SEND);
        }
    }

    /// Sends the description that [CallListener#onDescribe] asked for, [Json#NULL] when there is none;
    /// discarded when the connection is over. On the loop, once for each that was asked for.
    public void describe(int descriptionId, Json description) {
        answered();
        if (connection.isOpen()) {
            ServerDialect spoken = dialect != null ? dialect : undecidedLegacy();
            spoken.describe(descriptionId, isRead() ? description : Json.NULL);
        }
    }

    private void answered() {
        inFlight--;
        if (full && inFlight <= config.maxInFlight() / 2) {
            full = false;
            updateReading();
        }
    }

    /// Tells the client that the requester of a call is subscribed to `event` (W-70, S-09): before the reply
    /// to that call, or it is ignored (W-71). On the loop.
    ///
    /// @return false when the connection is over, or knows `maxEvents` already: then it is not subscribed
    public boolean subscribe(int callId, EventRef event) {
        ServerDialect spoken = dialect;
        return connection.isOpen() && spoken != null && spoken.subscribe(callId, event);
    }

    /// Tells the client that the requester of a call is unsubscribed from `event` (S-10). In v1 one of these
    /// undoes all subscriptions of the connection to it (W-72), in legacy the last of as many as there were
    /// subscriptions (L-05). On the loop, before the reply to that call.
    ///
    /// @return whether the connection is still subscribed
    public boolean unsubscribe(int callId, EventRef event) {
        ServerDialect spoken = dialect;
        return connection.isOpen() && spoken != null && spoken.unsubscribe(callId, event);
    }

    /// Sends a push to a client that is subscribed; nothing to others (W-76). On the loop.
    public void push(EventFrame frame) {
        ServerDialect spoken = dialect;
        if (connection.isOpen() && spoken != null && !(isRead() && spoken.push(frame))) {
            dropped++;
        }
    }

    /// Sends a broadcast (W-77); nothing to a client that has not said anything yet. On the loop.
    public void broadcast(BroadcastFrame frame) {
        ServerDialect spoken = dialect;
        if (connection.isOpen() && spoken != null && !(isRead() && spoken.broadcast(frame))) {
            dropped++;
        }
    }

    /// Tells a client that knows `event` that it is no more (W-74). On the loop.
    public void remove(EventRef event) {
        ServerDialect spoken = dialect;
        if (connection.isOpen() && spoken != null) {
            spoken.remove(event);
        }
    }

    /// Whether little enough waits for the client that pushes should go on. Once this was false,
    /// [CallListener#onWritable] tells when it is true again. On the loop.
    public boolean isWritable() {
        return connection.outboundBytes() <= config.maxEventBytes();
    }

    /// Whether the client speaks a legacy dialect, which has no tokens (S-03). On the loop.
    public boolean isLegacy() {
        return dialect instanceof LegacyServer;
    }

    /// Whether the client can be asked to run a verb: those of 2017 can (L-07). On the loop.
    public boolean canSubcall() {
        return dialect != null && dialect.canSubcall();
    }

    /// Has the client run a verb of its side, as the requester of a call that waits for its reply (L-07). On
    /// the loop; `answer` is told once, also when the subcall cannot be sent (B-13) and at the hangup (L-09).
    ///
    /// @throws IllegalStateException when the client cannot be asked, see [#canSubcall()]
    public void subcall(int callId, String api, String verb, Json argument, ReplyListener answer) {
        ServerDialect spoken = dialect;
        if (!connection.isOpen()) {
            answer.onReply(Replies.DISCONNECTED);
        } else if (spoken == null || !spoken.canSubcall()) {
            throw new IllegalStateException(connection + ": the client speaks no protocol with subcalls");
        } else if (!isRead()) {
            answer.onReply(Replies.CANNOT_SEND);
        } else {
            spoken.subcall(callId, api, verb, argument, answer);
        }
    }

    /// Whether the client reads what it is sent, so that there is room for more.
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
    public void onWritable() {
        listener.onWritable();
    }

    @Override
    public void onClosed(CloseReason reason) {
        try {
            if (dialect != null) {
                dialect.close();
            }
        } finally {
            listener.onHangup(); // S-14
        }
    }

    private void onFirstMessage(ByteBuf message) {
        switch (Dialect.ofFirstMessage(message)) {
            case WSAPI_V1 -> decide(new WsapiServer(this, listener, config)).onMessage(message);
            case LEGACY_2017 ->
                decide(new LegacyServer(this, listener, LegacyDialect.Y2017, config))
                        .onMessage(message);
            case LEGACY_2018 ->
                decide(new LegacyServer(this, listener, LegacyDialect.Y2018, config))
                        .onMessage(message);
            case LEGACY -> undecidedLegacy().onMessage(message);
            case UNKNOWN -> malformed("the first message fits no protocol");
        }
    }

    /// For descriptions: they are the same in all years, so the next message decides.
    private LegacyServer undecidedLegacy() {
        return new LegacyServer(this, listener, LegacyDialect.Y2018, config);
    }

    private ServerDialect decide(ServerDialect decided) {
        dialect = decided;
        LOGGER.log(DEBUG, "{0}: speaks {1}", connection, decided);
        return decided;
    }

    void call(InboundCall call) {
        asked();
        listener.onCall(call);
    }

    void describe(int descriptionId) {
        asked();
        listener.onDescribe(descriptionId);
    }

    private void asked() {
        inFlight++;
        if (inFlight >= config.maxInFlight() && !full) {
            full = true;
            updateReading();
        }
    }

    /// Whether there are as many calls as may be, and not half of them were answered since.
    boolean isFull() {
        return full;
    }

    /// Reads while there is room for calls. Calls may wait for the answers to their subcalls: those are read
    /// even when there is none.
    void updateReading() {
        boolean wanted = !full || (dialect != null && dialect.awaitsAnswers());
        if (wanted != reading) {
            reading = wanted;
            connection.reading(wanted);
        }
    }

    void malformed(String why) {
        malformed++;
        LOGGER.log(DEBUG, "{0}: message dropped: {1}", connection, why);
    }

    static byte[] bytes(ByteBuf text) {
        byte[] bytes = new byte[text.readableBytes()];
        text.getBytes(text.readerIndex(), bytes);
        return bytes;
    }
}
