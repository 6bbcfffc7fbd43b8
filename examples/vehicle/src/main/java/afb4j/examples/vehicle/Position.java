package afb4j.examples.vehicle;

/// Where the car is.
///
/// @param latitude in degrees north
/// @param longitude in degrees east
/// @param headingDegrees where it looks to, clockwise from north, 0 to 359
/// @param drivenKm since the start
public record Position(double latitude, double longitude, int headingDegrees, double drivenKm) {}
