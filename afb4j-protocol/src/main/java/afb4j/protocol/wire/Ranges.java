package afb4j.protocol.wire;

/// Checks numbers of our own messages before anything of them is written.
public final class Ranges {

    private static final int MAX_U8 = 0xff;
    private static final int MAX_U16 = 0xffff;

    private Ranges() {}

    /// Returns `value`.
    ///
    /// @throws IllegalArgumentException when it is not 0 to 255
    public static int checkU8(int value, String field) {
        return check(value, MAX_U8, field);
    }

    /// Returns `value`.
    ///
    /// @throws IllegalArgumentException when it is not 0 to 65535
    public static int checkU16(int value, String field) {
        return check(value, MAX_U16, field);
    }

    private static int check(int value, int max, String field) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed are 0 to " + max);
        }
        return value;
    }
}
