package afb4j.sequencer.testkit;

import afb4j.sequencer.Attempt;
import afb4j.sequencer.Connector;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A connector whose connections do what the test says: each attempt follows the next part of the script, and stays
/// without an outcome when the script is over.
///
/// Thread-safe.
public final class ScriptedConnector implements Connector<ScriptedConnection> {

    @GuardedBy("this")
    private final ArrayDeque<Consumer<ScriptedConnection>> script = new ArrayDeque<>();

    @GuardedBy("this")
    private final List<ScriptedConnection> connections = new ArrayList<>();

    /// A connector without a script.
    public ScriptedConnector() {}

    /// The next attempt opens at once.
    public ScriptedConnector thenOpens() {
        return then(ScriptedConnection::open);
    }

    /// The next attempt fails at once.
    public ScriptedConnector thenFails(Throwable cause) {
        return then(connection -> connection.fail(cause));
    }

    /// The connector throws at the next attempt.
    public ScriptedConnector thenThrows(RuntimeException thrown) {
        return then(_ -> {
            throw thrown;
        });
    }

    /// The next attempt has no outcome until the test gives it one.
    public ScriptedConnector thenIsSilent() {
        return then(_ -> {});
    }

    /// The next attempt does this, on the loop.
    public synchronized ScriptedConnector then(Consumer<ScriptedConnection> behaviour) {
        script.add(behaviour);
        return this;
    }

    /// The attempts made so far, oldest first.
    public synchronized List<ScriptedConnection> connections() {
        return List.copyOf(connections);
    }

    /// The latest attempt.
    ///
    /// @throws java.util.NoSuchElementException when there was none
    public synchronized ScriptedConnection latest() {
        return connections.getLast();
    }

    @Override
    public void connect(Attempt<ScriptedConnection> attempt) {
        ScriptedConnection connection = new ScriptedConnection(attempt);
        attempt.onClose(connection::closeByUs);
        next(connection).accept(connection);
    }

    private synchronized Consumer<ScriptedConnection> next(ScriptedConnection connection) {
        connections.add(connection);
        Consumer<ScriptedConnection> behaviour = script.poll();
        return behaviour == null ? _ -> {} : behaviour;
    }
}
