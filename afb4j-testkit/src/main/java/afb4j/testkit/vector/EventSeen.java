package afb4j.testkit.vector;

/// An event as the user of a client sees it.
///
/// @param kind how it came
/// @param name its full name, as `hello/ev`
/// @param data JSON text, `null` when there is none
public record EventSeen(Kind kind, String name, String data) {

    /// How an event came.
    public enum Kind {
        /// Pushed to its subscribers.
        PUSH,
        /// Broadcast to everybody.
        BROADCAST
    }

    String describe() {
        return kind + " of " + name + " with " + Texts.cut(data, 160);
    }
}
