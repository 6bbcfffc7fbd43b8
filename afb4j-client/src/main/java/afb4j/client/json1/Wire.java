package afb4j.client.json1;

import afb4j.sequencer.ConfinedTo;
import java.util.concurrent.CompletionStage;

/// One open websocket that carries texts.
@ConfinedTo("loop of the client")
interface Wire {

    /// Lets the first text come in. Until then nothing is told to the listener.
    void start();

    /// Sends a text behind those given before; dropped once the wire is being closed.
    void send(String text);

    /// Characters that wait to be sent.
    long outboundChars();

    /// Sends what waits, then a close frame, and hangs up when the other side has answered it or takes too
    /// long. Idempotent. The listener is told of no text any more, but of the end.
    void close(int code, String reason);

    /// Completes when the wire is over.
    CompletionStage<Void> over();

    /// Hears what comes over a wire, on the loop.
    interface Listener {

        /// A whole text. The next one comes when this has returned.
        void onText(String text);

        /// The wire is over; told once, last.
        ///
        /// @param why for people, the rest of a sentence that begins with whom it was connected to
        void onOver(String why);
    }

    /// Opens wires. Thread-safe.
    interface Opener extends AutoCloseable {

        /// Opens a wire, for who uses this session and token, null for none.
        ///
        /// @return completes on any thread with the wire, or fails with a
        ///     [afb4j.transport.TransportException] that says why, and what to do
        CompletionStage<Wire> open(Identity identity, Listener listener);

        /// Cuts off what is still open, and ends all threads.
        @Override
        void close();
    }
}
