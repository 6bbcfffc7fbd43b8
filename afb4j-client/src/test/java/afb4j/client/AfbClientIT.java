package afb4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Address;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.RemoteEvent;
import afb4j.transport.peer.RemoteEventListener;
import afb4j.transport.peer.ReplyListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sessions, events and descriptions of a client, through all its connections.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class AfbClientIT {

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private PlayedApi api;

    @BeforeEach
    void listen() {
        api = new PlayedApi(new Address.Unix(folder.resolve("api").toString()));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private AfbClient.Builder client() {
        return AfbClient.to(api.listener.address())
                .retry(RetryPolicy.of(Duration.ofMillis(10)))
                .onEvent((name, data) -> heard.add(name + " " + data.text()));
    }

    private void lose(AfbClient client) {
        assertThat(client.call("leave").status()).isEqualTo(Status.DISCONNECTED.withInfo("server hung up"));
    }

    @Test
    void callsCarrySessionAndToken() { // S-32, W-52
        try (AfbClient client = client().session("mine").token("secret").connect()) {
            assertThat(client.call("who").json().asText()).isEqualTo("mine secret");
            lose(client);

            assertThat(client.call("who").json().asText()).isEqualTo("mine secret"); // S-25
        }
        await().until(() -> api.told.stream().filter("-mine"::equals).count() == 2);
    }

    @Test
    void sessionThatIsTooLongIsRefusedAtOnce() { // W-50
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client().session("u".repeat(37)))
                .withMessageContaining("has 37 bytes, the limit is 36");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void eventsAreHeardUntilUnsubscribed(Protocol protocol) { // W-70, W-72, L-05
        try (AfbClient client = client().protocol(protocol).connect()) {
            client.call("subscribe", 1);
            api.push(1, Json.of("one"));
            api.push(2, Json.of("two"));
            client.call("unsubscribe", 1);
            api.push(1, Json.of("three"));

            client.call("echo");

            assertThat(heard).containsExactly("api/e1 \"one\"");
        }
    }

    @Test
    void callsThatSubscribedAreMadeAgainOnANewConnection() { // W-99, S-25
        try (AfbClient client = client().connect()) {
            client.call("subscribe", 1);
            client.call("subscribe", 2);
            client.call("subscribe", 1);
            client.call("unsubscribe", 2);
            client.call("echo", 3);
            lose(client);
            api.told.clear();

            client.call("echo", 4); // waits for the connection
            api.push(1, Json.of("again"));
            api.push(2, Json.of("gone"));
            client.call("echo", 5);

            assertThat(api.told).contains("subscribe 1").doesNotContain("subscribe 2", "echo 3");
            assertThat(api.told.indexOf("subscribe 1")).isLessThan(api.told.indexOf("echo 4"));
            assertThat(heard).containsExactly("api/e1 \"again\"");
        }
    }

    @Test
    void eventThatWasRemovedIsNotAskedForAgain() { // W-74
        try (AfbClient client = client().connect()) {
            client.call("subscribe", 1);
            client.call("subscribe", 2);
            api.onNewest(peer -> peer.remove(PlayedApi.event(1)));
            client.call("echo", 3);
            lose(client);
            api.told.clear();

            client.call("echo", 4);

            assertThat(api.told).contains("subscribe 2").doesNotContain("subscribe 1");
        }
    }

    @Test
    void subscriptionThatIsRefusedOnceIsTriedAgainOnTheNextConnection(LogCapture logs) { // S-25
        logs.expect("call of \"subscribe\" did not subscribe again: forbidden");
        try (AfbClient client = client().connect()) {
            client.call("subscribe", 1);
            api.refuses = true;
            lose(client);
            client.call("echo", 1);
            api.refuses = false;
            lose(client);
            client.call("echo", 2);

            api.push(1, Json.of("back"));
            client.call("echo", 3);

            assertThat(heard).containsExactly("api/e1 \"back\"");
        }
    }

    @Test
    void pushesAreUnexpectedWhereNobodyListens() { // W-73
        try (AfbClient client = AfbClient.to(api.listener.address()).connect()) {
            client.call("subscribe", 1);

            api.push(1, Json.NULL);

            await().until(() -> api.told.contains("U1"));
        }
    }

    @Test
    void allThatHappensToEventsAndCallsCanBeHeard() { // W-71, W-97
        ReplyListener call = new ReplyListener() {
            @Override
            public void onReply(Reply reply) {
                heard.add("reply " + reply.status().name());
            }

            @Override
            public void onSubscribe(RemoteEvent event) {
                heard.add("subscribe " + event.id());
            }

            @Override
            public void onUnsubscribe(RemoteEvent event) {
                heard.add("unsubscribe " + event.id());
            }
        };
        RemoteEventListener events = new RemoteEventListener() {
            @Override
            public void onEventCreated(RemoteEvent event) {
                heard.add("create " + event.id() + ":" + event.name());
            }

            @Override
            public void onEventRemoved(RemoteEvent event) {
                heard.add("remove " + event.id());
            }
        };
        try (AfbClient client = client().events(events).connect()) {
            client.callAsync("subscribe", 1, call);
            client.callAsync("unsubscribe", 1, call).toCompletableFuture().join();
            client.call("echo");

            assertThat(heard)
                    .containsExactly(
                            "create 1:api/e1",
                            "subscribe 1",
                            "reply success",
                            "unsubscribe 1",
                            "remove 1",
                            "reply success");
        }
    }

    @Test
    void describesTheApi() { // W-80, S-30
        try (AfbClient client = client().connect()) {
            assertThat(client.describe()).isEqualTo(Json.of("described"));
            lose(client);
            assertThat(client.describe()).isEqualTo(Json.of("described"));
        }
    }

    @Test
    void callThatTakesTooLongIsToldOnce() {
        try (AfbClient client = client().callTimeout(Duration.ofMillis(50)).connect()) {
            Reply reply = client.callAsync(
                            "never",
                            Json.NULL,
                            value -> heard.add(value.status().name()))
                    .toCompletableFuture()
                    .join();
            assertThat(reply.status()).isEqualTo(Status.TIMEOUT);
        }

        assertThat(heard).containsExactly("timeout");
    }
}
