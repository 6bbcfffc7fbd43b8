package afb4j.server.http;

import afb4j.sequencer.ConfinedTo;
import io.netty.buffer.ByteBuf;

/// Takes the body of a request, piece by piece. Called on the loop of the connection; must not block.
@ConfinedTo("connection event loop")
public interface BodyReceiver {

    /// A piece of the body.
    ///
    /// @param piece borrowed: valid during this call, unless retained
    /// @param more asks for the next piece or the end; to be run once, by any thread, when this one was dealt
    ///     with. Nothing more is read from the client before that
    void data(ByteBuf piece, Runnable more);

    /// The body is complete.
    void end();

    /// The body is never going to be complete: the client is gone, or has sent too much. Who takes the body
    /// answers nothing then. May come after [#end()] was due but not before the exchange is over.
    void abort();
}
