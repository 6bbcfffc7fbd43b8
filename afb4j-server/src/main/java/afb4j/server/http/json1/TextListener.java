package afb4j.server.http.json1;

import io.netty.buffer.ByteBuf;

/// What happens on a [TextConnection]. Called on its loop, in the order of the wire; nothing comes after
/// [#onClosed()].
interface TextListener {

    /// A whole text came. Borrows `text`: it is valid only during the call.
    ///
    /// @throws afb4j.protocol.ProtocolException closes the connection, with its code and reason
    void onText(ByteBuf text);

    /// Little waits to be sent again, after much did. Never within a call of the connection.
    void onWritable();

    /// The connection is over: nothing more comes, nothing more is sent. Exactly once.
    void onClosed();
}
