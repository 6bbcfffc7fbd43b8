package afb4j.examples.radio;

import afb4j.api.Describe;

/// What can be tuned to.
///
/// @param name unique, for people
/// @param frequency in MHz
public record Station(
        @Describe("unique, for people") String name,
        @Describe("in MHz") double frequency) {}
