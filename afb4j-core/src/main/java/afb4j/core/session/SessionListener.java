package afb4j.core.session;

import afb4j.api.Data;

/// Who wants to hear what is [sent][LiveSession#send(String, Data)] to a session. Two listeners that are
/// equal count as the same (S-55).
@FunctionalInterface
public interface SessionListener {

    /// An event was sent to the session. Called by the thread that sends, never under a lock; may add and
    /// remove listeners and close the session, must not block. What it throws is logged.
    void onEvent(String event, Data data);
}
