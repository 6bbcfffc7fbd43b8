package afb4j.testkit.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first line and the headers of a request or of a reply.
///
/// @param line    the first line
/// @param headers the others, in their order
public record HttpHead(String line, List<HttpHeader> headers) {
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
    private static final Pattern REQUEST = Pattern.compile("(\\S+) (\\S+) (HTTP/\\S+)");

    /// Copies the list.
    public HttpHead {
        headers = List.copyOf(headers);
    }

    static HttpHead parse(List<String> lines) {
        if (lines.isEmpty()) {
            throw new HttpMismatch("expected a head, got an empty line");
        }
        List<HttpHeader> headers =
                lines.stream().skip(1).map(HttpHead::parseHeader).toList();
        return new HttpHead(lines.getFirst(), headers);
    }

    private static HttpHeader parseHeader(String line) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            throw new HttpMismatch("expected a header, got '" + Shown.cut(line) + "'");
        }
        return new HttpHeader(header.group(1), header.group(2));
    }

    /// Returns the status code of a reply.
    ///
    /// @throws HttpMismatch when this is the head of no reply
    public int status() {
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new HttpMismatch("expected a status line of HTTP/1.0 or 1.1, got '" + Shown.cut(line) + "'");
        }
        return Integer.parseInt(status.group(1));
    }

    /// Returns the target of a request: path and query, encoded.
    ///
    /// @throws HttpMismatch when this is the head of no request
    public String target() {
        Matcher request = REQUEST.matcher(line);
        if (!request.matches()) {
            throw new HttpMismatch("expected a request line, got '" + Shown.cut(line) + "'");
        }
        return request.group(2);
    }

    /// Returns the value of the only header of that name, in any case.
    ///
    /// @throws HttpMismatch when there are several
    public Optional<String> header(String name) {
        return HttpHeader.only(headers, name);
    }
}
