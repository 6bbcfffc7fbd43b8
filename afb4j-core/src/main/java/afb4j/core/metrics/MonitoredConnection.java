package afb4j.core.metrics;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;

/// A connection that is listed for those who watch the binder: of whichever protocol.
public interface MonitoredConnection {

    /// The loop it lives on. Any thread.
    Loop loop();

    /// How it is at this moment. On its loop.
    @ConfinedTo("loop of the connection")
    ConnectionInfo info();
}
