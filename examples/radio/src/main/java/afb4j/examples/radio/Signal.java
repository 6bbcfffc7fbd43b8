package afb4j.examples.radio;

import afb4j.api.Describe;

/// How well a station is received.
///
/// @param station its name
/// @param strength 0 to 100
public record Signal(
        @Describe("its name") String station,
        @Describe(minimum = 0, maximum = 100) int strength) {}
