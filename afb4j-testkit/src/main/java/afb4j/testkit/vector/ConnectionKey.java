package afb4j.testkit.vector;

/// Names a connection of a recording.
///
/// @param link   as `C-A`; empty when there is one link
/// @param number of the connection on that link
record ConnectionKey(String link, int number) {}
