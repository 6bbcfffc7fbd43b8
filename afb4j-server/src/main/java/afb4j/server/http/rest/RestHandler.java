package afb4j.server.http.rest;

import afb4j.core.BinderCore;
import afb4j.core.RunningCalls;
import afb4j.sequencer.Loop;
import afb4j.server.http.CrossOrigin;
import afb4j.server.http.HttpExchange;
import afb4j.server.http.HttpHandler;
import afb4j.server.http.HttpReply;
import afb4j.server.http.Identity;
import afb4j.server.http.OriginPolicy;
import afb4j.server.http.Route;
import afb4j.server.http.body.Form;
import afb4j.server.http.body.FormListener;
import afb4j.server.http.body.FormReader;
import com.google.errorprone.annotations.ThreadSafe;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Calls of verbs: `/api/API/VERB` (http-and-wsj1.md 1.1 to 1.3). What is no such path is left to others.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class RestHandler implements HttpHandler {

    private static final String METHODS = "GET, HEAD, POST, OPTIONS";
    private static final String JSON = "application/json";

    private final BinderCore core;
    private final CrossOrigin origins;
    private final FormReader forms;
    private final String cookieEnd;

    /// The calls that run, by the loop they live on; each list is confined to its loop.
    private final Map<Loop, RunningCalls> running = new ConcurrentHashMap<>();

    /// @param core whose public APIs are called
    /// @param policy which pages may call
    /// @param forms reads the bodies that are forms
    /// @param isSecure whether the server speaks HTTPS
    public RestHandler(BinderCore core, OriginPolicy policy, FormReader forms, boolean isSecure) {
        this.core = core;
        this.origins = new CrossOrigin(policy, METHODS);
        this.forms = forms;
        long maxAge = core.config().sessions().timeout().toSeconds();
        this.cookieEnd = "; Path=/; Max-Age=" + maxAge + "; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "");
    }

    BinderCore core() {
        return core;
    }

    @Override
    public void handle(HttpExchange exchange) {
        Optional<Target> target =
                Target.parse(Route.rest(exchange.path(), exchange.config().rootApi()));
        if (target.isEmpty()) {
            exchange.decline();
            return;
        }
        Optional<HttpReply> refusal = origins.refusal(exchange);
        if (refusal.isPresent()) {
            exchange.respond(refusal.get());
            return;
        }
        HttpMethod method = exchange.method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            call(exchange, Input.ofQuery(target.get(), exchange));
        } else if (method.equals(HttpMethod.POST)) {
            post(exchange, target.get());
        } else if (method.equals(HttpMethod.OPTIONS)) {
            exchange.respond(origins.options(exchange));
        } else {
            exchange.respond(origins.notAllowed(method));
        }
    }

    // ---- arguments

    private void post(HttpExchange exchange, Target target) {
        String type = exchange.header(HttpHeaderNames.CONTENT_TYPE).orElse("");
        if (type.isEmpty()) {
            call(exchange, Input.ofQuery(target, exchange));
        } else if (type.toLowerCase(Locale.ROOT).contains(JSON)) {
            Optional<HttpReply> refusal = FormReader.refusal(exchange);
            if (refusal.isPresent()) {
                exchange.respond(refusal.get());
                return;
            }
            exchange.receive(
                    exchange.config().limits().maxBodyBytes(),
                    new JsonReceiver(exchange, json -> call(exchange, Input.of(target, json, exchange))));
        } else if (FormReader.isForm(type)) {
            forms.read(exchange, new FormCall(exchange, target));
        } else {
            exchange.respond(HttpReply.text(
                            HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                            "expected Content-Type: application/json, application/x-www-form-urlencoded or"
                                    + " multipart/form-data")
                    .with(HttpHeaderNames.ACCEPT, JSON));
        }
    }

    /// A call whose argument is a form, which is kept until the answer.
    private final class FormCall implements FormListener {

        private final HttpExchange exchange;
        private final Target target;

        private FormCall(HttpExchange exchange, Target target) {
            this.exchange = exchange;
            this.target = target;
        }

        @Override
        public void onForm(Form form) {
            exchange.connection().execute(() -> call(exchange, Input.of(target, form, exchange)));
        }

        @Override
        public void onRefused(HttpReply reply) {
            exchange.respond(reply);
        }
    }

    // ---- calls

    private void call(HttpExchange exchange, Input input) {
        Identity identity = Identity.of(exchange, input.form());
        Optional<HttpReply> refusal = identity.refusal();
        if (refusal.isPresent()) {
            input.over().run();
            exchange.respond(refusal.get());
            return;
        }
        RestCall call = new RestCall(this, exchange, identity, input);
        core.dispatcher().dispatchPublic(call);
        if (!call.isOver()) { // a non-blocking verb has answered already, as a rule
            runningOn(exchange.loop()).add(call, exchange.loop().nanoTime());
        }
    }

    private RunningCalls runningOn(Loop loop) {
        return running.computeIfAbsent(
                loop, key -> new RunningCalls(key, core.config().callTimeout()));
    }

    /// A call was answered. On its loop.
    void answered(RestCall call, HttpExchange exchange, Identity identity, HttpReply answer) {
        RunningCalls calls = runningOn(exchange.loop());
        if (calls.contains(call)) {
            calls.remove(call);
        }
        String cookie = exchange.connection().cookieName() + "=" + identity.uuid() + cookieEnd;
        answer.headers().add(HttpHeaderNames.SET_COOKIE, cookie);
        exchange.respond(origins.opened(exchange, answer));
    }
}
