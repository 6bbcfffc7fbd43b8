package afb4j.testkit.vector;

import java.util.function.Consumer;

/// An open connection of a [ClientUnderTest].
public interface Conversation extends AutoCloseable {

    /// Calls a verb of the API of the connection, in the session and with the token of the [ClientSetup].
    /// Returns without waiting for the reply.
    ///
    /// @param verb     its name
    /// @param argument the argument as JSON text, never absent
    /// @param onReply  to be given the reply, exactly once
    void call(String verb, String argument, Consumer<ReplySeen> onReply);

    /// Asks for the description of the API. Returns without waiting for it.
    ///
    /// @param onDescription to be given the description as JSON text, exactly once: `null` when there is
    ///     none, also at the loss of the connection (W-90)
    void describe(Consumer<String> onDescription);

    /// Ends the connection. Idempotent.
    @Override
    void close();
}
