package afb4j.system.conformance;

/// A rule of a specification.
///
/// @param document the short name of the specification
/// @param id such as `W-27`
/// @param title what it is about, in a few words
record Rule(String document, String id, String title) {

    /// Its name among the rules of all specifications, whose ids collide.
    String key() {
        return document + " " + id;
    }
}
