package afb4j.server.http.rest;

import afb4j.api.Bytes;
import afb4j.api.HttpAnswer;
import afb4j.api.Reply;
import afb4j.protocol.json.Envelope;
import afb4j.server.http.Envelopes;
import afb4j.server.http.HttpBody;
import afb4j.server.http.HttpReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;

/// Makes the answer of a reply: the verb's own, raw bytes, or the envelope (http-and-wsj1.md 1.4 to 1.6, 1.8).
final class RestReply {

    private RestReply() {}

    static HttpReply of(Reply reply) {
        if (reply.http().isPresent()) {
            return ofVerb(reply.http().get());
        }
        int code = reply.status().code();
        HttpReply answer = isRaw(reply)
                ? raw(HttpStatuses.of(code), (Bytes) reply.values().getFirst())
                : HttpReply.json(HttpStatuses.of(code), encoded(Envelopes.of(reply)));
        if (answer.status().equals(HttpResponseStatus.UNAUTHORIZED)) {
            answer.with(HttpHeaderNames.WWW_AUTHENTICATE, HttpStatuses.INVALID_TOKEN);
        } else if (answer.status().equals(HttpResponseStatus.FORBIDDEN)) {
            answer.with(HttpHeaderNames.WWW_AUTHENTICATE, HttpStatuses.INSUFFICIENT_SCOPE);
        }
        return answer;
    }

    private static boolean isRaw(Reply reply) {
        return reply.values().size() == 1 && reply.values().getFirst() instanceof Bytes;
    }

    private static HttpReply raw(HttpResponseStatus status, Bytes bytes) {
        return HttpReply.of(status, body(bytes)).with(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream");
    }

    private static HttpBody body(Bytes bytes) {
        return new HttpBody.Bytes(Unpooled.wrappedBuffer(bytes.toArray()));
    }

    private static ByteBuf encoded(Envelope envelope) {
        ByteBuf json = Unpooled.buffer(Math.toIntExact(envelope.encodedBytes()));
        envelope.encode(json);
        return json;
    }

    private static HttpReply ofVerb(HttpAnswer answer) {
        HttpReply reply = HttpReply.of(HttpResponseStatus.valueOf(answer.status()), body(answer.body()));
        answer.headers().forEach(header -> reply.headers().add(header.name(), header.value()));
        return reply;
    }
}
