package afb4j.server.http.body;

import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpReply;
import afb4j.server.http.config.HttpLimits;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the forms that come to a server (specification 1.3).
@ThreadSafe
@SuppressWarnings("Immutable")
public final class FormReader {

    private static final String URL_ENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private final HttpLimits limits;
    private final UploadFolder uploads;

    /// @param uploads where files go
    public FormReader(HttpLimits limits, UploadFolder uploads) {
        this.limits = limits;
        this.uploads = uploads;
    }

    /// Whether a body of that type is a form.
    ///
    /// @param contentType the header
    public static boolean isForm(String contentType) {
        String type = type(contentType);
        return type.equals(URL_ENCODED) || type.equals(MULTIPART);
    }

    private static String type(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /// The answer to a request whose body is compressed: 415. Bodies are taken as they are, as a small
    /// compressed
    /// one can be of any length. Nothing when it is not compressed.
    public static Optional<HttpReply> refusal(HttpExchange exchange) {
        for (String coding : exchange.headers(HttpHeaderNames.CONTENT_ENCODING)) {
            if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
                return Optional.of(HttpReply.text(
                                HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                                "bodies with a Content-Encoding are not taken: send it without")
                        .with(HttpHeaderNames.ACCEPT_ENCODING, "identity"));
            }
        }
        return Optional.empty();
    }

    /// Takes the body of a request with a form. To be called on the loop, before the handler returns.
    ///
    /// @param listener is told once, now or later
    public void read(HttpExchange exchange, FormListener listener) {
        Optional<HttpReply> refusal = refusal(exchange);
        if (refusal.isPresent()) {
            listener.onRefused(refusal.get());
            return;
        }
        String contentType = exchange.header(HttpHeaderNames.CONTENT_TYPE).orElse("");
        if (type(contentType).equals(MULTIPART)) {
            multipart(exchange, contentType, listener);
        } else {
            exchange.receive(limits.maxBodyBytes(), new UrlEncodedReceiver(limits.maxFields(), listener));
        }
    }

    private void multipart(HttpExchange exchange, String contentType, FormListener listener) {
        Optional<String> boundary = HeaderValue.parse(contentType)
                .flatMap(value -> value.parameter("boundary"))
                .filter(text -> BOUNDARY.matcher(text).matches());
        if (boundary.isEmpty()) {
            listener.onRefused(HttpReply.text(
                    HttpResponseStatus.BAD_REQUEST,
                    "expected Content-Type: multipart/form-data; boundary=TEXT with 1 to 70 letters"));
            return;
        }
        PartStore store = new PartStore(uploads, limits.maxBodyBytes());
        MultipartDecoder decoder = new MultipartDecoder(boundary.get(), limits.maxFields(), store);
        exchange.receive(limits.maxUploadBytes(), new MultipartReceiver(decoder, store, listener));
    }
}
