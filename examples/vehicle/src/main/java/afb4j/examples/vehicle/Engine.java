package afb4j.examples.vehicle;

/// What the engine does.
///
/// @param rpm turns of the crankshaft in a minute
/// @param gear 1 to 6, 0 for neutral
/// @param loadPercent how much of its power is asked for, 0 to 100
/// @param coolantCelsius temperature of the coolant
/// @param fuelPercent what is in the tank, 0 to 100
public record Engine(int rpm, int gear, int loadPercent, double coolantCelsius, double fuelPercent) {}
