package afb4j.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Names with values, as in the query of a URL or in a form (http-and-wsj1.md 1.3).
///
/// @param fields in order; a name may come several times
public record Query(List<Field> fields) {

    /// Without fields.
    public static final Query EMPTY = new Query(List.of());

    /// One field.
    ///
    /// @param name may be empty
    /// @param value null where there is no `=`
    public record Field(String name, @Nullable String value) {}

    /// Copies the list.
    public Query {
        fields = List.copyOf(fields);
    }

    /// Reads `a=1&b`: `+` is a blank, `%XX` a byte of UTF-8, `;` an ordinary character, a `%` that is not
    /// followed by two hexadecimal digits stands for itself. `&` with nothing between makes no field.
    ///
    /// @param text what follows the `?`
    /// @param maxFields further ones are not read
    public static Query parse(String text, int maxFields) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        List<Field> fields = new ArrayList<>();
        int start = 0;
        while (start <= text.length() && fields.size() < maxFields) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                fields.add(field(text.substring(start, end)));
            }
            start = end + 1;
        }
        return new Query(fields);
    }

    private static Field field(String text) {
        int equal = text.indexOf('=');
        return equal < 0
                ? new Field(decode(text, true), null)
                : new Field(decode(text.substring(0, equal), true), decode(text.substring(equal + 1), true));
    }

    /// The last value of `name`; an absent value is an empty one.
    public Optional<String> last(String name) {
        String found = null;
        for (Field field : fields) {
            if (field.name().equals(name)) {
                found = field.value() == null ? "" : field.value();
            }
        }
        return Optional.ofNullable(found);
    }

    /// Text with `%XX` in place of bytes, decoded once. Bytes that are not UTF-8 read as U+FFFD.
    ///
    /// @param plusIsBlank whether `+` stands for a blank, as in queries and not in paths
    static String decode(String text, boolean plusIsBlank) {
        if (text.indexOf('%') < 0 && (!plusIsBlank || text.indexOf('+') < 0)) {
            return text;
        }
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
            if (value >= 0) {
                decoded.write(value);
                i += 2;
            } else {
                decoded.write(plusIsBlank && bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return decoded.toString(UTF_8);
    }

    private static int hex(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }
}
