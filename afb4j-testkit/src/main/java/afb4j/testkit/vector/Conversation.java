package afb4j.testkit.vector;

import java.util.function.Consumer;

/// An open connection of a [ClientUnderTest].
public interface Conversation extends AutoCloseable {

    /// Calls a verb of the API of the connection. Returns without waiting for the reply.
    ///
    /// @param verb     its name
    /// @param argument the argument as JSON text, never absent
    /// @param onReply  to be given the reply, exactly once
    void call(String verb, String argument, Consumer<ReplySeen> onReply);

    /// Ends the connection. Idempotent.
    @Override
    void close();
}
