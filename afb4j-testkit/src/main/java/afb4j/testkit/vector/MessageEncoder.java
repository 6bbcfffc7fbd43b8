package afb4j.testkit.vector;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Message → bytes, for the messages that no recording has.
final class MessageEncoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private MessageEncoder() {}

    /// Returns the message in hexadecimal.
    ///
    /// @param kind   its name in [MessageTable]
    /// @param values of all its fields, in their order: numbers in decimal, uuids and versions in
    ///     hexadecimal, null for a null string
    static String encode(Dialect dialect, String kind, @Nullable String... values) {
        MessageTable.Coded coded = dialect.table().coded(kind);
        List<MessageTable.FieldFormat> fields = coded.format().fields();
        if (fields.size() != values.length) {
            throw new IllegalArgumentException(
                    kind + " has the fields " + fields + ", " + values.length + " values came");
        }
        MessageEncoder encoder = new MessageEncoder();
        encoder.out.write(coded.code());
        for (int i = 0; i < values.length; i++) {
            encoder.write(fields.get(i), values[i]);
        }
        return HexFormat.of().formatHex(encoder.out.toByteArray());
    }

    /// Returns the same message with another value of one field.
    static String with(Dialect dialect, Message message, String field, @Nullable String value) {
        @Nullable String[] values = new String[message.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Field old = message.fields().get(i);
            values[i] = old.name().equals(field) ? value : old.value();
        }
        return encode(dialect, message.kind(), values);
    }

    private void write(MessageTable.FieldFormat field, @Nullable String value) {
        switch (field.type()) {
            case U8, U16, U32 ->
                number(Long.parseLong(required(field, value)), field.type().width());
            case NSTR -> text(value);
            case STR, OBJ -> text(required(field, value));
            case UUID -> out.writeBytes(HexFormat.of().parseHex(required(field, value)));
            case VERSIONS -> {
                byte[] versions = HexFormat.ofDelimiter(",").parseHex(required(field, value));
                out.write(versions.length);
                out.writeBytes(versions);
            }
        }
    }

    private static String required(MessageTable.FieldFormat field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(field.name() + " cannot be null");
        }
        return value;
    }

    private void number(long value, int width) {
        for (int i = 0; i < width; i++) {
            out.write((int) (value >>> (8 * i)));
        }
    }

    private void text(@Nullable String text) {
        if (text == null) {
            number(0, 4);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length + 1L, 4);
        out.writeBytes(bytes);
        out.write(0);
    }
}
