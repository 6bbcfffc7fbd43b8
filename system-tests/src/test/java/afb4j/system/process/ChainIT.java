package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.client.AfbClient;
import afb4j.system.process.Chain.Way;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a client at the end of three binders has of the API that the first one owns.
final class ChainIT {

    private static final int COMERS = 25;

    private static Chain chain;

    @BeforeAll
    static void start() {
        chain = new Chain();
    }

    @AfterAll
    static void end() {
        chain.close();
    }

    private static HelloClient atEnd(Way way) {
        return HelloClient.at(chain.end(way));
    }

    private static HelloClient inSession(String sockspec, String uuid) {
        return HelloClient.at(sockspec, client -> client.session(uuid));
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Json value(String text) {
        return Json.object().put("value", text).build();
    }

    // ---- sessions

    // S-02, S-32, W-50, W-51, W-55
    @ParameterizedTest
    @EnumSource(Way.class)
    void sessionIsOneForAllWhoNameItWhereverTheyConnect(Way way) {
        String uuid = unique("one");
        try (HelloClient end = inSession(chain.end(way), uuid);
                HelloClient relay = inSession(chain.relay(), uuid);
                HelloClient owner = inSession(chain.owner(), uuid);
                HelloClient other = inSession(chain.end(way), unique("other"));
                HelloClient nobody = atEnd(way)) {
            assertThat(end.result("setctx", value("from the end"))).isEqualTo(value("from the end"));

            assertThat(relay.result("getctx", null)).isEqualTo(value("from the end"));
            assertThat(owner.result("getctx", null)).isEqualTo(value("from the end"));
            assertThat(owner.result("setctx", value("from the owner"))).isEqualTo(value("from the owner"));
            assertThat(end.result("getctx", null)).isEqualTo(value("from the owner"));
            assertThat(other.result("getctx", null)).isEqualTo(Json.NULL); // S-60
            assertThat(nobody.result("getctx", null)).isEqualTo(Json.NULL);
        }
    }

    // W-53, W-55: it is that of the client's connection, not that of the relay's
    @ParameterizedTest
    @EnumSource(Way.class)
    void clientsWithoutSessionHaveOneEachThroughTheWholeChain(Way way) {
        try (HelloClient one = atEnd(way);
                HelloClient other = atEnd(way)) {
            one.result("setctx", value("mine"));

            assertThat(one.result("getctx", null)).isEqualTo(value("mine"));
            assertThat(other.result("getctx", null)).isEqualTo(Json.NULL);
            assertThat(one.result("my-info", null).member("uuid"))
                    .isNotEqualTo(other.result("my-info", null).member("uuid"));
        }
    }

    // S-50, W-54: the verb closes the session of the owner; the uuid stands for a new one
    @ParameterizedTest
    @EnumSource(Way.class)
    void sessionThatIsClosedIsEmptyAfterwards(Way way) {
        try (HelloClient end = inSession(chain.end(way), unique("closed"))) {
            end.result("setctx", value("old"));
            end.result("close", null);

            assertThat(end.result("getctx", null)).isEqualTo(Json.NULL);
        }
    }

    // W-52, W-54: each relay drops what its client has dropped
    @ParameterizedTest
    @EnumSource(Way.class)
    void sessionEndsAtTheOwnerWhenItsLastClientLeavesTheEnd(Way way) {
        String uuid = unique("left");
        try (HelloClient end = inSession(chain.end(way), uuid)) {
            end.result("setctx", value("until I leave"));
        }

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            try (HelloClient owner = inSession(chain.owner(), uuid)) {
                assertThat(owner.result("getctx", null)).isEqualTo(Json.NULL);
            }
        });
    }

    // ---- who calls

    // W-58, W-59, W-60, S-05
    @ParameterizedTest
    @EnumSource(Way.class)
    void ownerKnowsTheProcessAtTheEndAndItsSession(Way way) {
        String uuid = unique("info");
        try (HelloClient end = inSession(chain.end(way), uuid);
                HelloClient owner = inSession(chain.owner(), uuid)) {
            Json info = end.result("my-info", null);

            assertThat(info).isEqualTo(owner.result("my-info", null));
            assertThat(info.member("pid").orElseThrow().asLong())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(info.member("uuid")).contains(Json.of(uuid));
        }
    }

    // W-58: over TCP nobody is known, so there is nobody to speak for
    @Test
    void processOfTcpClientIsNotKnown() {
        try (HelloClient tcp = inSession(chain.relay(), "tcp-client");
                HelloClient end = inSession(chain.end(Way.TCP), "tcp-client")) {
            assertThat(tcp.result("my-info", null).members()).containsEntry("uuid", Json.of("tcp-client"));
            assertThat(tcp.result("my-info", null).member("pid"))
                    .isNotEqualTo(end.result("my-info", null).member("pid"));
        }
    }

    // W-56, W-57, S-51, B-31: the beginning of a token is another token
    @ParameterizedTest
    @EnumSource(Way.class)
    void tokenIsCheckedByTheOwner(Way way) {
        assertThat(tokenCheck(way, client -> client.token(Chain.TOKEN))).isEqualTo(Status.SUCCESS);
        assertThat(tokenCheck(way, UnaryOperator.identity())).isEqualTo(Status.INVALID_TOKEN);
        assertThat(tokenCheck(way, client -> client.token(""))).isEqualTo(Status.INVALID_TOKEN);
        assertThat(tokenCheck(way, client -> client.token(Chain.TOKEN.substring(0, 6))))
                .isEqualTo(Status.INVALID_TOKEN);
        assertThat(tokenCheck(way, client -> client.token(Chain.TOKEN + "x"))).isEqualTo(Status.INVALID_TOKEN);
    }

    private static Status tokenCheck(Way way, UnaryOperator<AfbClient.Builder> options) {
        try (HelloClient end = HelloClient.at(chain.end(way), options)) {
            return end.call("checktok", null).status();
        }
    }

    // S-54: levels of assurance are of the session at the owner
    @ParameterizedTest
    @EnumSource(Way.class)
    void levelOfAssuranceIsThatOfTheSession(Way way) {
        String uuid = unique("loa");
        try (HelloClient end = HelloClient.at(
                        chain.end(way), client -> client.session(uuid).token(Chain.TOKEN));
                HelloClient owner = inSession(chain.owner(), uuid)) {
            assertThat(end.call("has-loa-2", null).status()).isEqualTo(Status.INSUFFICIENT_SCOPE);
            end.result("set-loa", 2);

            assertThat(end.call("has-loa-2", null).status()).isEqualTo(Status.SUCCESS);
            assertThat(owner.call("has-loa-2", null).status()).isEqualTo(Status.SUCCESS);
            assertThat(end.call("has-loa-3", null).status()).isEqualTo(Status.INSUFFICIENT_SCOPE);
        }
    }

    // ---- events

    // S-27, W-70, W-71, W-72, W-76
    @ParameterizedTest
    @EnumSource(Way.class)
    void subscriptionReachesThroughTheChainAndEndsWithItsUnsubscription(Way way) {
        String event = unique("ev");
        try (HelloClient end = atEnd(way);
                HelloClient bystander = atEnd(way)) {
            end.add(event);
            end.push(event, "too early");
            end.run("eventsub", event);
            end.push(event, 1);
            end.push(event, "two");
            end.run("eventunsub", event);
            end.push(event, "too late");
            end.sync();

            assertThat(end.pushes()).containsExactly("hello/" + event + " 1", "hello/" + event + " \"two\"");
            bystander.sync();
            assertThat(bystander.pushes()).isEmpty();
        }
    }

    // W-74, S-26
    @ParameterizedTest
    @EnumSource(Way.class)
    void removalOfAnEventIsToldToTheEnd(Way way) {
        String event = unique("ev");
        try (HelloClient end = atEnd(way);
                HelloClient owner = HelloClient.at(chain.owner())) {
            owner.add(event);
            end.run("eventsub", event);
            owner.push(event, 1);
            owner.run("eventdel", event);

            await().atMost(Duration.ofSeconds(10)).until(() -> !end.removals().isEmpty());
            assertThat(end.pushes()).containsExactly("hello/" + event + " 1");
            assertThat(end.removals()).containsExactly("hello/" + event);
            assertThat(end.call("eventpush", Json.object().put("tag", event).build())
                            .status()
                            .name())
                    .isEqualTo("error");
        }
    }

    // W-72: subscriptions of one connection are not counted, but a relay has one connection for all its clients
    @ParameterizedTest
    @EnumSource(Way.class)
    void unsubscriptionOfOneClientLeavesTheOthersOfTheSameRelayTheirs(Way way) {
        String event = unique("ev");
        try (HelloClient stays = atEnd(way);
                HelloClient leaves = atEnd(way)) {
            stays.add(event);
            stays.run("eventsub", event);
            leaves.run("eventsub", event);
            try (HelloClient hangsUp = atEnd(way)) {
                hangsUp.run("eventsub", event);
                leaves.run("eventunsub", event);
            }
            leaves.sync();
            stays.sync();
            stays.push(event, "on");
            stays.sync();

            assertThat(stays.pushes()).containsExactly("hello/" + event + " \"on\"");
            assertThat(stays.removals()).isEmpty();
            leaves.sync();
            assertThat(leaves.pushes()).isEmpty();
        }
    }

    // W-73: where nobody listens any more, pushing stops at its source, and begins again
    @ParameterizedTest
    @EnumSource(Way.class)
    void subscriberThatCameBackHearsAgain(Way way) {
        String event = unique("ev");
        try (HelloClient owner = HelloClient.at(chain.owner())) {
            owner.add(event);
            try (HelloClient first = atEnd(way)) {
                first.run("eventsub", event);
                owner.push(event, 1);
                first.awaitPush("hello/" + event + " 1");
            }
            owner.push(event, "to nobody");
            try (HelloClient second = atEnd(way)) {
                second.run("eventsub", event);
                owner.push(event, 2);
                second.awaitPush("hello/" + event + " 2");
            }
        }
    }

    // W-71, W-73: one that leaves makes the relay refuse pushes, while the next one subscribes already
    @ParameterizedTest
    @EnumSource(Way.class)
    void subscribersThatComeAndGoHearWhatIsPushedAfterTheyHaveSubscribed(Way way) {
        String event = unique("ev");
        AtomicBoolean isOver = new AtomicBoolean();
        try (HelloClient owner = HelloClient.at(chain.owner());
                HelloClient noise = HelloClient.at(chain.owner())) {
            owner.add(event);
            Thread noisy = Thread.ofVirtual().start(() -> {
                while (!isOver.get()) {
                    noise.push(event, "noise");
                }
            });
            try {
                for (int n = 0; n < COMERS; n++) {
                    try (HelloClient comer = atEnd(way)) {
                        comer.run("eventsub", event);
                        owner.push(event, n);
                        comer.awaitPush("hello/" + event + " " + n);
                    }
                }
            } finally {
                isOver.set(true);
                assertThat(noisy.join(Duration.ofSeconds(10))).isTrue();
            }
        } catch (InterruptedException cause) {
            throw new AssertionError(cause);
        }
    }

    // W-77, W-78, S-29: the first wire has 9, each further one less; what comes twice is told once
    @ParameterizedTest
    @EnumSource(Way.class)
    void broadcastOfTheOwnerReachesTheEndOnceWithAHopLessForEachBinder(Way way) {
        String name = unique("all");
        try (HelloClient end = atEnd(way);
                HelloClient relay = HelloClient.at(chain.relay());
                HelloClient owner = HelloClient.at(chain.owner())) {
            end.sync();
            relay.sync();
            owner.broadcast(name, 1);
            owner.broadcast(name, "marker");
            end.awaitBroadcast("hello/" + name + " \"marker\"");
            relay.awaitBroadcast("hello/" + name + " \"marker\"");
            end.sync();

            assertThat(of(owner, name))
                    .satisfiesExactly(first -> assertThat(first).startsWith("hello/" + name + " 1 9 "));
            assertThat(of(relay, name))
                    .singleElement()
                    .asString()
                    .startsWith("hello/" + name + " 1 8 ")
                    .endsWith(uuid(of(owner, name).getFirst()));
            assertThat(of(end, name))
                    .singleElement()
                    .asString()
                    .startsWith("hello/" + name + " 1 7 ")
                    .endsWith(uuid(of(owner, name).getFirst()));
        }
    }

    private static List<String> of(HelloClient client, String name) {
        return client.broadcasts().stream()
                .filter(one -> one.startsWith("hello/" + name + " 1 "))
                .toList();
    }

    private static String uuid(String broadcast) {
        return broadcast.substring(broadcast.lastIndexOf(' '));
    }

    // ---- descriptions and replies

    // S-12, S-30, W-80, W-83
    @ParameterizedTest
    @EnumSource(Way.class)
    void descriptionIsThatOfTheOwner(Way way) {
        try (HelloClient end = atEnd(way);
                HelloClient owner = HelloClient.at(chain.owner())) {
            assertThat(end.client().describe()).isEqualTo(owner.client().describe());
            assertThat(end.client().describe().member("paths")).isPresent();
        }
    }

    // W-40, W-42: statuses and objects are relayed unchanged
    @ParameterizedTest
    @EnumSource(Way.class)
    void repliesAreThoseOfTheOwner(Way way) {
        try (HelloClient end = atEnd(way)) {
            assertThat(end.call("nope", null).status()).isEqualTo(Status.UNKNOWN_VERB);
            assertThat(end.call("mute", null).status()).isEqualTo(Status.NO_REPLY);
            Reply failure = end.call("eventsub", null);
            assertThat(failure.status().name()).isEqualTo("error");
            assertThat(failure.json()).isEqualTo(Json.parse("[null,\"failed\",\"bad arguments\"]"));
        }
    }
}
