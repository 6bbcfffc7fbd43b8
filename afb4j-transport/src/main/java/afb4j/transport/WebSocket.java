package afb4j.transport;

import afb4j.sequencer.ConfinedTo;
import java.util.concurrent.CompletionStage;

/// One open websocket that carries texts (RFC 6455).
@ConfinedTo("the loop it was opened on")
public interface WebSocket {

    /// Lets the first text come in. Until then nothing is told to the listener.
    void start();

    /// Sends a text behind those given before; dropped once it is being closed.
    void send(String text);

    /// Characters that wait to be sent.
    long outboundChars();

    /// Sends what waits, then a close frame, and hangs up when the other side has answered it or takes too
    /// long. Idempotent. The listener is told of no text any more, but of the end.
    void close(int code, String reason);

    /// Completes when it is over.
    CompletionStage<Void> over();

    /// Hears what comes over a websocket, on its loop.
    interface Listener {

        /// A whole text. The next one comes when this has returned.
        void onText(String text);

        /// It is over; told once, last.
        ///
        /// @param why for people, the rest of a sentence that begins with whom it was connected to
        void onOver(String why);
    }
}
