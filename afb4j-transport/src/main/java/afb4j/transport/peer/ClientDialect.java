package afb4j.transport.peer;

import io.netty.buffer.ByteBuf;
import java.util.List;

/// One of the protocols a client speaks, on one connection. Confined to its loop.
sealed interface ClientDialect permits WsapiClient, LegacyClient {

    /// Sends what comes before everything else (W-31).
    void open();

    /// Writes a call, after the session and the token it needs (S-32).
    ///
    /// @throws afb4j.protocol.ProtocolException when it is too long; it was not written
    void call(int callId, OutboundCall call);

    /// Asks for the description.
    void describe(int descriptionId);

    /// Tells the server that a session will not be used any more, if it knows it (W-52).
    void dropSession(String uuid);

    /// Tells the server that a token will not be used any more, if it knows it.
    void dropToken(String token);

    /// Handles a message. Borrows it.
    void onMessage(ByteBuf message);

    /// The connection is over: forgets what was announced and the events (W-90).
    ///
    /// @return the events that were known
    List<RemoteEvent> close();
}
