package afb4j.examples.vehicle;

/// How a door is.
///
/// @param door which one
/// @param open whether it stands open; then it is not locked
/// @param locked whether it is locked
public record DoorState(Door door, boolean open, boolean locked) {}
