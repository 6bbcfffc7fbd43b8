package afb4j.sequencer;

/// A connection a script made, closed with its block.
public final class ScriptConnection<C> implements AutoCloseable {

    private final ScriptRun<?, ?> run;
    private final Line<?, C> line;

    ScriptConnection(ScriptRun<?, ?> run, Line<?, C> line) {
        this.run = run;
        this.line = line;
    }

    /// What the connector made. Where it is confined to the loop, use it in
    /// [Scope#onLoop(java.util.concurrent.Callable)].
    ///
    /// @throws ConnectionClosedException when it is gone
    public C connection() {
        return line.connectionIfOpen().orElseThrow(() -> new ConnectionClosedException(new CloseCause.Local()));
    }

    /// The handle, to compare with those of signals.
    public ConnectionHandle<C> handle() {
        return line;
    }

    /// Closes the connection on the loop and waits for that; no signal tells of it. For the script's thread.
    @Override
    public void close() {
        run.leave(line);
    }
}
