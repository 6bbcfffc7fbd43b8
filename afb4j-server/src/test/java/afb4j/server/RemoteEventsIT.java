package afb4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.ApiContext;
import afb4j.api.Event;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import afb4j.client.AfbClient;
import afb4j.core.Visibility;
import afb4j.core.session.LiveSession;
import afb4j.server.BinderConfig.ImportSpec;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Sockspec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Events of an API that another binder serves.
@ExtendWith(ThreadLeaks.class)
final class RemoteEventsIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final AtomicReference<Event> speed = new AtomicReference<>();
    private final BlockingQueue<String> heardByApi = new LinkedBlockingQueue<>();

    private static Verb verb(String name, VerbHandler handler) {
        return Verb.named(name).nonBlocking().handler(handler);
    }

    private String at(String name) {
        return "unix:" + folder.resolve(name) + "?as-api=car";
    }

    /// A binder that owns the API.
    private Binder owner() {
        Api car = Api.builder("car")
                .start(api -> speed.set(api.event("speed")))
                .verb(verb("subscribe", request -> {
                    request.subscribe(speed.get());
                    request.reply();
                }))
                .verb(verb("unsubscribe", request -> {
                    request.unsubscribe(speed.get());
                    request.reply();
                }))
                .verb(verb("session", request -> request.reply(request.session().uuid())))
                .build();
        return Binder.builder().api(car).serve(at("car")).start();
    }

    /// A binder to which the API looks local.
    private Binder relay(Api watcher) {
        ImportSpec car = ImportSpec.eager(Sockspec.parse(at("car"), Sockspec.Role.CLIENT), Visibility.PUBLIC);
        return Binder.builder()
                .api(watcher)
                .remote(car.asRequired())
                .serve(at("relay"))
                .start();
    }

    private Api watcher() {
        return Api.builder("watcher")
                .start(api -> api.onEvent("car/*", (name, data) -> heardByApi.add(name)))
                .build();
    }

    private AfbClient client(BlockingQueue<String> heard) {
        return AfbClient.to(at("relay"))
                .onEvent((name, data) -> heard.add(name + " " + data.compact()))
                .connect();
    }

    private AfbClient client(BlockingQueue<String> heard, String session) {
        return AfbClient.to(at("relay"))
                .session(session)
                .onEvent((name, data) -> heard.add(name + " " + data.compact()))
                .connect();
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        return heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void reachSubscribersOfTheRelay() throws InterruptedException { // S-26, S-27, S-28
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Binder _ = owner();
                Binder _ = relay(watcher());
                AfbClient client = client(heard)) {
            assertThat(client.call("subscribe").status().isSuccess()).isTrue();

            assertThat(speed.get().push(80)).isOne();

            assertThat(next(heard)).isEqualTo("car/speed 80");
        }
    }

    @Test
    void goOnForOneSubscriberWhenAnotherLeaves() throws InterruptedException { // W-72: one connection, one subscriber
        BlockingQueue<String> leaving = new LinkedBlockingQueue<>();
        BlockingQueue<String> staying = new LinkedBlockingQueue<>();
        try (Binder _ = owner();
                Binder _ = relay(watcher());
                AfbClient first = client(leaving);
                AfbClient second = client(staying)) {
            first.call("subscribe");
            second.call("subscribe");

            first.call("unsubscribe");
            Awaitility.await().atMost(LIMIT).until(() -> speed.get().push(81) == 1);

            assertThat(next(staying)).isEqualTo("car/speed 81");
            assertThat(leaving).isEmpty();
        }
    }

    @RepeatedTest(30)
    void doNotReachWhoLeavesWhileOthersAreSubscribedAgain() throws InterruptedException { // W-72
        BlockingQueue<String> leaving = new LinkedBlockingQueue<>();
        BlockingQueue<String> staying = new LinkedBlockingQueue<>();
        try (Binder _ = owner();
                Binder _ = relay(watcher());
                AfbClient first = client(leaving);
                AfbClient second = client(leaving);
                AfbClient third = client(staying)) {
            first.call("subscribe");
            second.call("subscribe");
            third.call("subscribe");

            first.call("unsubscribe");
            second.call("unsubscribe");
            Awaitility.await().atMost(LIMIT).until(() -> speed.get().push(83) == 1);

            assertThat(next(staying)).isEqualTo("car/speed 83");
            second.call("session"); // what was pushed to it is there before the reply
            assertThat(leaving).isEmpty();
        }
    }

    @Test
    void areSubscribedAgainWhenTheLinkHasHealed() throws InterruptedException { // issue 4, item 7
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Binder owner = owner();
        try (Binder _ = relay(watcher());
                AfbClient client = client(heard)) {
            client.call("subscribe");

            owner.close();
            assertThat(next(heardByApi)).isEqualTo("car/disconnected");
            owner = owner();
            assertThat(next(heardByApi)).isEqualTo("car/connected");
            Awaitility.await().atMost(LIMIT).until(() -> speed.get().push(82) == 1);

            assertThat(next(heard)).isEqualTo("car/speed 82");
            assertThat(client.call("session").status().isSuccess()).isTrue();
        } finally {
            owner.close();
        }
    }

    /// Else the owner would keep the session of a client that is gone as long as the relay lives.
    @Test
    void areSubscribedAgainInNoSessionThatHasEnded() { // W-52
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Binder owner = owner();
        try (Binder relay = relay(watcher());
                AfbClient staying = client(heard, "staying")) {
            staying.call("subscribe");
            try (AfbClient leaving = client(heard, "leaving")) {
                leaving.call("subscribe");
            }
            Awaitility.await().atMost(LIMIT).until(() -> relay.core().sessions().size() == 1);

            owner.close();
            owner = owner();
            Awaitility.await().atMost(LIMIT).until(() -> speed.get().push(85) == 1);

            assertThat(owner.core().sessions().sessions().map(LiveSession::uuid))
                    .containsExactly("staying");
        } finally {
            owner.close();
        }
    }

    @Test
    void reachTheHandlersOfALocalApi() throws InterruptedException { // hello.md 4.3
        AtomicReference<ApiContext> context = new AtomicReference<>();
        Api watcher = Api.builder("watcher")
                .start(api -> {
                    context.set(api);
                    api.onEvent(
                            "car/speed",
                            (name, data) -> heardByApi.add(data.toJson().compact()));
                })
                .build();
        try (Binder _ = owner();
                Binder _ = relay(watcher)) {
            context.get().call("car", "subscribe", null);

            speed.get().push(83);
            assertThat(next(heardByApi)).isEqualTo("83");
            speed.get().broadcast(84); // S-29
            assertThat(next(heardByApi)).isEqualTo("84");
        }
    }
}
