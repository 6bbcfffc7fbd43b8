package afb4j.system.conformance;

/// A rule cited in a test.
///
/// @param key of the rule, see [Rule#key()]
/// @param place for messages: the file and the line
/// @param test the test that shows the rule, as `Class.method`, or `Class` when it is cited for all of its tests; empty
///     when there is no test at that place
record Citation(String key, String place, String test) {

    boolean isProof() {
        return !test.isEmpty();
    }
}
