package afb4j.testkit.vector;

/// What a play needs besides the frames: connections, and the acts that make the program under test speak.
/// All methods are called on the thread of the player.
interface PlayDriver {

    /// Returns the connection of that name; called once for each, when its first line is reached.
    FrameSocket connect(ConnectionKey key);

    /// A line that the program under test has to produce is reached. Called for the end of the stream only
    /// when every line before it has come.
    default void reached(Step step) {}

    /// Returns whether the program under test has done what it may do without a line, before it is made to
    /// end a connection.
    default boolean isSettled(Step end) {
        return true;
    }

    /// A line of ours will be sent now.
    default void sending(Step step) {}

    /// A line of ours was sent.
    default void sent(Step step) {}

    /// A line that the program under test has to produce has come.
    default void came(Step step) {}

    /// Every line was played and every connection has ended.
    default void finished() {}
}
