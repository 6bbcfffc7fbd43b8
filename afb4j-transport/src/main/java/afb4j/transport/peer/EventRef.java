package afb4j.transport.peer;

/// An event of this side, as connections name it.
///
/// @param id its number in the whole process (W-39), 1 to 65535
/// @param name its whole name, `api/event` (W-70)
public record EventRef(int id, String name) {

    private static final int MAX_ID = 0xffff;

    /// Checks the id.
    ///
    /// @throws IllegalArgumentException when the id is out of range
    public EventRef {
        if (id < 1 || id > MAX_ID) {
            throw new IllegalArgumentException("event \"" + name + "\" has the id " + id + ", expected 1 to " + MAX_ID);
        }
    }
}
