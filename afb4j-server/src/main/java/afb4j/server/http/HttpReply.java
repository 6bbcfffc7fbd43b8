package afb4j.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;

/// An answer to a request. The connection adds `Date`, `Content-Length` and `Connection`.
///
/// @param status the status
/// @param headers the headers, which may be added to
/// @param body the body; sent or released by who is given the answer
public record HttpReply(HttpResponseStatus status, HttpHeaders headers, HttpBody body) {

    private static final HttpBody NONE = new HttpBody.None();

    /// An answer without body.
    public static HttpReply of(HttpResponseStatus status) {
        return of(status, NONE);
    }

    /// An answer with a body.
    public static HttpReply of(HttpResponseStatus status, HttpBody body) {
        return new HttpReply(status, new DefaultHttpHeaders(), body);
    }

    /// An answer whose body is a line for people.
    public static HttpReply text(HttpResponseStatus status, String line) {
        return of(status, new HttpBody.Bytes(Unpooled.wrappedBuffer((line + "\n").getBytes(UTF_8))))
                .with(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    }

    /// An answer whose body is JSON.
    ///
    /// @param json taken over
    public static HttpReply json(HttpResponseStatus status, ByteBuf json) {
        return of(status, new HttpBody.Bytes(json)).with(HttpHeaderNames.CONTENT_TYPE, "application/json");
    }

    /// Sends the client elsewhere.
    public static HttpReply redirect(HttpResponseStatus status, String location) {
        return of(status).with(HttpHeaderNames.LOCATION, location);
    }

    /// Sets a header.
    public HttpReply with(CharSequence name, Object value) {
        headers.set(name, value);
        return this;
    }
}
