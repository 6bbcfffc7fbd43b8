package afb4j.examples.vehicle;

/// A point of the route.
///
/// @param latitude in degrees north
/// @param longitude in degrees east
/// @param limitKmh what is allowed from there on, in km/h
public record Place(double latitude, double longitude, int limitKmh) {}
