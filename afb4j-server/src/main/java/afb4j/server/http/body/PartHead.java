package afb4j.server.http.body;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What stands before the content of a part (RFC 7578, section 4).
///
/// @param name of the field
/// @param fileName if it is a file: the last name of what the client says, which may be empty
record PartHead(String name, Optional<String> fileName) {

    /// Reads the header lines of a part.
    ///
    /// @param number of the part, from 1, for messages
    static PartHead parse(int number, List<String> lines) throws FormException {
        Optional<HeaderValue> disposition = Optional.empty();
        for (String line : lines) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || Character.isWhitespace(line.charAt(0))) {
                throw FormException.malformed("part " + number + ": expected headers as \"name: value\"");
            }
            String value = line.substring(colon + 1);
            if (name.equals("content-disposition")) {
                disposition = HeaderValue.parse(value);
            } else if (name.equals("content-transfer-encoding")) {
                requireIdentity(number, value);
            }
        }
        HeaderValue form =
                disposition.filter(value -> value.value().equals("form-data")).orElseThrow(() -> malformed(number));
        return new PartHead(
                form.parameter("name").orElseThrow(() -> malformed(number)),
                form.parameter("filename").map(PartHead::lastName));
    }

    private static FormException malformed(int number) {
        return FormException.malformed(
                "part " + number + ": expected a header Content-Disposition: form-data; name=\"...\"");
    }

    private static void requireIdentity(int number, String value) throws FormException {
        String encoding = value.strip().toLowerCase(Locale.ROOT);
        if (!List.of("7bit", "8bit", "binary").contains(encoding)) {
            throw FormException.unsupported(
                    "part " + number + ": Content-Transfer-Encoding is not understood, send the bytes as they are");
        }
    }

    /// Clients may send whole paths, and whatever else; a binding that takes the name as one of a file
    /// shall not
    /// leave its folder by that.
    private static String lastName(String path) {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        String name = path.substring(slash + 1)
                .codePoints()
                .filter(character -> !Character.isISOControl(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return name.equals(".") || name.equals("..") ? "" : name;
    }
}
