package afb4j.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;

/// A reply as it came.
@Immutable
@SuppressWarnings("Immutable") // the lists and bytes are copies that nobody changes
public final class HttpReplySeen {
    private final int status;
    private final List<HttpHeader> headers;
    private final byte[] body;
    private final List<Integer> interim;

    HttpReplySeen(int status, List<HttpHeader> headers, byte[] body, List<Integer> interim) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body.clone();
        this.interim = List.copyOf(interim);
    }

    /// Returns the status code.
    public int status() {
        return status;
    }

    /// Returns the headers, in their order.
    public List<HttpHeader> headers() {
        return headers;
    }

    /// Returns the value of the only header of that name, in any case.
    ///
    /// @throws HttpMismatch when there are several
    public Optional<String> header(String name) {
        return HttpHeader.only(headers, name);
    }

    /// Returns the body.
    public byte[] body() {
        return body.clone();
    }

    /// Returns the body as UTF-8.
    public String text() {
        return new String(body, UTF_8);
    }

    /// Returns the status codes 1xx that came before.
    public List<Integer> interim() {
        return interim;
    }

    /// Returns whether it announces the end of the connection.
    public boolean closes() {
        return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    @Override
    public String toString() {
        return status + " " + headers + " [" + Shown.cut(text()) + "]";
    }
}
