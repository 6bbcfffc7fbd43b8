package afb4j.transport;

import io.netty.buffer.ByteBuf;

/// What happens on a [Connection]. Called on its loop, in the order of the wire; nothing comes after
/// [#onClosed].
public interface ConnectionListener {

    /// A whole message came. Borrows `message`: it is valid only during the call.
    void onMessage(ByteBuf message);

    /// Little waits to be sent again, after much did ([Connection#outboundBytes()] was more than 65536).
    /// Never within a call of the connection.
    default void onWritable() {}

    /// The connection is over: nothing more comes, nothing more is sent. Exactly once.
    void onClosed(CloseReason reason);
}
