package afb4j.testkit.vector;

/// The way of a frame. The client is the side that connected.
public enum Direction {
    /// From client to server.
    C2S,
    /// From server to client.
    S2C;

    /// Returns the other way.
    public Direction opposite() {
        return this == C2S ? S2C : C2S;
    }

    static Direction parse(String text) {
        return switch (text) {
            case "c2s" -> C2S;
            case "s2c" -> S2C;
            default -> throw new IllegalArgumentException("direction is '" + text + "', expected c2s or s2c");
        };
    }
}
