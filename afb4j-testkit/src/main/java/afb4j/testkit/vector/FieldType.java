package afb4j.testkit.vector;

import java.util.Locale;

/// How a field of a message is written (wsapi.md part 2).
enum FieldType {
    /// Unsigned 8 bit number.
    U8,
    /// Unsigned 16 bit number, little endian.
    U16,
    /// Unsigned 32 bit number, little endian.
    U32,
    /// String, never null (W-21).
    STR,
    /// String that may be null (W-22).
    NSTR,
    /// String that holds a JSON text (W-24).
    OBJ,
    /// Sixteen bytes in network order.
    UUID,
    /// Count on 8 bits, then as many versions of 8 bits.
    VERSIONS;

    static FieldType parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /// Returns the width in bytes of a number or of a uuid.
    int width() {
        return switch (this) {
            case U8 -> 1;
            case U16 -> 2;
            case U32 -> 4;
            case UUID -> 16;
            case STR, NSTR, OBJ, VERSIONS -> throw new IllegalStateException(this + " has no fixed width");
        };
    }
}
