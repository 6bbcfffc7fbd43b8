package afb4j.core.monitor;

/// The beginning of the uuid of a session: enough for people to tell sessions apart, not enough to join one.
final class ShortUuid {

    private static final int SHOWN = 8;

    private ShortUuid() {}

    /// The first 8 characters, or all if there are no more: such a name is no secret.
    static String of(String uuid) {
        return uuid.length() <= SHOWN ? uuid : uuid.substring(0, uuid.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
