package afb4j.api;

/// A whole number with the width its sender gave it.
///
/// @param width the wire type
/// @param value the number; for [Width#U64] the 64 bits, read as unsigned
public record Int(Width width, long value) implements Data {

    /// Refuses a value that does not fit its width.
    public Int {
        boolean fits = switch (width) {
            case I32 -> value == (int) value;
            case U32 -> value >>> 32 == 0;
            case I64, U64 -> true;
        };
        if (!fits) {
            throw new IllegalArgumentException(value + " does not fit in " + width);
        }
    }

    /// A signed 64 bit number.
    public static Int of(long value) {
        return new Int(Width.I64, value);
    }

    @Override
    public Json toJson() {
        return width == Width.U64 ? Json.parse(Long.toUnsignedString(value)) : Json.of(value);
    }

    /// Size and sign of a whole number.
    public enum Width {
        I32,
        U32,
        I64,
        U64
    }
}
