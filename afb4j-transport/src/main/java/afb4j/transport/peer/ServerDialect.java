package afb4j.transport.peer;

import afb4j.api.Json;
import afb4j.api.Reply;
import io.netty.buffer.ByteBuf;

/// One of the protocols a server speaks, on one connection. Confined to its loop. What it writes throws
/// [afb4j.protocol.ProtocolException] when it is too long and has no shorter form; nothing was written then.
sealed interface ServerDialect permits WsapiServer, LegacyServer {

    /// Handles a message. Borrows it.
    void onMessage(ByteBuf message);

    /// Writes the reply to a call.
    void reply(int callId, Reply reply);

    /// Writes a description; `null` in place of one that is too long (S-12).
    void describe(int descriptionId, Json description);

    /// Subscribes the requester of a call (W-70, L-05).
    ///
    /// @return false when the client knows too many events
    boolean subscribe(int callId, EventRef event);

    /// Unsubscribes the requester of a call (W-72, L-05).
    ///
    /// @return whether the client is still subscribed
    boolean unsubscribe(int callId, EventRef event);

    /// Writes a push, if the client knows the event (W-76).
    ///
    /// @return false when it is too long
    boolean push(EventFrame frame);

    /// Writes a broadcast.
    ///
    /// @return false when it is too long
    boolean broadcast(BroadcastFrame frame);

    /// Removes an event, if the client knows it (W-74).
    void remove(EventRef event);

    /// Whether the client can be asked to run a verb (L-07).
    boolean canSubcall();

    /// Has the client run a verb as the requester of a call (L-07). The listener is told by an answer or by
    /// [#close()].
    void subcall(int callId, String api, String verb, Json argument, ReplyListener listener);

    /// Whether subcalls wait for their answers.
    boolean awaitsAnswers();

    /// The connection is over: ends subcalls and releases sessions (W-91, L-09).
    void close();
}
