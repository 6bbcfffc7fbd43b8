package afb4j.testkit.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One line of the head of a request or of a reply.
///
/// @param name  as it was written
/// @param value without blanks around
public record HttpHeader(String name, String value) {

    /// Whether it has this name, in any case.
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// The name by which headers are compared.
    String key() {
        return name.toLowerCase(Locale.ROOT);
    }

    /// The value of the only header of that name.
    ///
    /// @throws HttpMismatch when there are several
    static Optional<String> only(List<HttpHeader> headers, String name) {
        List<HttpHeader> found =
                headers.stream().filter(header -> header.is(name)).toList();
        if (found.size() > 1) {
            throw new HttpMismatch("expected one header " + name + ", got " + found);
        }
        return found.stream().map(HttpHeader::value).findFirst();
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
