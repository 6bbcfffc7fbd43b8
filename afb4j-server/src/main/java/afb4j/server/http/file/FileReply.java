package afb4j.server.http.file;

import afb4j.server.http.HttpBody;
import afb4j.server.http.HttpReply;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// The answer to a request for a file that is there: all of it, some ranges, or that the client has it.
///
/// @param request what the client wants
/// @param representation what it gets
/// @param cacheControl value of the header
record FileReply(FileRequest request, Representation representation, String cacheControl) {

    /// Where the bytes come from.
    interface Source {

        /// The bytes of a range.
        HttpBody part(ByteRange range) throws IOException;
    }

    /// Makes the answer.
    ///
    /// @param nowSeconds the time, in seconds since 1970
    /// @throws IOException by `source`
    HttpReply make(Source source, long nowSeconds) throws IOException {
        long modified = representation.state().modifiedSeconds();
        Conditions conditions = request.conditions();
        return switch (conditions.on(representation.tag(), modified, nowSeconds)) {
            case FAILED -> HttpReply.of(HttpResponseStatus.PRECONDITION_FAILED);
            case NOT_MODIFIED -> validated(HttpReply.of(HttpResponseStatus.NOT_MODIFIED));
            case SEND ->
                send(
                        conditions.permitRange(representation.tag(), modified)
                                ? ByteRanges.parse(request.range(), representation.size())
                                : new ByteRanges.Whole(),
                        source);
        };
    }

    private HttpReply send(ByteRanges ranges, Source source) throws IOException {
        long size = representation.size();
        return switch (ranges) {
            case ByteRanges.Whole _ -> typed(HttpReply.of(HttpResponseStatus.OK, source.part(new ByteRange(0, size))));
            case ByteRanges.Unsatisfiable _ ->
                HttpReply.of(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .with(HttpHeaderNames.CONTENT_RANGE, "bytes */" + size);
            case ByteRanges.Parts(List<ByteRange> parts)
            when parts.size() == 1 ->
                typed(HttpReply.of(HttpResponseStatus.PARTIAL_CONTENT, source.part(parts.getFirst())))
                        .with(HttpHeaderNames.CONTENT_RANGE, parts.getFirst().contentRange(size));
            case ByteRanges.Parts(List<ByteRange> parts) -> multipart(parts, source);
        };
    }

    /// RFC 9110, section 14.6: a part for each range, as in a mail.
    private HttpReply multipart(List<ByteRange> ranges, Source source) throws IOException {
        String boundary = Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
        List<HttpBody> bodies = new ArrayList<>();
        boolean isWhole = false;
        try {
            for (ByteRange range : ranges) {
                bodies.add(text("\r\n--" + boundary + "\r\nContent-Type: " + representation.type()
                        + "\r\nContent-Range: " + range.contentRange(representation.size()) + "\r\n\r\n"));
                bodies.add(source.part(range));
            }
            isWhole = true;
        } finally {
            if (!isWhole) {
                bodies.forEach(HttpBody::release);
            }
        }
        bodies.add(text("\r\n--" + boundary + "--\r\n"));
        return typed(HttpReply.of(HttpResponseStatus.PARTIAL_CONTENT, new HttpBody.Several(bodies)))
                .with(HttpHeaderNames.CONTENT_TYPE, "multipart/byteranges; boundary=" + boundary);
    }

    private static HttpBody text(String text) {
        return new HttpBody.Bytes(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private HttpReply typed(HttpReply reply) {
        HttpHeaders headers = reply.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, representation.type());
        headers.set("x-content-type-options", "nosniff");
        headers.set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
        Coding coding = representation.coding();
        if (coding != null) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, coding.token());
        }
        Instant modified = Instant.ofEpochSecond(representation.state().modifiedSeconds());
        headers.set(HttpHeaderNames.LAST_MODIFIED, DateFormatter.format(Date.from(modified)));
        return validated(reply);
    }

    private HttpReply validated(HttpReply reply) {
        HttpHeaders headers = reply.headers();
        headers.set(HttpHeaderNames.ETAG, representation.tag().text());
        headers.set(HttpHeaderNames.CACHE_CONTROL, cacheControl);
        if (!representation.vary().isEmpty()) {
            headers.set(HttpHeaderNames.VARY, representation.vary());
        }
        return reply;
    }
}
