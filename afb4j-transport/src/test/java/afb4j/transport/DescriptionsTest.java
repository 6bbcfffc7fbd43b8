package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.testkit.NoWarnings;
import afb4j.transport.peer.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Descriptions of an API, asked for and given, in all their forms.
@ExtendWith(NoWarnings.class)
final class DescriptionsTest {

    private static final Json TOO_LONG = Json.of("x".repeat(1_048_500));

    private static String narrow(int id, String text) {
        return Bytes.of('d').u16(id).str(text).text();
    }

    @Test
    void serverWritesIdsOf16Bits() { // W-80, W-82, B-16, S-12
        PlayedServer server = new PlayedServer();

        server.receive(Bytes.of('D').u16(0x1234), Bytes.of('D').u16(0));
        server.peer.describe(0, Json.NULL);
        server.peer.describe(0x1234, Json.object().put("a", 1).build());

        assertThat(server.told).containsExactly("D" + 0x1234, "D0");
        assertThat(server.sent()).containsExactly(narrow(0, "null"), narrow(0x1234, "{\"a\":1}"));
    }

    @Test
    void serverWritesIdsOf32BitsWhenSoSet() { // W-82, W-80
        PlayedServer server = new PlayedServer(
                TransportConfig.builder().wideDescriptionIds(true).build());

        server.receive(Bytes.of('D').u16(0x1234));
        server.peer.describe(0x1234, Json.NULL);

        assertThat(server.sent())
                .containsExactly(Bytes.of('d').u32(0x1234).str("null").text());
    }

    @Test
    void descriptionThatIsTooLongIsNull() { // W-83, W-18
        PlayedServer server = new PlayedServer();
        PlayedServer legacy = new PlayedServer();

        server.receive(Bytes.of('D').u16(1));
        server.peer.describe(1, TOO_LONG);
        legacy.receive(Bytes.of('D').u32(-1));
        legacy.peer.describe(-1, TOO_LONG);

        assertThat(server.sent()).containsExactly(narrow(1, "null"));
        assertThat(legacy.sent())
                .containsExactly(Bytes.of('d').u32(-1).str("null").text());
    }

    @Test
    void descriptionForAClientThatTurnsOutToSpeakWsapiIsDropped() { // 5.4
        PlayedServer server = new PlayedServer();
        server.receive(
                Bytes.of('D').u32(-1),
                Bytes.of('K').u16(1).str("x").u16(0).u16(0).str("1").none());

        server.peer.describe(-1, Json.NULL);

        assertThat(server.sent()).isEmpty();
        assertThat(server.peer.inFlight()).isEqualTo(1);
    }

    @Test
    void descriptionsCountWithTheCalls() { // W-37, D5
        PlayedServer server =
                new PlayedServer(TransportConfig.builder().maxInFlight(2).build());

        server.receive(Bytes.of('D').u16(1));
        assertThat(server.connection.reading).isTrue();
        server.receive(Bytes.of('K').u16(1).str("x").u16(0).u16(0).str("1").none());
        assertThat(server.connection.reading).isFalse();
        server.peer.describe(1, Json.NULL);

        assertThat(server.connection.reading).isTrue();
        assertThat(server.peer.inFlight()).isEqualTo(1);
    }

    @Test
    void descriptionAfterTheHangupIsDiscarded() { // S-13
        PlayedServer server = new PlayedServer();
        server.receive(Bytes.of('D').u16(1));
        server.hangUp();

        server.peer.describe(1, Json.NULL);

        assertThat(server.sent()).isEmpty();
        assertThat(server.peer.inFlight()).isZero();
    }

    @Test
    void clientReadsBothForms() { // W-82, W-81, B-16
        PlayedClient client = new PlayedClient(Protocol.WSAPI);
        client.describe("a");
        client.describe("b");

        client.receive(
                Bytes.of('d').u16(2).str("{\"narrow\":1}"), Bytes.of('d').u32(1).str("{\"wide\":1}"));

        assertThat(client.sent())
                .containsExactly(
                        Bytes.of('D').u16(1).text(), Bytes.of('D').u16(2).text());
        assertThat(client.told).containsExactly("b description {\"narrow\":1}", "a description {\"wide\":1}");
    }

    @Test
    void descriptionThatCannotBeReadIsNull() { // W-82, W-83
        PlayedClient client = new PlayedClient(Protocol.WSAPI);
        client.describe("a");
        client.describe("b");

        client.receive(Bytes.of('d').u16(1).u32(99), Bytes.of('d').u16(2));

        assertThat(client.told).containsExactly("a description null", "b description null");
    }

    @Test
    void descriptionThatNobodyAskedForIsDropped() { // W-82
        PlayedClient client = new PlayedClient(Protocol.WSAPI);
        client.describe("a");

        client.receive(
                Bytes.of('d').u16(2).str("1"),
                Bytes.of('d').u16(1).str("1"),
                Bytes.of('d').u16(1).str("2"));

        assertThat(client.told).containsExactly("a description 1");
        assertThat(client.peer.malformed()).isEqualTo(2);
    }

    @Test
    void callsAndDescriptionsTakeIdsFromOneCounter() { // W-36
        PlayedClient client = new PlayedClient(Protocol.WSAPI);
        client.call("first");
        client.describe("second");
        client.call("third");

        assertThat(client.sent())
                .satisfiesExactly(
                        call -> assertThat(call).startsWith("4b 01 00"),
                        describe -> assertThat(describe).isEqualTo("44 02 00"),
                        call -> assertThat(call).startsWith("4b 03 00"));
        assertThat(client.peer.inFlight()).isEqualTo(3);
    }

    @Test
    void descriptionBeyondTheBoundIsNullAndItsPlaceIsFreeAgainLater() { // W-37, B-07, B-17, B-18
        PlayedClient client = new PlayedClient(
                Protocol.WSAPI, TransportConfig.builder().maxInFlight(1).build());
        client.describe("a");
        client.describe("b");
        client.call("c");
        client.receive(Bytes.of('d').u16(1).str("1"));
        client.describe("d");

        assertThat(client.told).containsExactly("b description null", "c reply busy", "a description 1");
        assertThat(client.peer.inFlight()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void hangupAnswersDescriptionsWithNull(Protocol protocol) { // W-90, L-09, S-30
        PlayedClient client = new PlayedClient(protocol);
        client.describe("a");

        client.hangUp();
        client.describe("b");

        assertThat(client.told).containsExactly("a description null", "hangup", "b description null");
        assertThat(client.peer.inFlight()).isZero();
    }

    @Test
    void legacyDescriptionsHaveIdsOf32Bits() { // 4.1
        PlayedClient client = new PlayedClient(Protocol.LEGACY_2017);
        client.describe("a");

        client.receive(Bytes.of('d').u32(1).str("{}"));

        assertThat(client.sent()).containsExactly(Bytes.of('D').u32(1).text());
        assertThat(client.told).containsExactly("a description {}");
    }

    @Test
    void serverThatRepliesToACallHasAnsweredNoDescription() { // W-35
        PlayedClient client = new PlayedClient(Protocol.WSAPI);
        client.describe("a");

        client.receive(Bytes.of('k').u16(1).none().none().str("1"));

        assertThat(client.told).isEmpty();
        assertThat(client.peer.inFlight()).isEqualTo(1);
    }
}
