package afb4j.server.http.document;

import static java.lang.System.Logger.Level.ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import afb4j.api.Json;
import afb4j.core.BinderCore;
import afb4j.core.PublicApis;
import afb4j.core.schema.ApiCatalog;
import afb4j.core.schema.AsyncApi;
import afb4j.core.schema.DescribedApi;
import afb4j.core.schema.OpenApi;
import afb4j.server.http.CrossOrigin;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpHandler;
import afb4j.server.http.HttpReply;
import afb4j.server.http.OriginPolicy;
import afb4j.server.http.Route;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Serves one document of the public APIs, as they are when it is asked for. It is made on a virtual thread, and
/// kept until an API comes, goes, or describes itself otherwise.
@ThreadSafe
@SuppressWarnings({"Immutable", "FutureReturnValueIgnored"}) // the exchange is told how it ends
public final class ApiDocument implements HttpHandler {

    /// Before the calls of verbs, which need one more segment.
    private static final int PRIORITY = 15;

    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String VERSION = "1.0.0";
    private static final System.Logger LOGGER = System.getLogger(ApiDocument.class.getName());

    private final BinderCore core;
    private final String path;
    private final String rootApi;
    private final CrossOrigin origins;
    private final Function<ApiCatalog, Json> maker;
    private final AtomicReference<@Nullable Made> last = new AtomicReference<>();

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Made(List<DescribedApi> apis, byte[] text) {}

    private ApiDocument(
            BinderCore core, String rootApi, String name, OriginPolicy policy, Function<ApiCatalog, Json> maker) {
        this.core = core;
        this.rootApi = rootApi;
        this.path = rootApi + "/" + name;
        this.origins = new CrossOrigin(policy, METHODS);
        this.maker = maker;
    }

    /// The routes of the documents below `rootApi`.
    ///
    /// @param policy which pages may read them
    public static List<Route> routes(BinderCore core, String rootApi, OriginPolicy policy) {
        ApiDocument openApi = new ApiDocument(core, rootApi, "openapi.json", policy, OpenApi::of);
        ApiDocument asyncApi = new ApiDocument(core, rootApi, "asyncapi.json", policy, AsyncApi::of);
        return List.of(new Route(PRIORITY, openApi.path, openApi), new Route(PRIORITY, asyncApi.path, asyncApi));
    }

    @Override
    public void handle(HttpExchange exchange) {
        if (!exchange.path().equals(path)) {
            exchange.decline();
            return;
        }
        Optional<HttpReply> refusal = origins.refusal(exchange);
        HttpMethod method = exchange.method();
        if (refusal.isPresent()) {
            exchange.respond(refusal.get());
        } else if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            answer(exchange);
        } else {
            exchange.respond(
                    method.equals(HttpMethod.OPTIONS) ? origins.options(exchange) : origins.notAllowed(method));
        }
    }

    private void answer(HttpExchange exchange) {
        CompletionStage<List<DescribedApi>> apis = PublicApis.describe(core.apis(), exchange.loop());
        apis.thenApplyAsync(this::reply, Thread::startVirtualThread).whenComplete((reply, failure) -> {
            if (failure == null) {
                exchange.respond(origins.opened(exchange, reply));
            } else {
                LOGGER.log(ERROR, exchange + ": the document cannot be made", failure);
                exchange.respond(HttpReply.of(HttpResponseStatus.INTERNAL_SERVER_ERROR));
            }
        });
    }

    private HttpReply reply(List<DescribedApi> apis) {
        Made made = last.get();
        if (made == null || !made.apis().equals(apis)) {
            Json document = maker.apply(new ApiCatalog(core.name(), VERSION, rootApi, apis));
            made = new Made(apis, document.compact().getBytes(UTF_8));
            last.set(made);
        }
        return HttpReply.json(HttpResponseStatus.OK, Unpooled.wrappedBuffer(made.text()))
                .with(HttpHeaderNames.CACHE_CONTROL, "no-cache");
    }
}
