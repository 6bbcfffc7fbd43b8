package afb4j.transport;

import afb4j.api.Credentials;
import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/// One end of an open socket that carries websocket messages.
///
/// Everything but [#execute], [#isOpen] and [#close()] is confined to the loop of the connection. Output of
/// one turn of the loop is gathered and flushed once. The end that accepted the connection stops reading
/// while the socket takes no more output, so a client that does not read its replies cannot make memory grow
/// with further calls; the end that opened it always reads, and who writes there asks [#outboundBytes()].
@ConfinedTo("connection event loop")
public interface Connection {

    /// A number that no other connection of this process has; prefixes log lines.
    long id();

    /// The loop that everything of this connection runs on.
    Loop loop();

    /// When the message arrived that the listener is being told of, by the clock of the loop, which is read
    /// once for all messages that are read together.
    default long arrivalNanos() {
        return loop().nanoTime();
    }

    /// Who is at the other end, where the socket tells (W-58).
    Optional<Credentials> credentials();

    /// What the other end is called, for people: its address, or its process; empty if nothing is known.
    default String peerName() {
        return "";
    }

    /// Runs `task` on the loop: at once when the caller is on it, else later, in order. Any thread. Tasks
    /// given after the end still run.
    void execute(Runnable task);

    /// The buffer to append whole frames to; tell [#written()] afterwards. Only while [#isOpen()].
    ByteBuf output();

    /// Says that [#output()] has grown: it is sent with the rest of this turn.
    void written();

    /// Bytes that wait to be sent.
    long outboundBytes();

    /// Stops or resumes reading on behalf of the protocol above.
    void reading(boolean wanted);

    /// Whether messages may still come and go. Any thread; true may be out of date.
    boolean isOpen();

    /// Sends a close frame without code after what was written, then hangs up. Idempotent, any thread.
    void close();

    /// As [#close()], because the peer broke the protocol above this one: `why` is logged.
    void refuse(String why);
}
