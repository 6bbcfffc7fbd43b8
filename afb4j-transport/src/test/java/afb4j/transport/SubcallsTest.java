package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.transport.peer.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Subcalls of 2017 in both roles: within a call the server asks the client to run a verb.
@ExtendWith(NoWarnings.class)
final class SubcallsTest {

    private final PlayedClient client = new PlayedClient(Protocol.LEGACY_2017);
    private final List<Reply> answers = new ArrayList<>();

    private static PlayedServer server(TransportConfig config) {
        PlayedServer server = new PlayedServer(config);
        server.receive(call(1));
        return server;
    }

    private static PlayedServer server() {
        return server(TransportConfig.DEFAULT);
    }

    private static Bytes call(int callId) {
        return Bytes.of('C').u32(callId).str("x").str("s").str("1");
    }

    private static Bytes subcall(int subcallId, int callId) {
        return Bytes.of('B').u32(subcallId).u32(callId).str("api").str("verb").str("[1]");
    }

    private static Bytes answer(int subcallId, int isError, String object) {
        return Bytes.of('R').u32(subcallId).u8(isError).str(object);
    }

    private void ask(PlayedServer server) {
        server.peer.subcall(1, "api", "verb", Json.array(1), answers::add);
    }

    @Test
    void serverAsksAndGetsTheAnswer() { // L-07, S-31
        PlayedServer server = server();

        ask(server);
        ask(server);
        server.receive(
                answer(
                        2,
                        0,
                        "{\"response\":7,\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"info\":\"i\"}}"),
                answer(2, 0, "8"));

        assertThat(server.sent())
                .containsExactly(subcall(1, 1).text(), subcall(2, 1).text());
        assertThat(answers).containsExactly(new Reply(Status.SUCCESS.withInfo("i"), List.of(Json.of(7))));
        assertThat(server.peer.malformed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "1 | {\"jtype\":\"afb-reply\",\"request\":{\"status\":\"failed\",\"info\":\"why\"}} | failed | null",
                "5 | {\"request\":{\"status\":\"success\"},\"response\":3} | error | 3",
                "1 | \"why\" | error | \"why\"",
                "1 | {\"request\":7} | error | null",
                "0 | {\"ok\":1} | success | {\"ok\":1}",
                "0 | {\"request\":{\"status\":\"failed\"}} | success | null"
            })
    void failureIsSaidByTheByteAlone(int isError, String object, String status, String value) { // L-07, B-11
        PlayedServer server = server();
        ask(server);

        server.receive(answer(1, isError, object));

        assertThat(answers).singleElement().satisfies(reply -> {
            assertThat(reply.status().name()).isEqualTo(status);
            assertThat(reply.json().text()).isEqualTo(value);
        });
    }

    @Test
    void envelopeWithoutResponseHasNoValue() { // L-07, vector legacy-subcall
        PlayedServer server = server();
        ask(server);

        server.receive(answer(1, 1, "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"failed\",\"info\":\"why\"}}"));

        assertThat(answers).containsExactly(Reply.of(Status.named("failed").withInfo("why")));
    }

    @Test
    void unknownAndTruncatedAnswersAreIgnored() { // L-07
        PlayedServer server = server();
        ask(server);

        server.receive(
                answer(99, 0, "1"), Bytes.of('R').u32(1).u8(0), Bytes.of('R').u16(1), answer(1, 0, "1"));

        assertThat(answers).containsExactly(Reply.of(Json.of(1)));
        assertThat(server.peer.malformed()).isEqualTo(3);
    }

    @Test
    void hangupEndsSubcallsAsFailuresBeforeTheOwnerIsTold() { // L-09, B-11
        PlayedServer server = server();
        server.peer.subcall(
                1,
                "api",
                "verb",
                Json.NULL,
                reply -> server.told.add(reply.status().name()));

        server.hangUp();
        ask(server);

        assertThat(server.told).containsExactly("+s", "disconnected", "-s", "hangup");
        assertThat(answers).containsExactly(Reply.of(Status.DISCONNECTED));
    }

    @Test
    void subcallThatCannotBeSentFailsAtOnce(LogCapture logs) { // B-13
        logs.expect("the client does not read its replies");
        PlayedServer server = server();

        server.peer.subcall(1, "api", "verb", Json.of("x".repeat(1_048_500)), answers::add);
        server.connection.outboundBytes = Long.MAX_VALUE;
        ask(server);

        assertThat(answers)
                .hasSize(2)
                .allSatisfy(reply ->
                        assertThat(reply).isEqualTo(Reply.of(Status.INTERNAL_ERROR.withInfo("can't send message"))));
        assertThat(server.sent()).isEmpty();
    }

    @Test
    void subcallsAreBounded() { // R19
        PlayedServer server = server(TransportConfig.builder().maxInFlight(2).build());
        ask(server);
        ask(server);

        ask(server);

        assertThat(answers)
                .singleElement()
                .satisfies(reply -> assertThat(reply.status().name()).isEqualTo("busy"));
    }

    @Test
    void answersAreReadThoughThereIsNoRoomForCalls() { // D5
        PlayedServer server = server(TransportConfig.builder().maxInFlight(2).build());
        ask(server);
        server.receive(call(2));
        assertThat(server.connection.reading).isTrue();

        server.receive(call(3));
        assertThat(server.sent())
                .endsWith(Bytes.of('F')
                        .u32(3)
                        .str("busy")
                        .str("too many calls wait for their replies")
                        .text());
        server.receive(answer(1, 0, "1"));
        assertThat(server.connection.reading).isFalse();
        server.peer.reply(1, Reply.success());

        assertThat(server.connection.reading).isTrue();
        assertThat(answers).hasSize(1);
    }

    @Test
    void onlyAClientOf2017CanBeAsked() { // L-20
        PlayedServer newer = new PlayedServer();
        newer.receive(call(1).none());
        PlayedServer wsapi = new PlayedServer();
        wsapi.receive(Bytes.of('K').u16(1).str("x").u16(0).u16(0).str("1").none());

        assertThat(server().peer.canSubcall()).isTrue();
        assertThat(new PlayedServer().peer.canSubcall()).isFalse();
        assertThat(newer.peer.canSubcall()).isFalse();
        assertThat(wsapi.peer.canSubcall()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> ask(wsapi)).withMessageContaining("no protocol");
    }

    @Test
    void clientRunsTheVerbAsTheRequesterOfThePendingCall() { // L-07, L-04
        client.call("one");
        client.sent();

        client.receive(subcall(-5, 1));
        client.subcalls.getFirst().accept(new Reply(Status.SUCCESS.withInfo("i"), List.of(Json.of(7))));
        client.subcalls.getFirst().accept(Reply.success());

        assertThat(client.told).containsExactly("one subcall api/verb [1]");
        assertThat(client.sent())
                .containsExactly(answer(
                                -5,
                                0,
                                "{\"response\":7,\"jtype\":\"afb-reply\","
                                        + "\"request\":{\"status\":\"success\",\"info\":\"i\"}}")
                        .text());
    }

    @Test
    void subcallsMayNest() { // L-07
        client.call("one");
        client.receive(subcall(5, 1));

        client.call("two");
        client.receive(Bytes.of('T').u32(2).str("").str("2"));
        client.subcalls.getFirst().accept(Reply.success());

        assertThat(client.told).endsWith("two reply success");
        assertThat(client.sent()).last().asString().startsWith("52 05 00 00 00 00");
    }

    @Test
    void everyFailureIsCodedAs1() { // B-12, L-08
        client.call("one");
        client.sent();

        client.receive(subcall(5, 1), subcall(6, 99));
        client.subcalls.getFirst().accept(Reply.of(Status.named("failed").withInfo("why")));

        assertThat(client.sent())
                .containsExactly(
                        answer(6, 1, "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"unknown-api\"}}")
                                .text(),
                        answer(
                                        5,
                                        1,
                                        "{\"jtype\":\"afb-reply\","
                                                + "\"request\":{\"status\":\"failed\",\"info\":\"why\"}}")
                                .text());
    }

    @Test
    void answerThatCannotBeSentIsAFailure() { // W-18, L-07
        client.call("one");
        client.sent();

        client.receive(subcall(5, 1));
        client.subcalls.getFirst().accept(Reply.of(Json.of("x".repeat(1_048_500))));

        assertThat(client.sent())
                .containsExactly(answer(
                                5,
                                1,
                                "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"internal-error\","
                                        + "\"info\":\"the reply cannot be sent\"}}")
                        .text());
    }

    @Test
    void subcallsOfOneServerAreBounded() { // R19
        PlayedClient narrow = new PlayedClient(
                Protocol.LEGACY_2017, TransportConfig.builder().maxInFlight(1).build());
        narrow.call("one");
        narrow.sent();

        narrow.receive(subcall(5, 1), subcall(6, 1));
        narrow.subcalls.getFirst().accept(Reply.success());
        narrow.receive(subcall(7, 1));

        assertThat(narrow.sent()).hasSize(2).first().asString().startsWith("52 06 00 00 00 01");
        assertThat(narrow.subcalls).hasSize(2);
    }

    @Test
    void answerAfterTheHangupIsDiscarded() { // S-13
        client.call("one");
        client.receive(subcall(5, 1));
        client.sent();
        client.hangUp();

        client.subcalls.getFirst().accept(Reply.success());

        assertThat(client.sent()).isEmpty();
    }
}
