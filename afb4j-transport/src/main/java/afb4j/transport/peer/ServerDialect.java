package afb4j.transport.peer;

import afb4j.api.Reply;
import io.netty.buffer.ByteBuf;

/// One of the protocols a server speaks, on one connection. Confined to its loop.
sealed interface ServerDialect permits WsapiServer, LegacyServer {

    /// Handles a message. Borrows it.
    void onMessage(ByteBuf message);

    /// Writes the reply to a call.
    void reply(int callId, Reply reply);
}
