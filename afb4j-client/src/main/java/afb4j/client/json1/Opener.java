package afb4j.client.json1;

import afb4j.transport.WebSocket;
import java.util.concurrent.CompletionStage;

/// Opens the websockets of a link, one after the other.
interface Opener extends AutoCloseable {

    /// Opens one, for who uses this session and token.
    ///
    /// @return completes on any thread, or fails with a [afb4j.transport.TransportException] that says why, and
    ///     what to do
    CompletionStage<WebSocket> open(Identity identity, WebSocket.Listener listener);

    /// Cuts off what is still open, and ends all threads.
    @Override
    void close();
}
