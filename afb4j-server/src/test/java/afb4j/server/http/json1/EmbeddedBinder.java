package afb4j.server.http.json1;

import afb4j.api.Api;
import afb4j.api.Event;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Verb;
import afb4j.core.BinderCore;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.SessionStore;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.transport.TransportConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A binder whose websockets are on embedded channels and on a loop that a test drives.
final class EmbeddedBinder implements AutoCloseable {

    static final Duration PING_INTERVAL = Duration.ofSeconds(30);
    static final Duration PONG_TIMEOUT = Duration.ofSeconds(20);

    final VirtualLoop loop = new VirtualLoop();
    final BinderCore core;
    final Json1Export export;

    /// Calls of `demo/later`, oldest first.
    final Deque<Request> kept = new ArrayDeque<>();

    private final List<EmbeddedBrowser> browsers = new ArrayList<>();

    EmbeddedBinder() {
        this(CoreConfig.DEFAULT, TransportConfig.DEFAULT);
    }

    EmbeddedBinder(CoreConfig config, TransportConfig transport) {
        core = new BinderCore("test", config, PermissionChecker.allowAll(), SessionStore.inMemory(), () -> loop);
        export = new Json1Export(core, new Json1Config(transport, PING_INTERVAL, PONG_TIMEOUT, 100));
        core.add(demo(), Visibility.PUBLIC);
        core.add(Api.builder("hidden").verb(echo()).build(), Visibility.PRIVATE);
        core.start();
        loop.runUntilIdle();
    }

    private static Verb echo() {
        return Verb.named("echo").nonBlocking().handler(request -> request.reply(request.json()));
    }

    private Api demo() {
        return Api.builder("demo")
                .verb(echo())
                .verb(Verb.named("later").nonBlocking().handler(request -> {
                    request.defer();
                    kept.add(request);
                }))
                .verb(Verb.named("nothing").nonBlocking().handler(_ -> {}))
                .verb(Verb.named("token")
                        .nonBlocking()
                        .handler(request ->
                                request.reply(request.token().map(Json::of).orElse(Json.NULL))))
                .verb(Verb.named("subscribe-tick").nonBlocking().handler(request -> {
                    request.subscribe(tick(request));
                    request.reply();
                }))
                .verb(Verb.named("unsubscribe-tick").nonBlocking().handler(request -> {
                    request.unsubscribe(tick(request));
                    request.reply();
                }))
                .verb(Verb.named("push-tick").nonBlocking().handler(request -> {
                    int listeners = tick(request).push(request.json());
                    request.reply(listeners);
                }))
                .verb(Verb.named("broadcast").nonBlocking().handler(request -> {
                    request.context().broadcast("demo/all", request.json());
                    request.reply();
                }))
                .build();
    }

    private static Event tick(Request request) {
        return request.context().events().stream()
                .findFirst()
                .orElseGet(() -> request.context().event("tick"));
    }

    /// Opens a websocket in a session of its own.
    EmbeddedBrowser browser() {
        return browser("session-" + browsers.size(), null);
    }

    EmbeddedBrowser browser(String uuid, @Nullable String token) {
        String name = "connection " + (browsers.size() + 1);
        EmbeddedBrowser browser = new EmbeddedBrowser(this, name, uuid, token, Optional.empty());
        browsers.add(browser);
        return browser;
    }

    /// Answers the oldest call of `demo/later`.
    void answer(Object value) {
        Request request = kept.remove();
        loop.run(() -> request.reply(Reply.ofResult(value)));
        loop.runUntilIdle();
    }

    @Override
    public void close() {
        CompletableFuture<Void> closed = export.close();
        loop.runUntilIdle();
        closed.join();
        core.close();
        loop.runUntilIdle();
        browsers.forEach(browser -> browser.channel.finishAndReleaseAll());
    }
}
