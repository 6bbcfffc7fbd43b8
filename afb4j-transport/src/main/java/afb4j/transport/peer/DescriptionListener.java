package afb4j.transport.peer;

import afb4j.api.Json;

/// Waits for the description of the API at the other end.
@FunctionalInterface
public interface DescriptionListener {

    /// The description came; it is [Json#NULL] when there is none, when it could not be read (W-83) and when
    /// the connection went (W-90). Exactly once for each that was asked for, on the loop of the connection;
    /// must not block.
    void onDescription(Json description);
}
