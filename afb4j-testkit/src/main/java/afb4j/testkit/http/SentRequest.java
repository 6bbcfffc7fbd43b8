package afb4j.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request as it is sent.
///
/// @param method  free text
/// @param path    path and query, encoded
/// @param version `HTTP/1.1` usually
/// @param hasHost whether a header `Host` is added
/// @param headers besides Host and Content-Length, in their order
/// @param body    as text, or nothing
@Immutable
@SuppressWarnings("Immutable") // the list is a copy that cannot be changed
record SentRequest(
        String method,
        String path,
        String version,
        boolean hasHost,
        List<HttpHeader> headers,
        @Nullable String body) {

    SentRequest {
        headers = List.copyOf(headers);
    }

    /// The head on the wire. A body of a known length says so.
    byte[] head(Blanks blanks) {
        StringBuilder text = new StringBuilder(method)
                .append(' ')
                .append(blanks.fill(path))
                .append(' ')
                .append(version)
                .append("\r\n");
        if (hasHost) {
            text.append("Host: localhost\r\n");
        }
        headers.forEach(header -> text.append(header.name())
                .append(": ")
                .append(blanks.fill(header.value()))
                .append("\r\n"));
        if (body != null && header("Transfer-Encoding").isEmpty()) {
            text.append("Content-Length: ").append(body(blanks).length).append("\r\n");
        }
        return text.append("\r\n").toString().getBytes(UTF_8);
    }

    byte[] body(Blanks blanks) {
        return body == null ? new byte[0] : blanks.fill(body).getBytes(UTF_8);
    }

    /// Head and body on the wire.
    byte[] wire(Blanks blanks) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(head(blanks));
        wire.writeBytes(body(blanks));
        return wire.toByteArray();
    }

    /// Whether the body waits for a reply 100.
    boolean waitsForContinue() {
        return header("Expect").isPresent();
    }

    Optional<String> header(String name) {
        return HttpHeader.only(headers, name);
    }

    @Override
    public String toString() {
        return method + " " + Shown.cut(path) + " " + headers + (body == null ? "" : " [" + Shown.cut(body) + "]");
    }
}
