package afb4j.server.http.file;

import static java.lang.System.Logger.Level.WARNING;

import afb4j.server.http.HttpBody;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpHandler;
import afb4j.server.http.HttpReply;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// Serves the files of a folder under a prefix (specification, section 5): GET and HEAD, with conditions,
/// ranges,
/// languages and codings. What is not there is left to the next route; what is there and not asked for by
/// one of
/// these methods is refused 405 (P34).
///
/// **Threads.** A loop answers by itself what the [FileCache] has. Everything else is looked for on a
/// virtual
/// thread, one for each request; requests of a connection come one at a time, so connections bound them.
final class StaticFiles implements HttpHandler {

    private static final System.Logger LOGGER = System.getLogger(StaticFiles.class.getName());
    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private final String prefix;
    private final FileSearch search;
    private final FileSetup setup;

    /// @param prefix without a slash at its end; may be empty
    StaticFiles(String prefix, FileRoot root, FileSetup setup) {
        this.prefix = prefix;
        this.setup = setup;
        search = new FileSearch(root, setup);
    }

    @Override
    public void handle(HttpExchange exchange) {
        FileRequest request = FileRequest.read(exchange, prefix).orElse(null);
        if (request == null) {
            exchange.decline();
            return;
        }
        FileCache.Entry known = isRead(exchange) ? search.known(request) : null;
        if (known == null) {
            Thread.ofVirtual().name("afb4j-file").start(() -> look(exchange, request));
        } else {
            exchange.respond(fromMemory(request, known));
        }
    }

    /// compat: a POST without content type is a GET (specification 1.2, vector static-post).
    private static boolean isRead(HttpExchange exchange) {
        HttpMethod method = exchange.method();
        boolean isUntypedPost = method.equals(HttpMethod.POST)
                && exchange.header(HttpHeaderNames.CONTENT_TYPE).isEmpty();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || isUntypedPost;
    }

    /// Looks on the disk. Whatever happens there, the client gets an answer.
    private void look(HttpExchange exchange, FileRequest request) {
        Optional<HttpReply> reply = Optional.of(HttpReply.of(HttpResponseStatus.INTERNAL_SERVER_ERROR));
        try {
            Found found = search.find(request);
            reply = isRead(exchange) ? answer(exchange, request, found) : refuse(exchange, found);
        } catch (NoSuchFileException _) {
            reply = Optional.empty(); // it was there a moment ago
        } catch (AccessDeniedException _) {
            reply = Optional.of(HttpReply.of(HttpResponseStatus.FORBIDDEN));
        } catch (IOException cause) {
            LOGGER.log(WARNING, exchange + ": cannot read the file: " + cause);
        } finally {
            reply.ifPresentOrElse(exchange::respond, exchange::decline);
        }
    }

    private Optional<HttpReply> answer(HttpExchange exchange, FileRequest request, Found found) throws IOException {
        return switch (found) {
            case Found.Missing _ -> Optional.empty();
            case Found.Forbidden _ -> Optional.of(HttpReply.of(HttpResponseStatus.FORBIDDEN));
            case Found.Folder _ ->
                Optional.of(HttpReply.redirect(
                        HttpResponseStatus.MOVED_PERMANENTLY,
                        prefix + request.path().encoded() + "/" + exchange.rawQuery()));
            case Found.File(Representation file) -> Optional.of(send(request, file));
        };
    }

    private static Optional<HttpReply> refuse(HttpExchange exchange, Found found) {
        if (found instanceof Found.Missing) {
            return Optional.empty();
        }
        HttpReply reply = exchange.method().equals(HttpMethod.OPTIONS)
                ? HttpReply.of(HttpResponseStatus.NO_CONTENT)
                : HttpReply.text(
                        HttpResponseStatus.METHOD_NOT_ALLOWED,
                        "expected one of " + ALLOWED + ", not "
                                + exchange.method().name());
        return Optional.of(reply.with(HttpHeaderNames.ALLOW, ALLOWED));
    }

    private HttpReply send(FileRequest request, Representation file) throws IOException {
        ByteBuffer bytes = search.bytes(file);
        if (bytes != null) {
            return fromMemory(request, new FileCache.Entry(file, bytes));
        }
        return new FileReply(request, file, setup.cacheControl())
                .make(
                        range -> new HttpBody.FilePart(FileSearch.open(file.path()), range.offset(), range.length()),
                        setup.nowSeconds());
    }

    private HttpReply fromMemory(FileRequest request, FileCache.Entry entry) {
        FileReply reply = new FileReply(request, entry.representation(), setup.cacheControl());
        try {
            return reply.make(range -> part(entry.bytes(), range), setup.nowSeconds());
        } catch (IOException cause) {
            throw new IllegalStateException("bytes in memory cannot be read", cause);
        }
    }

    private static HttpBody part(ByteBuffer bytes, ByteRange range) {
        return new HttpBody.Bytes(Unpooled.wrappedBuffer(bytes.slice((int) range.offset(), (int) range.length())));
    }
}
