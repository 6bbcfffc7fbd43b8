package afb4j.testkit.vector;

/// Which lines of a recording take part in a play: of a chain, those of the links that the program under test
/// has. What the recorder did not show is added, see [Unshown].
final class PlayedPart {

    private static final String DESCRIBE = "describe";

    private PlayedPart() {}

    static Vector of(Vector vector, Subject subject) {
        Vector whole = Unshown.complete(vector, subject);
        if (!isChain(vector)) {
            return whole;
        }
        return switch (subject) {
            case RELAY -> whole;
            case SERVER -> whole.onLinks(link -> link.contains("-B"));
            // in the describe scenarios the middle binder is a client too, which describes
            case CLIENT -> isDescribeChain(vector) ? whole : whole.onLink(RelayPlay.CLIENT_LINK);
        };
    }

    /// Returns whether the recording has two links, with a binder named `A` between them.
    static boolean isChain(Vector vector) {
        return vector.peers().containsKey("A");
    }

    static boolean isDescribeChain(Vector vector) {
        return isChain(vector) && vector.scenario().equals(DESCRIBE);
    }
}
