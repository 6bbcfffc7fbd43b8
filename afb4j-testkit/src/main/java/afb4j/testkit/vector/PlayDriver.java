package afb4j.testkit.vector;

/// What a play needs besides the frames: connections, and the acts that make the program under test speak.
/// All methods are called on the thread of the player.
interface PlayDriver {

    /// Returns the connection of that name; called once for each, when its first line is reached.
    FrameSocket connect(ConnectionKey key);

    /// A line that the program under test has to produce is reached. Called for the end of the stream only
    /// when every line before it has come.
    default void reached(Step step) {}

    /// A line of ours was sent.
    default void sent(Step step) {}

    /// Every line was played and every connection has ended.
    default void finished() {}
}
