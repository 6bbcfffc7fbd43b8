package afb4j.server.http.json1;

import afb4j.api.Api;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.api.Verb;
import afb4j.core.BinderCore;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.core.security.PermissionQuestion;
import afb4j.core.session.SessionStore;
import afb4j.server.http.HttpServer;
import afb4j.server.http.OriginPolicy;
import afb4j.server.http.Route;
import afb4j.server.http.config.HttpConfig;
import afb4j.transport.Address;
import afb4j.transport.TransportConfig;
import afb4j.transport.netty.NettyNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A binder that listens for websockets, and nothing else, on a port and a unix socket.
final class WebBinder implements AutoCloseable {

    static final int MAX_WEBSOCKETS = 20;

    private static final int LIMIT_SECONDS = 10;

    private final NettyNetwork network;
    private final BinderCore core;
    private final Json1Export export;
    private final HttpServer server;
    private final Queue<PermissionQuestion> asked = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Request> kept = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);

    private WebBinder(Path folder, CoreConfig config, Json1Config json1) {
        network = NettyNetwork.open(json1.transport());
        // a machine with much to do may halt a loop for longer than a verb should
        CoreConfig patient = config.withSlowVerb(Duration.ofMinutes(1));
        core = new BinderCore("test", patient, this::isGranted, SessionStore.inMemory(), network::loop);
        core.add(demo(), Visibility.PUBLIC);
        core.add(Api.builder("hidden").verb(echo()).build(), Visibility.PRIVATE);
        core.start();
        export = new Json1Export(core, json1);
        HttpConfig http = HttpConfig.builder()
                .listen(new Address.Tcp("localhost", 0))
                .listen(new Address.Unix(folder.resolve("web").toString()))
                .build();
        Json1Upgrade upgrade = new Json1Upgrade(export, new OriginPolicy(List.of()));
        server = new HttpServer(network, http, List.of(new Route(20, "/api", upgrade)), Optional.empty());
        server.listen();
    }

    static WebBinder start(Path folder) {
        return start(folder, CoreConfig.DEFAULT, TransportConfig.DEFAULT);
    }

    static WebBinder start(Path folder, CoreConfig config, TransportConfig transport) {
        Duration never = Duration.ofHours(1);
        return new WebBinder(folder, config, new Json1Config(transport, never, never, MAX_WEBSOCKETS));
    }

    static WebBinder start(Path folder, Duration pingInterval, Duration pongTimeout) {
        return new WebBinder(
                folder,
                CoreConfig.DEFAULT,
                new Json1Config(TransportConfig.DEFAULT, pingInterval, pongTimeout, MAX_WEBSOCKETS));
    }

    private boolean isGranted(PermissionQuestion question) {
        asked.add(question);
        return false;
    }

    private static Verb echo() {
        return Verb.named("echo").nonBlocking().handler(request -> request.reply(request.json()));
    }

    private Api demo() {
        return Api.builder("demo")
                .verb(echo())
                .verb("later", request -> {
                    request.defer();
                    kept.add(request);
                })
                .verb("block", request -> {
                    kept.add(request);
                    release.await();
                    request.reply(Json.of("released"));
                })
                .verb("set", request -> {
                    request.session().value(request.json());
                    request.reply();
                })
                .verb("get", request -> request.reply(request.session().value().orElse(Json.NULL)))
                .verb("token", request -> request.reply(Json.of(request.token().orElse(null))))
                .verb(Verb.named("guarded")
                        .guard(Guard.permission("urn:demo:guarded"))
                        .handler(Request::reply))
                .verb("ask-hidden", request -> request.reply(request.call("hidden", "echo", request.json())))
                .verb("subscribe", request -> {
                    request.subscribe(tick(request));
                    request.reply();
                })
                .verb("push", request -> request.reply(tick(request).push(request.json())))
                .verb("push-many", request -> {
                    Event tick = tick(request);
                    int listeners = 0;
                    for (int i = 0; i < request.json().asInt(); i++) {
                        listeners = tick.push(i);
                    }
                    request.reply(listeners);
                })
                .build();
    }

    private static Event tick(Request request) {
        synchronized (request.context()) {
            return request.context().events().stream()
                    .findFirst()
                    .orElseGet(() -> request.context().event("tick"));
        }
    }

    Address tcp() {
        return server.addresses().getFirst();
    }

    Address unix() {
        return server.addresses().getLast();
    }

    String cookieName() {
        return tcp() instanceof Address.Tcp(String _, int port) ? "x-afb-uuid-" + port : "";
    }

    BinderCore core() {
        return core;
    }

    Json1Export export() {
        return export;
    }

    /// The questions about permissions so far.
    Queue<PermissionQuestion> asked() {
        return asked;
    }

    /// Waits for the next call of `demo/later` or `demo/block`.
    Request nextKept() throws InterruptedException {
        Request request = kept.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("expected a call within " + LIMIT_SECONDS + " s");
        }
        return request;
    }

    /// Answers all calls of `demo/later` that wait, and says how many there were.
    int answerAll() {
        int answered = 0;
        for (Request request = kept.poll(); request != null; request = kept.poll()) {
            request.reply();
            answered++;
        }
        return answered;
    }

    /// Lets calls of `demo/block` go on.
    void release() {
        release.countDown();
    }

    /// Stops as a binder does.
    @Override
    public void close() {
        server.closeListeners();
        await(export.drain());
        core.stop();
        core.sessions().close();
        await(export.close());
        await(server.close());
        core.close();
        network.close();
    }

    private static void await(CompletableFuture<Void> done) {
        try {
            done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException cause) {
            throw new AssertionError("calls or connections are left", cause);
        } catch (InterruptedException | java.util.concurrent.ExecutionException cause) {
            throw new AssertionError(cause);
        }
    }
}
