package afb4j.transport.peer;

import afb4j.api.Json;
import io.netty.buffer.ByteBuf;

/// One of the protocols a client speaks, on one connection. Confined to its loop.
sealed interface ClientDialect permits WsapiClient, LegacyClient {

    /// Sends what comes before everything else (W-31).
    void open();

    /// Writes a call.
    ///
    /// @throws afb4j.protocol.ProtocolException when it is too long; nothing was written
    void call(int callId, String verb, Json argument);

    /// Handles a message. Borrows it.
    void onMessage(ByteBuf message);
}
