package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.testkit.NoWarnings;
import afb4j.transport.peer.Protocol;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a client makes of the events of its server, in each protocol.
@ExtendWith(NoWarnings.class)
final class ClientEventsTest {

    private static final UUID BROADCAST = new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L);
    private static final byte[] BROADCAST_BYTES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    private final PlayedClient client = new PlayedClient(Protocol.WSAPI);

    private static Bytes created(int id, String name) {
        return Bytes.of('E').u16(id).str(name);
    }

    private static Bytes pushed(int id, String data) {
        return Bytes.of('P').u16(id).str(data);
    }

    private static Bytes legacy(char code, int id, String name) {
        return Bytes.of(code).u32(id).str(name);
    }

    private static Bytes legacy(char code, int callId, int id, String name) {
        return Bytes.of(code).u32(callId).u32(id).str(name);
    }

    private static Bytes success(int callId) {
        return Bytes.of('k').u16(callId).none().none().str("null");
    }

    @Test
    void subscriptionIsTheRequestersOfThePendingCall() { // W-71, S-27
        client.call("one");
        client.call("two");

        client.receive(
                created(7, "a/e"),
                Bytes.of('X').u16(2).u16(7),
                Bytes.of('x').u16(1).u16(7),
                success(2),
                success(1));

        assertThat(client.told)
                .containsExactly(
                        "created 7:a/e",
                        "two subscribe 7:a/e",
                        "one unsubscribe 7:a/e",
                        "two reply success",
                        "one reply success");
    }

    @Test
    void subscriptionAfterTheReplyOrToAnUnknownEventIsIgnored() { // W-71
        client.call("one");

        client.receive(
                Bytes.of('X').u16(1).u16(7), // before the event
                created(7, "a/e"),
                Bytes.of('X').u16(1).u16(8),
                Bytes.of('x').u16(1).u16(8),
                Bytes.of('X').u16(2).u16(7), // no such call
                success(1),
                Bytes.of('X').u16(1).u16(7),
                Bytes.of('x').u16(1).u16(7));

        assertThat(client.told).containsExactly("created 7:a/e", "one reply success");
        assertThat(client.connection.open).isTrue();
    }

    @Test
    void pushReachesTheOwnerInTheOrderOfTheWire() { // W-97, S-28
        client.call("one");

        client.receive(created(7, "a/e"), pushed(7, "1"), success(1), pushed(7, "{bad"));

        assertThat(client.told)
                .containsExactly("created 7:a/e", "push 7:a/e 1", "one reply success", "push 7:a/e \"{bad\"");
        assertThat(client.sent()).hasSize(1); // the call
    }

    @Test
    void pushThatNobodyWantsIsReportedAndTheEventStaysUntilItIsRemoved() { // W-73
        client.wants = false;

        client.receive(created(7, "a/e"), pushed(7, "1"), pushed(8, "2"));
        client.wants = true;
        client.receive(pushed(7, "3"), Bytes.of('e').u16(7), pushed(7, "4"));

        assertThat(client.told).containsExactly("created 7:a/e", "push 7:a/e 1", "push 7:a/e 3", "removed 7:a/e");
        assertThat(client.sent())
                .containsExactly(
                        Bytes.of('U').u16(7).text(),
                        Bytes.of('U').u16(8).text(),
                        Bytes.of('U').u16(7).text());
    }

    @Test
    void unwantedPushOfAServerThatDoesNotReadIsNotReported() { // D5
        client.connection.outboundBytes = Long.MAX_VALUE;

        client.receive(pushed(8, "2"));

        assertThat(client.sent()).isEmpty();
    }

    @Test
    void sameEventAgainChangesNothingAndAnotherOneTakesItsPlace() { // W-75
        client.receive(created(7, "a/e"), created(7, "a/e"), created(7, "a/other"), pushed(7, "1"));

        assertThat(client.told)
                .containsExactly("created 7:a/e", "removed 7:a/e", "created 7:a/other", "push 7:a/other 1");
    }

    @Test
    void removalOfAnUnknownEventIsIgnored() { // W-74, S-26
        client.receive(
                created(7, "a/e"),
                Bytes.of('e').u16(8),
                Bytes.of('e').u16(7),
                Bytes.of('e').u16(7));

        assertThat(client.told).containsExactly("created 7:a/e", "removed 7:a/e");
    }

    @Test
    void anyIdAndAnyNameWillDo() { // W-39, W-79
        client.receive(created(0, ""), created(0xffff, "no slash"), pushed(0, "1"));

        assertThat(client.told).containsExactly("created 0:", "created 65535:no slash", "push 0: 1");
    }

    @Test
    void eventsOfAConnectionAreBounded() { // B-35
        PlayedClient narrow = new PlayedClient(
                Protocol.WSAPI, TransportConfig.builder().maxEvents(1).build());
        PlayedClient legacy = new PlayedClient(
                Protocol.LEGACY_2017, TransportConfig.builder().maxEvents(1).build());

        narrow.receive(created(1, "a"), created(2, "b"), Bytes.of('e').u16(1), created(2, "b"));
        legacy.receive(
                legacy('+', 1, "a"),
                legacy('+', 2, "b"),
                legacy('+', 1, "a"),
                legacy('-', 1, "a"),
                legacy('-', 1, "a"),
                legacy('+', 2, "b"));

        assertThat(narrow.told).containsExactly("created 1:a", "removed 1:a", "created 2:b");
        assertThat(narrow.peer.malformed()).isEqualTo(1);
        assertThat(legacy.told).containsExactly("created 1:a", "removed 1:a", "created 2:b");
        assertThat(legacy.peer.malformed()).isEqualTo(1);
    }

    @Test
    void broadcastComesWithUuidAndHop() { // W-78, S-29
        client.receive(
                Bytes.of('B').str("any text").str("[1]").raw(BROADCAST_BYTES).u8(0),
                Bytes.of('B').str("e").str("1").raw(BROADCAST_BYTES), // B-22: no hop
                Bytes.of('B').str("e").str("2").raw(BROADCAST_BYTES).u8(255));

        assertThat(client.told)
                .containsExactly("broadcast any text [1] " + BROADCAST + " 0", "broadcast e 2 " + BROADCAST + " 255");
        assertThat(client.peer.malformed()).isEqualTo(1);
    }

    @Test
    void broadcastOfALegacyServerWithoutUuidGetsOne() { // L-06
        PlayedClient legacy = new PlayedClient(Protocol.LEGACY_2017);

        legacy.receive(Bytes.of('*').str("e").str("1"), Bytes.of('*').str("e").str("1"));

        assertThat(legacy.told)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        told -> assertThat(told).startsWith("broadcast e 1 ").endsWith(" 10"));
    }

    @Test
    void broadcastOf2019NeedsItsUuidAndThatOf2018MayHaveOne() { // L-21, 5.4
        Bytes bare = Bytes.of('*').str("e").str("1");
        Bytes traced = Bytes.of('*').str("e").str("2").raw(BROADCAST_BYTES).u8(4);
        PlayedClient of2018 = new PlayedClient(Protocol.LEGACY_2018);
        PlayedClient of2019 = new PlayedClient(Protocol.LEGACY_2019);

        of2018.receive(bare, traced);
        of2019.receive(bare, traced);

        assertThat(of2018.told).hasSize(2).last().isEqualTo("broadcast e 2 " + BROADCAST + " 4");
        assertThat(of2019.told).containsExactly("broadcast e 2 " + BROADCAST + " 4");
        assertThat(of2019.peer.malformed()).isEqualTo(1);
    }

    @Test
    void legacyReplicasAreFoundByIdAndNameAndCounted() { // W-75, L-04, L-05, L-01
        PlayedClient legacy = new PlayedClient(Protocol.LEGACY_2018);

        legacy.receive(
                legacy('+', -1, "a"),
                legacy('+', -1, "a"),
                legacy('+', -1, "b"),
                legacy('-', -1, "a"),
                legacy('!', -1, "a").str("1"),
                legacy('!', -1, "c").str("2"),
                legacy('-', -1, "a"),
                legacy('-', -1, "a"),
                legacy('!', -1, "a").str("3"),
                legacy('!', -1, "b").str("4"));

        assertThat(legacy.told)
                .containsExactly("created -1:a", "created -1:b", "push -1:a 1", "removed -1:a", "push -1:b 4");
        assertThat(legacy.sent()).isEmpty(); // there is no way to report what nobody wants
    }

    @Test
    void legacyReplicasAreCountedBeyond16Bits() { // B-20
        PlayedClient legacy = new PlayedClient(Protocol.LEGACY_2017);
        Bytes create = legacy('+', 7, "a");
        Bytes remove = legacy('-', 7, "a");

        for (int i = 0; i < 70_000; i++) {
            legacy.receive(create);
        }
        for (int i = 1; i < 70_000; i++) {
            legacy.receive(remove);
        }
        assertThat(legacy.told).containsExactly("created 7:a");
        legacy.receive(remove);

        assertThat(legacy.told).containsExactly("created 7:a", "removed 7:a");
    }

    @Test
    void legacySubscriptionsNameAPendingCall() { // L-04
        PlayedClient legacy = new PlayedClient(Protocol.LEGACY_2018);
        legacy.call("one");

        legacy.receive(
                legacy('S', 1, 7, "a"),
                legacy('+', 7, "a"),
                legacy('S', 1, 7, "a"),
                legacy('S', 1, 7, "b"),
                legacy('S', 9, 7, "a"),
                legacy('U', 1, 7, "a"),
                Bytes.of('Y').u32(1).none().none().str("1"),
                legacy('U', 1, 7, "a"));

        assertThat(legacy.told)
                .containsExactly("created 7:a", "one subscribe 7:a", "one unsubscribe 7:a", "one reply success");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void hangupEndsCallsThenDescriptionsThenEventsThenTellsTheOwner(Protocol protocol) { // W-90, B-10, B-14, W-92
        PlayedClient leaving = new PlayedClient(protocol);
        leaving.describe("d");
        leaving.call("one");
        leaving.receive(protocol == Protocol.WSAPI ? created(7, "a") : legacy('+', 7, "a"));

        leaving.hangUp();

        assertThat(leaving.told)
                .containsExactly("created 7:a", "one reply disconnected", "d description null", "lost 7:a", "hangup");
    }
}
