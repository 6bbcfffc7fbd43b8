package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Status;
import afb4j.system.process.Chain.Way;
import afb4j.transport.peer.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients of all years at the same socket, at the end of three binders that speak v1 to each other.
final class ChainDialectsIT {

    private static Chain chain;

    @BeforeAll
    static void start() {
        chain = new Chain();
    }

    @AfterAll
    static void end() {
        chain.close();
    }

    private static HelloClient at(String sockspec, Protocol protocol, String session) {
        return HelloClient.at(sockspec, client -> client.protocol(protocol).session(session));
    }

    private static HelloClient atEnd(Protocol protocol) {
        return at(chain.end(Way.ABSTRACT), protocol, protocol + "-client");
    }

    private static Map<Protocol, HelloClient> oneOfEach() {
        Map<Protocol, HelloClient> clients = new EnumMap<>(Protocol.class);
        for (Protocol protocol : Protocol.values()) {
            clients.put(protocol, atEnd(protocol));
        }
        return clients;
    }

    // 5.4, L-02, L-20, W-50
    @ParameterizedTest
    @EnumSource(Protocol.class)
    void callsSessionsAndCredentialsAreTheSameInEachDialect(Protocol protocol) {
        Json value = Json.object().put("year", protocol.name()).build();
        try (HelloClient end = atEnd(protocol);
                HelloClient owner = at(chain.owner(), Protocol.WSAPI, protocol + "-client")) {
            end.result("setctx", value);

            assertThat(owner.result("getctx", null)).isEqualTo(value);
            assertThat(end.result("my-info", null)).isEqualTo(owner.result("my-info", null));
            assertThat(end.call("nope", null).status().name()).isEqualTo(Status.UNKNOWN_VERB.name());
            assertThat(end.client().describe()).isEqualTo(owner.client().describe());
        }
    }

    // L-05, W-70, W-72, W-74, W-77, L-21
    @Test
    void oneEventReachesClientsOfAllYearsUntilTheyLeaveOrItEnds() {
        Map<Protocol, HelloClient> clients = oneOfEach();
        String event = "ev-" + UUID.randomUUID().toString().substring(0, 8);
        try (HelloClient owner = HelloClient.at(chain.owner())) {
            owner.add(event);
            clients.values().forEach(client -> client.run("eventsub", event));
            owner.push(event, 1);
            clients.values().forEach(HelloClient::sync);
            clients.get(Protocol.LEGACY_2018).run("eventunsub", event);
            clients.get(Protocol.WSAPI).run("eventunsub", event);
            clients.values().forEach(HelloClient::sync);
            owner.push(event, 2);
            owner.broadcast(event, "all");
            clients.values().forEach(client -> client.awaitBroadcast("hello/" + event + " \"all\""));
            owner.run("eventdel", event);

            clients.forEach((protocol, client) -> {
                client.sync();
                boolean left = protocol == Protocol.LEGACY_2018 || protocol == Protocol.WSAPI;
                assertThat(client.pushes()).as("%s", protocol).isEqualTo(pushes("hello/" + event, left ? 1 : 2));
                assertThat(client.broadcasts())
                        .filteredOn(one -> one.startsWith("hello/" + event))
                        .as("%s", protocol)
                        .hasSize(1);
                assertThat(client.removals()).as("%s", protocol).containsExactly("hello/" + event);
            });
        } finally {
            clients.values().forEach(HelloClient::close);
        }
    }

    private static List<String> pushes(String event, int count) {
        List<String> pushes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            pushes.add(event + " " + i);
        }
        return pushes;
    }

    // S-03: who speaks a dialect without tokens is trusted at the owner; a relay can only pass on what it got
    @Test
    void tokenIsNotAskedOfLegacyClientsOfTheOwnerItself() {
        try (HelloClient owner = at(chain.owner(), Protocol.LEGACY_2017, "legacy");
                HelloClient end = atEnd(Protocol.LEGACY_2017)) {
            assertThat(owner.call("checktok", null).status().isSuccess()).isTrue();
            assertThat(end.call("checktok", null).status().name()).isEqualTo(Status.INVALID_TOKEN.name());
        }
    }

    // L-01, L-03: by the letter
    @Test
    void frameOf2017IsAnsweredAsIn2017NextToFramesOfV1() throws IOException {
        try (ScriptedClient old = ScriptedClient.connect(chain.endFile(Way.TCP));
                ScriptedClient young = ScriptedClient.connect(chain.endFile(Way.TCP))) {
            young.send(WireMessage.call(7, "ping", "[1]"));
            old.send(WireMessage.of('C')
                    .u32(0xfedcba98)
                    .text("success")
                    .text("session-of-2017")
                    .text("null")
                    .bytes());
            byte[] v1 = young.receive();

            assertThat(old.receive())
                    .isEqualTo(WireMessage.of('T')
                            .u32(0xfedcba98)
                            .text("")
                            .text("null")
                            .bytes());
            assertThat(v1[0]).isEqualTo((byte) 'k');
            assertThat(WireMessage.idOf(v1)).isEqualTo(7);
        }
    }
}
