package afb4j.transport;

import io.netty.buffer.ByteBuf;

/// What happens on a [Connection]. Called on its loop, in the order of the wire; nothing comes after
/// [#onClosed].
public interface ConnectionListener {

    /// A whole message came. Borrows `message`: it is valid only during the call.
    void onMessage(ByteBuf message);

    /// The connection is over: nothing more comes, nothing more is sent. Exactly once.
    void onClosed(CloseReason reason);
}
