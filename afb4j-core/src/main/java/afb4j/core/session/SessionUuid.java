package afb4j.core.session;

import java.util.UUID;

/// The names of sessions: any text of 36 bytes at most, also an empty one (W-50).
final class SessionUuid {

    /// Longest uuid, in bytes of UTF-8 (S-42).
    static final int MAX_BYTES = 36;

    private SessionUuid() {}

    /// A new one: 36 characters, lower case (S-43).
    static String random() {
        return UUID.randomUUID().toString();
    }

    /// Whether it is not too long.
    static boolean fits(String uuid) {
        return uuid.length() <= MAX_BYTES
                && uuid.codePoints().map(SessionUuid::utf8Length).sum() <= MAX_BYTES;
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
