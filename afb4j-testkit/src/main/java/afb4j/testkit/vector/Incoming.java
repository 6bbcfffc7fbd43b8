package afb4j.testkit.vector;

import org.jspecify.annotations.Nullable;

/// What a connection told.
///
/// @param connection which one
/// @param frame      the frame, or null at the end of the stream
/// @param reason     at the end of the stream: why it was not a regular end; else empty
record Incoming(ConnectionKey connection, @Nullable WsFrame frame, String reason) {}
