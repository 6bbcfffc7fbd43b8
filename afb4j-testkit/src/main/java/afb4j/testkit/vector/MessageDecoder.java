package afb4j.testkit.vector;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bytes → message, going as far as possible: a message that is malformed keeps the fields in front of the
/// fault, so that the id of a broken call can still be known. Invalid UTF-8 becomes U+FFFD.
final class MessageDecoder {
    private final ByteBuffer in;
    private final List<Field> fields = new ArrayList<>();

    private MessageDecoder(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Message decode(Dialect dialect, Direction direction, byte[] bytes) {
        if (bytes.length == 0) {
            return new Message((char) 0, Message.UNKNOWN, List.of(), "empty message", 0);
        }
        char code = (char) (bytes[0] & 0xff);
        Optional<MessageTable.Format> format = dialect.table().format(code, direction);
        if (format.isEmpty()) {
            return new Message(code, Message.UNKNOWN, List.of(), "code unknown on this way", 0);
        }
        return new MessageDecoder(bytes).decode(code, format.get());
    }

    private Message decode(char code, MessageTable.Format format) {
        in.get();
        try {
            readAll(format.fields());
            if (in.remaining() > 0 && in.remaining() == width(format.tail())) {
                readAll(format.tail());
            }
        } catch (Malformed malformed) {
            return new Message(code, format.kind(), fields, malformed.problem, 0);
        }
        return new Message(code, format.kind(), fields, "", in.remaining());
    }

    private void readAll(List<MessageTable.FieldFormat> formats) throws Malformed {
        for (MessageTable.FieldFormat field : formats) {
            int offset = in.position();
            fields.add(new Field(field.name(), field.type(), offset, read(field.type())));
        }
    }

    private static int width(List<MessageTable.FieldFormat> formats) {
        return formats.stream().mapToInt(field -> field.type().width()).sum();
    }

    private @Nullable String read(FieldType type) throws Malformed {
        return switch (type) {
            case U8 -> Integer.toString(Byte.toUnsignedInt(slice(1).get()));
            case U16 -> Integer.toString(Short.toUnsignedInt(slice(2).getShort()));
            case U32 -> Integer.toUnsignedString(slice(4).getInt());
            case NSTR -> string();
            case STR, OBJ -> {
                String text = string();
                if (text == null) {
                    throw new Malformed("null string where one is required");
                }
                yield text;
            }
            case UUID -> HexFormat.of().formatHex(bytes(16));
            case VERSIONS -> HexFormat.ofDelimiter(",").formatHex(bytes(Byte.toUnsignedInt(slice(1).get())));
        };
    }

    private @Nullable String string() throws Malformed {
        long length = Integer.toUnsignedLong(slice(4).getInt());
        if (length == 0) {
            return null;
        }
        byte[] text = bytes(length);
        if (text[text.length - 1] != 0) {
            throw new Malformed("string without its NUL");
        }
        return new String(text, 0, text.length - 1, StandardCharsets.UTF_8);
    }

    private byte[] bytes(long count) throws Malformed {
        byte[] taken = new byte[require(count)];
        in.get(taken);
        return taken;
    }

    private ByteBuffer slice(int count) throws Malformed {
        require(count);
        ByteBuffer taken = in.slice(in.position(), count).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + count);
        return taken;
    }

    private int require(long count) throws Malformed {
        if (count > in.remaining()) {
            throw new Malformed(
                    "truncated at " + in.position() + ": " + count + " bytes wanted, " + in.remaining() + " left");
        }
        return (int) count;
    }

    /// Why decoding stopped.
    private static final class Malformed extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String problem;

        Malformed(String problem) {
            super(problem, null, false, false);
            this.problem = problem;
        }
    }
}
