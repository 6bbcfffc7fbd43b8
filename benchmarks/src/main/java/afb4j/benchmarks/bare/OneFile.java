package afb4j.benchmarks.bare;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Date;

/// Answers every request with one file, as the file server among Netty's examples does: looked at and opened for
/// each request, on the event loop, and sent from file to socket by the kernel.
final class OneFile extends BareHandler {

    private final File file;

    OneFile(File file) {
        this.file = file;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
        if (message instanceof HttpRequest) {
            send(context);
        }
        ReferenceCountUtil.release(message);
    }

    private void send(ChannelHandlerContext context) throws IOException {
        @SuppressWarnings("resource") // the region closes it
        RandomAccessFile open = new RandomAccessFile(file, "r");
        long bytes = open.length();
        HttpResponse answer = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        answer.headers()
                .set(HttpHeaderNames.DATE, DateFormatter.format(new Date()))
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain")
                .set(HttpHeaderNames.CACHE_CONTROL, "max-age=100000")
                .set(HttpHeaderNames.LAST_MODIFIED, DateFormatter.format(new Date(file.lastModified())))
                .set(HttpHeaderNames.CONTENT_LENGTH, bytes);
        context.write(answer);
        context.write(new DefaultFileRegion(open.getChannel(), 0, bytes));
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }
}
