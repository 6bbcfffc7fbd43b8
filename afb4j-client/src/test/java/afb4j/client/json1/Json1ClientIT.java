package afb4j.client.json1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.testkit.NoWarnings;
import afb4j.transport.TransportException;
import afb4j.transport.link.LinkState;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A client of the JSON websocket over real sockets (http-and-wsj1.md 3, 9).
@ExtendWith(NoWarnings.class)
@Timeout(60)
final class Json1ClientIT {

    private static final RetryPolicy SOON = RetryPolicy.of(Duration.ofMillis(20));

    private PlayedBinder binder;
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void play() throws IOException {
        binder = new PlayedBinder();
    }

    @AfterEach
    void end() {
        binder.close();
    }

    private Json1ClientBuilder client() {
        return Json1Client.to(binder.uri()).once();
    }

    @Test
    void callsAndGetsReplies() {
        try (Json1Client client = Json1Client.connect(binder.uri())) {
            assertThat(client.call("a", "echo", Json.parse("{\"x\":[1,\"é\"]}")))
                    .satisfies(reply -> {
                        assertThat(reply.status()).isEqualTo(Status.SUCCESS);
                        assertThat(reply.json()).isEqualTo(Json.parse("{\"x\":[1,\"é\"]}"));
                    });
            assertThat(client.call("a", "fail").status()).isEqualTo(Status.NO_ITEM);
            assertThat(client.state()).isInstanceOf(LinkState.Ready.class);
        }
        assertThat(binder.requests).containsExactly("GET /api HTTP/1.1");
        assertThat(binder.received).endsWith("close 1000");
    }

    @Test
    void hasManyCallsUnderWayAndGivesEachItsOwnReply() {
        try (Json1Client client = client().connect()) {
            List<CompletableFuture<Reply>> replies = IntStream.range(0, 2_000)
                    .mapToObj(i -> client.callAsync("a", "echo", i).toCompletableFuture())
                    .toList();

            assertThat(replies.stream().map(reply -> reply.join().json().asInt()))
                    .containsExactlyElementsOf(IntStream.range(0, 2_000).boxed().toList());
        }
    }

    @Test
    void putsFragmentsTogetherAndAnswersPings() { // P15
        try (Json1Client client = client().connect()) {
            assertThat(client.call("a", "parts").json()).isEqualTo(Json.of("é"));
        }
        assertThat(binder.received).contains("pong");
    }

    @Test
    void takesMessagesUpToTheLimitAndNoLongerOnes() {
        try (Json1Client client = client().maxMessageBytes(200_000).connect()) {
            assertThat(client.call("a", "long", 190_000).json().asText()).hasSize(190_000);

            assertThat(client.call("a", "long", 250_000).status())
                    .isEqualTo(Status.DISCONNECTED.withInfo("server hung up"));
            await().until(() -> !(client.state() instanceof LinkState.Ready)); // calls are answered first
            assertThat(client.state())
                    .isInstanceOfSatisfying(
                            LinkState.Exhausted.class,
                            state -> assertThat(state.cause()).hasMessage("a message is longer than 200000 bytes"));
        }
        assertThat(binder.received).contains("close 1009");
    }

    @ParameterizedTest
    @CsvSource({"binary, close 1003", "garbled, close 1007", "reserved, close 1002"})
    void refusesWhatIsNoText(String verb, String close) {
        try (Json1Client client = client().connect()) {
            assertThat(client.call("a", verb).status()).isEqualTo(Status.DISCONNECTED.withInfo("server hung up"));
        }
        assertThat(binder.received).contains(close);
    }

    @Test
    void noticesTheEndRightBehindAReply() {
        try (Json1Client client = client().connect()) {
            assertThat(client.call("a", "last", 1).json()).isEqualTo(Json.of(1));
            await().until(() -> !(client.state() instanceof LinkState.Ready));
        }
    }

    @Test
    void sendsTextsOfMoreThanOneBufferWhole() {
        String big = "é".repeat(100_000);
        try (Json1Client client = client().connect()) {
            assertThat(client.call("a", "echo", big).json().asText()).isEqualTo(big);
        }
    }

    @Test
    void hearsEventsBeforeTheReplyOfTheVerbThatPushedThem() { // http-and-wsj1.md 3.5
        Json1ClientBuilder builder = client().onEvent((name, data) -> told.add(name + " " + data))
                .onEvent("radio/news", data -> told.add("named " + data))
                .onEachConnection("a", "event", "first/event");
        try (Json1Client client = builder.connect()) {
            client.callAsync("a", "event", "radio/news")
                    .thenAccept(_ -> told.add("reply"))
                    .toCompletableFuture()
                    .join();
        }
        assertThat(told).containsExactly("first/event {\"n\":1}", "radio/news {\"n\":1}", "named {\"n\":1}", "reply");
    }

    @Test
    void answersCallsOfTheBinderUnimplemented() {
        Json1Listener listener = new Json1Listener() {
            @Override
            public void onCall(String api, String verb, Json argument) {
                told.add(api + "/" + verb + " " + argument);
            }
        };
        try (Json1Client client = client().listener(listener).connect()) {
            client.call("a", "ask");
        }
        assertThat(told).containsExactly("of/client 7");
        assertThat(binder.received).contains("[4,\"q\",\"unimplemented\"]");
    }

    @Test
    void comesWithSessionAndTokenAndReplacesTheToken() {
        try (Json1Client client = client().session("S 1").token("T&1").connect()) {
            client.token("T2");
            client.call("a", "echo", 1);
            client.call("a", "echo", 2);
        }
        assertThat(binder.requests).containsExactly("GET /api?uuid=S+1&token=T%261 HTTP/1.1");
        assertThat(binder.received).startsWith("[2,\"1\",\"a/echo\",1,\"T2\"]", "[2,\"2\",\"a/echo\",2]");
    }

    @ParameterizedTest
    @CsvSource({"leave, it hung up with 1001 bye", "cut, it hung up without a word"})
    void answersPendingCallsOnceWhenTheBinderHangsUp(String verb, String why) {
        CompletableFuture<LinkState> exhausted = new CompletableFuture<>();
        Json1ClientBuilder builder = client().onState(state -> {
            if (state instanceof LinkState.Exhausted) {
                exhausted.complete(state);
            }
        });
        try (Json1Client client = builder.connect()) {
            CompletionStage<Reply> pending = client.callAsync("a", "never", null);
            CompletionStage<Json1Reply> last = client.exchange("a", verb, null);

            assertThat(pending.toCompletableFuture().join().status())
                    .isEqualTo(Status.DISCONNECTED.withInfo("server hung up"));
            assertThat(last.toCompletableFuture().join().envelope().text())
                    .isEqualTo("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"disconnected\",\"code\":-15,"
                            + "\"info\":\"server hung up\"}}");
            assertThat(exhausted.join())
                    .isInstanceOfSatisfying(
                            LinkState.Exhausted.class,
                            state -> assertThat(state.cause()).hasMessage(why));
            assertThat(client.call("a", "echo", 1).status().code()).isEqualTo(Status.DISCONNECTED.code());
        }
    }

    @Test
    void connectsAgainAndSendsWhatWaited() throws IOException {
        int port = binder.port();
        try (Json1Client client = Json1Client.to(binder.uri())
                .retry(SOON)
                .onEachConnection("a", "echo", "hello again")
                .connect()) {
            binder.close();
            await().until(() -> !(client.state() instanceof LinkState.Ready));
            CompletionStage<Reply> waits = client.callAsync("a", "echo", 5);
            binder = new PlayedBinder(ServerSocketFactory.getDefault(), port);

            assertThat(waits.toCompletableFuture().join().json()).isEqualTo(Json.of(5));
            assertThat(binder.received).first().asString().contains("hello again");
        }
    }

    @Test
    void endsCallsAtTheirTimeLimit() {
        try (Json1Client client = client().callTimeout(Duration.ofMillis(50)).connect()) {
            assertThat(client.call("a", "never").status()).isEqualTo(Status.TIMEOUT);
        }
    }

    @Test
    void sendsWhatWasGivenBeforeItIsClosed() {
        Json1Client client = client().connect();
        client.sendEvent("my/event", Json.parse("{\"x\":1}"));
        CompletionStage<Reply> pending = client.callAsync("a", "never", null);

        client.close();
        client.close();

        assertThat(binder.received)
                .containsExactly("[5,\"my/event\",{\"x\":1}]", "[2,\"1\",\"a/never\",null]", "close 1000");
        assertThat(pending.toCompletableFuture().join().status()).isEqualTo(Status.DISCONNECTED);
        assertThat(client.call("a", "echo").status().code()).isEqualTo(Status.DISCONNECTED.code());
    }

    @Test
    void refusesWhatCannotWork() {
        try (Json1Client client = client().connect()) {
            assertThatIllegalArgumentException().isThrownBy(() -> client.call("a/b", "c"));
            assertThatIllegalArgumentException().isThrownBy(() -> client.call("a", ""));
            CompletableFuture<Void> onLoop = client.callAsync("a", "echo", 1)
                    .thenAccept(_ -> {
                        assertThatIllegalStateException().isThrownBy(() -> client.call("a", "echo"));
                        assertThatIllegalStateException().isThrownBy(client::close);
                    })
                    .toCompletableFuture();
            assertThat(onLoop).succeedsWithin(Duration.ofSeconds(10));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> client().session("x".repeat(37)));
    }

    private void assertFails(String uri, String why) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> Json1Client.to(uri)
                        .connectTimeout(Duration.ofSeconds(5))
                        .connect())
                .withMessageStartingWith("connection to " + uri + " failed: ")
                .withMessageContaining(why);
    }

    @Test
    void saysWhereNobodyListens() throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        assertFails("localhost:" + free + "/api", "Connection refused: check host and port");
        assertFails("no-such-host.invalid:1/api", "the host no-such-host.invalid is not known");
    }

    @ParameterizedTest
    @CsvSource({
        "403 Forbidden, the binder refused this client (403)",
        "404 Not Found, there is no JSON websocket at /api (404)",
        "412 Precondition Failed, x-afb-ws-json1 is not spoken there (412)",
        "426 Upgrade Required, another version of the websocket protocol is wanted there (426)",
        "503 Service Unavailable, the binder has no room for another client (503)",
        "500 Internal Server Error, HTTP status 500"
    })
    void saysWhyTheBinderRefused(String status, String why) {
        binder.refusal = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

        assertFails(binder.uri(), why);
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "''"})
    void saysThatThereIsNoHttp(String answer) {
        binder.refusal = answer + "\r\n\r\n";

        assertFails(binder.uri(), "there is no HTTP at localhost:" + binder.port());
    }

    @Test
    void saysThatTheProtocolWasNotChosen() {
        binder.refusal = String.join(
                "\r\n",
                "HTTP/1.1 101 Switching Protocols",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Accept: x",
                "",
                "");

        assertFails(binder.uri(), "is it a binder?");
    }
}
