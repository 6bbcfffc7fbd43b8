package afb4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Api;
import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.client.AfbClient;
import afb4j.core.BindingException;
import afb4j.core.BindingSpec;
import afb4j.core.CoreConfig;
import afb4j.core.NameTakenException;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.TransportException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A whole binder, called by a whole client over unix sockets.
@ExtendWith(ThreadLeaks.class)
final class BinderIT {

    private static final int LIMIT_SECONDS = 10;

    @TempDir
    Path folder;

    private final BlockingQueue<Request> kept = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);

    private Api api(String name) {
        return Api.builder(name)
                .verb(Verb.named("ping").nonBlocking().handler(request -> request.reply(request.json())))
                .verb("block", request -> {
                    kept.add(request);
                    release.await();
                    request.reply(Json.of("released"));
                })
                .verb("later", request -> {
                    request.defer();
                    kept.add(request);
                })
                .verb("silent", _ -> {})
                .verb("fault", _ -> {
                    throw new IllegalStateException("secret of the verb");
                })
                .build();
    }

    private String at(String name) {
        return "unix:" + folder.resolve(name) + "?as-api=demo";
    }

    private Request nextKept() throws InterruptedException {
        Request request = kept.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(request).as("a call within %d s", LIMIT_SECONDS).isNotNull();
        return request;
    }

    private static Reply await(CompletableFuture<Reply> reply) {
        return reply.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    // W-06
    @Test
    void servesAnApiAtSeveralSockets() {
        try (Binder binder = Binder.builder()
                        .api(api("demo"))
                        .serve(at("one"))
                        .serve("tcp:127.0.0.1:0/demo")
                        .start();
                AfbClient unix = AfbClient.connect(at("one"));
                AfbClient tcp = AfbClient.connect(binder.addresses().get(1).toString())) {
            assertThat(unix.call("ping", 1).json()).isEqualTo(Json.of(1));
            assertThat(tcp.call("ping", 2).json()).isEqualTo(Json.of(2));
        }
    }

    @Test
    void eachWayToEndACallHasItsStatus() { // W-41, W-42
        try (Binder binder = Binder.builder().api(api("demo")).serve(at("one")).start();
                AfbClient client = AfbClient.connect(at("one"))) {
            assertThat(binder.apis().find("demo")).isPresent();
            assertThat(client.call("nope").status()).isEqualTo(Status.UNKNOWN_VERB);
            assertThat(client.call("silent").status()).isEqualTo(Status.NO_REPLY);
            assertThat(client.call("fault")).isEqualTo(new Reply(Status.INTERNAL_ERROR, List.of(Json.NULL)));
        }
    }

    @Test
    void callThatIsNotAnsweredInTimeIsEndedByTheBinder() throws InterruptedException {
        try (Binder binder = Binder.builder()
                        .api(api("demo"))
                        .core(CoreConfig.DEFAULT.withCallTimeout(Duration.ofMillis(100)))
                        .serve(at("one"))
                        .start();
                AfbClient client = AfbClient.connect(at("one"))) {
            assertThat(binder.addresses()).hasSize(1);

            Reply blocked = client.call("block");
            Reply deferred = client.call("later");

            assertThat(blocked.status()).isEqualTo(Status.INTERNAL_ERROR.withInfo("no answer within 100 ms"));
            assertThat(deferred.status()).isEqualTo(Status.INTERNAL_ERROR.withInfo("no answer within 100 ms"));
            nextKept();
            nextKept().reply(Json.of("too late"));
            assertThat(client.call("ping", 1).json()).isEqualTo(Json.of(1));
        }
    }

    @Test
    void clientsOwnTimeLimitIsAnotherStatus() {
        try (Binder binder = Binder.builder()
                        .api(api("demo"))
                        .stopTimeout(Duration.ZERO)
                        .serve(at("one"))
                        .start();
                AfbClient client = AfbClient.to(at("one"))
                        .callTimeout(Duration.ofMillis(50))
                        .connect()) {
            assertThat(client.call("later").status()).isEqualTo(Status.TIMEOUT);
            assertThat(client.call("ping", 1).json()).isEqualTo(Json.of(1));
            assertThat(binder.addresses()).hasSize(1);
        }
    }

    @Test
    void relayMakesARemoteApiLookLocal() throws InterruptedException { // S-20, S-21, W-40
        try (Binder owner = Binder.builder().api(api("demo")).serve(at("owner")).start();
                Binder relay =
                        Binder.builder().remote(at("owner")).serve(at("relay")).start();
                AfbClient client = AfbClient.connect(at("relay"))) {
            CompletableFuture<Reply> later = client.callAsync("later", 1).toCompletableFuture();

            nextKept().reply(new Reply(Status.named("my-error").withInfo("my info"), List.of(Json.of(List.of(1)))));

            assertThat(await(later).status()).isEqualTo(Status.named("my-error").withInfo("my info"));
            assertThat(await(later).json()).isEqualTo(Json.of(List.of(1)));
            assertThat(client.call("nope").status()).isEqualTo(Status.UNKNOWN_VERB);
            assertThat(List.of(owner, relay))
                    .allSatisfy(binder -> assertThat(binder.addresses()).hasSize(1));
        }
    }

    @Test
    void relayAnswersWhileTheRemoteIsGoneAndFindsItAgain() { // W-90, W-99
        Binder owner = Binder.builder().api(api("demo")).serve(at("owner")).start();
        try (Binder relay =
                        Binder.builder().remote(at("owner")).serve(at("relay")).start();
                AfbClient client = AfbClient.connect(at("relay"))) {
            assertThat(relay.addresses()).hasSize(1);
            assertThat(client.call("ping", 1).json()).isEqualTo(Json.of(1));
            CompletableFuture<Reply> pending = client.callAsync("later", 1).toCompletableFuture();
            Awaitility.await().until(() -> !kept.isEmpty());

            owner.close();
            Reply whileGone = Awaitility.await()
                    .until(
                            () -> client.call("ping", 2),
                            reply -> !reply.status().isSuccess());
            try (Binder again =
                    Binder.builder().api(api("demo")).serve(at("owner")).start()) {
                assertThat(again.addresses()).hasSize(1);
                Reply afterwards = client.call("ping", 3);

                assertThat(whileGone.status().name()).isEqualTo("disconnected");
                assertThat(await(pending).status()).isEqualTo(Status.DISCONNECTED.withInfo("server hung up"));
                assertThat(afterwards.json()).isEqualTo(Json.of(3));
            }
        } finally {
            owner.close();
        }
    }

    @Test
    void stopRefusesNewCallsAndLetsRunningOnesEnd() throws Exception { // R22
        Binder binder = Binder.builder().api(api("demo")).serve(at("one")).start();
        try (AfbClient client = AfbClient.connect(at("one"))) {
            CompletableFuture<Reply> running = client.callAsync("block", 1).toCompletableFuture();
            nextKept();

            Thread stopper = Thread.ofVirtual().start(binder::close);
            Reply refused = Awaitility.await()
                    .until(
                            () -> client.call("ping", 2),
                            reply -> !reply.status().isSuccess());
            assertThat(running).isNotDone();
            release.countDown();

            assertThat(refused.status()).isEqualTo(Status.DISCONNECTED.withInfo("the binder is stopping"));
            assertThat(await(running).json()).isEqualTo(Json.of("released"));
            assertThat(stopper.join(Duration.ofSeconds(LIMIT_SECONDS))).isTrue();
            assertThat(folder.resolve("one")).doesNotExist();
        }
    }

    @Test
    void stopDoesNotWaitForEver() throws Exception {
        Binder binder = Binder.builder()
                .api(api("demo"))
                .stopTimeout(Duration.ofMillis(50))
                .serve(at("one"))
                .start();
        try (AfbClient client = AfbClient.connect(at("one"))) {
            CompletableFuture<Reply> running = client.callAsync("block", 1).toCompletableFuture();
            nextKept();

            binder.close();

            assertThat(await(running).status()).isEqualTo(Status.DISCONNECTED.withInfo("server hung up"));
        } finally {
            release.countDown();
        }
    }

    @Test
    void noAcceptedCallIsLostWhenTheBinderStopsUnderLoad() { // each is answered, or ends disconnected
        Binder binder = Binder.builder().api(api("demo")).serve(at("one")).start();
        try (AfbClient client = AfbClient.to(at("one")).once().connect()) {
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                replies.add(client.callAsync("ping", i).toCompletableFuture());
                if (i == 1000) {
                    Thread.ofVirtual().start(binder::close);
                }
            }

            assertThat(replies)
                    .allSatisfy(
                            reply -> assertThat(await(reply).status().name()).isIn("success", "disconnected"));
        } finally {
            binder.close();
        }
    }

    @Test
    void startFailsWithOneSentenceAndLeavesNothing() {
        assertThatExceptionOfType(BinderException.class)
                .isThrownBy(() -> Binder.builder().serve(at("one")).start())
                .withMessageContaining("there is no API demo, there are [monitor]"); // W-04
        assertThatExceptionOfType(NameTakenException.class)
                .isThrownBy(
                        () -> Binder.builder().api(api("demo")).api(api("demo")).start())
                .withMessageContaining("the name demo is taken");
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() ->
                        Binder.builder().binding(BindingSpec.parse("nobody")).start())
                .withMessageContaining("no binding is called nobody");
        try (Binder first = Binder.builder().api(api("demo")).serve(at("one")).start()) {
            assertThat(first.addresses()).hasSize(1);
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> Binder.builder()
                            .api(api("demo"))
                            .serve(at("two"))
                            .serve(at("one"))
                            .start())
                    .withMessageContaining("another server is listening there");
            assertThat(folder.resolve("two")).doesNotExist();
        }
    }

    @Test
    void blockingCallOnTheClientsOwnLoopIsRefused() throws InterruptedException {
        try (Binder binder = Binder.builder().api(api("demo")).serve(at("one")).start();
                AfbClient client = AfbClient.connect(at("one"))) {
            assertThat(binder.addresses()).hasSize(1);

            CompletableFuture<Throwable> failure = client.callAsync("later", 1)
                    .thenApply(_ -> client.call("ping", 2))
                    .handle((_, thrown) -> thrown)
                    .toCompletableFuture();
            nextKept().reply(); // not before the continuation is there: so it runs on the loop

            assertThat(failure.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join())
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("use callAsync");
        }
    }
}
