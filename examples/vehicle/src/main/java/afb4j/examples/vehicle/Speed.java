package afb4j.examples.vehicle;

/// How fast the car is.
///
/// @param kmh in km/h, never negative
/// @param limitKmh what is allowed here, in km/h
/// @param cruise whether the cruise control is on
public record Speed(double kmh, int limitKmh, boolean cruise) {}
