package afb4j.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/// Answers `GET /api/hello/ping?value=TEXT` as the binder does: the envelope, the date and the cookie of the
/// session that the request names. The text is neither decoded nor quoted.
final class RestEcho extends BareHandler {

    private static final byte[] BEFORE = "{\"value\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\"}}".getBytes(StandardCharsets.US_ASCII);

    private static final int MILLIS_PER_SECOND = 1000;

    private CharSequence date = "";
    private long dateSecond;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            context.write(answer(context, request));
        }
        ReferenceCountUtil.release(message);
    }

    private FullHttpResponse answer(ChannelHandlerContext context, HttpRequest request) {
        String uri = request.uri();
        String value = uri.substring(uri.indexOf('=') + 1);
        ByteBuf body = context.alloc().buffer(EchoEnvelope.BYTES + BEFORE.length + value.length() + AFTER.length);
        EchoEnvelope.begin(body).writeBytes(BEFORE);
        body.writeCharSequence(value, StandardCharsets.US_ASCII);
        body.writeBytes(AFTER);
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
        answer.headers()
                .set(HttpHeaderNames.DATE, date())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(
                        HttpHeaderNames.SET_COOKIE,
                        "x-afb-uuid-1234=" + request.headers().get("x-afb-uuid")
                                + "; Path=/; Max-Age=32000000; HttpOnly; SameSite=Lax")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return answer;
    }

    private CharSequence date() {
        long now = System.currentTimeMillis();
        if (now / MILLIS_PER_SECOND != dateSecond) {
            dateSecond = now / MILLIS_PER_SECOND;
            date = DateFormatter.format(new Date(now));
        }
        return date;
    }
}
