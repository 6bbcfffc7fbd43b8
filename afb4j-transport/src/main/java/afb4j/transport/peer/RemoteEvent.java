package afb4j.transport.peer;

/// An event of the other side, as it is known on one connection (W-75).
///
/// @param id the number the server gave it; any 32 bits from a legacy server (L-01)
/// @param name its whole name, `api/event`
public record RemoteEvent(int id, String name) {}
