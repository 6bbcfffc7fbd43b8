package afb4j.examples.radio;

/// How well a station is received.
///
/// @param station its name
/// @param strength 0 to 100
public record Signal(String station, int strength) {}
