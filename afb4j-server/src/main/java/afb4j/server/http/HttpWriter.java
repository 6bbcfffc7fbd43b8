package afb4j.server.http;

import afb4j.sequencer.ConfinedTo;
import afb4j.sequencer.Loop;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedNioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Date;

/// Writes answers to a channel, with the headers that all have.
@ConfinedTo("connection event loop")
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which its owner hears of
final class HttpWriter {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final long DATE_NANOS = 500_000_000;

    private final Channel channel;
    private final Loop loop;
    private CharSequence date = "";
    private long dateNanos;

    HttpWriter(Channel channel, Loop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /// Writes the answer to `request` and flushes it.
    void write(HttpRequest request, HttpReply reply, boolean keepAlive) {
        HttpHeaders headers = reply.headers();
        headers.set(HttpHeaderNames.DATE, date());
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (mayHaveBody(reply.status())) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length());
        }
        if (reply.body() instanceof HttpBody.Bytes(var bytes)
                && !request.method().equals(HttpMethod.HEAD)) {
            channel.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, reply.status(), bytes, headers, EmptyHttpHeaders.INSTANCE));
            return;
        }
        channel.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, reply.status(), headers));
        if (request.method().equals(HttpMethod.HEAD)) {
            reply.body().release();
        } else {
            write(reply.body());
        }
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /// Writes an answer of the kind 1xx and flushes it.
    void writeInformational(HttpReply reply) {
        channel.writeAndFlush(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                reply.status(),
                Unpooled.EMPTY_BUFFER,
                reply.headers().copy(),
                EmptyHttpHeaders.INSTANCE));
    }

    private void write(HttpBody body) {
        switch (body) {
            case HttpBody.None _ -> {}
            case HttpBody.Bytes(var bytes) -> channel.write(new DefaultHttpContent(bytes));
            case HttpBody.FilePart part -> channel.write(ofFile(part));
            case HttpBody.Several(var parts) -> parts.forEach(this::write);
        }
    }

    /// By the kernel from file to socket, unless the bytes are to be encrypted.
    private Object ofFile(HttpBody.FilePart part) {
        if (channel.pipeline().get(SslHandler.class) == null) {
            return new DefaultFileRegion(part.file(), part.offset(), part.length());
        }
        try {
            return new ChunkedNioFile(part.file(), part.offset(), part.length(), CHUNK_BYTES);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static boolean mayHaveBody(HttpResponseStatus status) {
        return status.code() >= 200
                && status.code() != HttpResponseStatus.NO_CONTENT.code()
                && status.code() != HttpResponseStatus.NOT_MODIFIED.code();
    }

    /// Made anew twice a second at most.
    private CharSequence date() {
        long now = loop.nanoTime();
        if (date.isEmpty() || now - dateNanos > DATE_NANOS) {
            date = DateFormatter.format(Date.from(InstantSource.system().instant()));
            dateNanos = now;
        }
        return date;
    }
}
