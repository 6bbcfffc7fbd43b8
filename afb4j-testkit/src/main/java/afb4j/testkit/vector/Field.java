package afb4j.testkit.vector;

import org.jspecify.annotations.Nullable;

/// A field of a decoded message.
///
/// @param name   its name in the tables of [MessageTable]
/// @param type   how it was written
/// @param offset where its first byte is in the message
/// @param value  its value as text (numbers in decimal), null for a null string
record Field(
        String name, FieldType type, int offset, @Nullable String value) {

    /// Returns the value of a number.
    long number() {
        if (value == null) {
            throw new IllegalStateException("field " + name + " is null, expected a number");
        }
        return Long.parseLong(value);
    }

    String describe() {
        boolean text = type == FieldType.STR || type == FieldType.NSTR || type == FieldType.OBJ;
        return name + "=" + (text ? Texts.quote(value) : value);
    }
}
