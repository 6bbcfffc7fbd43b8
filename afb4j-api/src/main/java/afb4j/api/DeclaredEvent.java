package afb4j.api;

/// What descriptions of an API say of one of its events. Immutable.
///
/// @param name the name without that of the API, such as `station`
/// @param info a line for people, empty if none
/// @param data what is pushed
public record DeclaredEvent(String name, String info, Shape data) {

    /// Refuses an empty name.
    public DeclaredEvent {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an event needs a name of one character at least");
        }
    }
}
