package afb4j.examples.vehicle;

/// The cruise control.
///
/// @param enabled whether it is on
/// @param kmh the speed it keeps where the road allows it, in km/h
public record Cruise(boolean enabled, int kmh) {}
