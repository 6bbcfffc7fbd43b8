package afb4j.examples.radio;

/// What can be tuned to.
///
/// @param name unique, for people
/// @param frequency in MHz
public record Station(String name, double frequency) {}
