package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.protocol.ProtocolLimits;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.transport.peer.BroadcastFrame;
import afb4j.transport.peer.EventFrame;
import afb4j.transport.peer.EventRef;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a server writes of events, in each protocol.
@ExtendWith(NoWarnings.class)
final class ServerEventsTest {

    private static final EventRef EVENT = new EventRef(3, "hello/event");
    private static final EventRef OTHER = new EventRef(4, "hello/other");
    private static final UUID BROADCAST = new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L);
    private static final byte[] BROADCAST_BYTES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    private static PlayedServer wsapi() {
        return wsapi(TransportConfig.DEFAULT);
    }

    private static PlayedServer wsapi(TransportConfig config) {
        PlayedServer server = new PlayedServer(config);
        server.receive(Bytes.of('K').u16(1).str("x").u16(0).u16(0).str("1").none());
        return server;
    }

    private static PlayedServer legacy2017() {
        PlayedServer server = new PlayedServer();
        server.receive(Bytes.of('C').u32(1).str("x").str("s").str("1"));
        return server;
    }

    private static PlayedServer legacy2018() {
        PlayedServer server = new PlayedServer();
        server.receive(Bytes.of('C').u32(1).str("x").str("s").str("1").none());
        return server;
    }

    private static EventFrame push(EventRef event, int data) {
        return new EventFrame(event, Json.of(data));
    }

    private static String created(EventRef event) {
        return Bytes.of('E').u16(event.id()).str(event.name()).text();
    }

    private static String removed(EventRef event) {
        return Bytes.of('e').u16(event.id()).text();
    }

    private static String pushed(EventRef event, String data) {
        return Bytes.of('P').u16(event.id()).str(data).text();
    }

    private static String legacy(char code, EventRef event) {
        return Bytes.of(code).u32(event.id()).str(event.name()).text();
    }

    private static String legacy(char code, int callId, EventRef event) {
        return Bytes.of(code).u32(callId).u32(event.id()).str(event.name()).text();
    }

    @Test
    void eventIsCreatedOnceBeforeTheFirstSubscription() { // W-70, W-98, S-09
        PlayedServer server = wsapi();

        assertThat(server.peer.subscribe(1, EVENT)).isTrue();
        assertThat(server.peer.subscribe(2, EVENT)).isTrue();
        server.peer.reply(1, Reply.of(Json.TRUE));

        assertThat(server.sent())
                .containsExactly(
                        created(EVENT),
                        Bytes.of('X').u16(1).u16(3).text(),
                        Bytes.of('X').u16(2).u16(3).text(),
                        Bytes.of('k').u16(1).none().none().str("true").text());
    }

    @Test
    void oneUnsubscriptionUndoesAllAndRemovesTheEvent() { // W-72, S-10
        PlayedServer server = wsapi();
        server.peer.subscribe(1, EVENT);
        server.peer.subscribe(2, EVENT);
        server.sent();

        assertThat(server.peer.unsubscribe(3, EVENT)).isFalse();
        server.peer.push(push(EVENT, 1));
        assertThat(server.peer.unsubscribe(4, EVENT)).isFalse();

        assertThat(server.sent())
                .containsExactly(Bytes.of('x').u16(3).u16(3).text(), removed(EVENT)); // W-98: no P after e
    }

    @Test
    void eventIsPushedOnlyToWhoKnowsIt() { // W-76
        PlayedServer server = wsapi();
        server.peer.push(push(EVENT, 1));
        server.peer.subscribe(1, EVENT);
        server.sent();

        server.peer.push(push(EVENT, 2));
        server.peer.push(push(OTHER, 3));

        assertThat(server.sent()).containsExactly(pushed(EVENT, "2"));
        assertThat(server.peer.dropped()).isZero();
    }

    @Test
    void removalIsToldOnceToWhoKnowsTheEvent() { // W-74
        PlayedServer server = wsapi();
        server.peer.subscribe(1, EVENT);
        server.sent();

        server.peer.remove(OTHER);
        server.peer.remove(EVENT);
        server.peer.remove(EVENT);
        server.peer.push(push(EVENT, 1));

        assertThat(server.sent()).containsExactly(removed(EVENT));
    }

    @Test
    void subscriptionAfterTheRemovalCreatesTheEventAgain() { // W-70
        PlayedServer server = wsapi();
        server.peer.subscribe(1, EVENT);
        server.peer.unsubscribe(1, EVENT);
        server.sent();

        server.peer.subscribe(1, EVENT);

        assertThat(server.sent())
                .containsExactly(created(EVENT), Bytes.of('X').u16(1).u16(3).text());
    }

    @Test
    void idThatGotAnotherMeaningIsRemovedFirst() { // W-39, W-75
        PlayedServer server = wsapi();
        server.peer.subscribe(1, EVENT);
        server.sent();
        EventRef successor = new EventRef(EVENT.id(), "hello/successor");

        server.peer.subscribe(1, successor);
        server.peer.push(push(EVENT, 1));
        server.peer.push(push(successor, 2));

        assertThat(server.sent())
                .containsExactly(
                        removed(EVENT),
                        created(successor),
                        Bytes.of('X').u16(1).u16(3).text(),
                        pushed(successor, "2"));
    }

    @Test
    void unexpectedEventIsRemovedAndTheOwnerIsTold() { // W-73, S-28
        PlayedServer server = wsapi();
        server.peer.subscribe(1, EVENT);
        server.sent();

        server.receive(Bytes.of('U').u16(3), Bytes.of('U').u16(3), Bytes.of('U').u16(99));
        server.peer.push(push(EVENT, 1));
        server.peer.remove(EVENT);

        assertThat(server.sent()).containsExactly(removed(EVENT));
        assertThat(server.told).containsExactly("U3");
    }

    @Test
    void eventsThatAConnectionKnowsAreBounded() { // B-35
        PlayedServer server = wsapi(TransportConfig.builder().maxEvents(1).build());

        assertThat(server.peer.subscribe(1, EVENT)).isTrue();
        assertThat(server.peer.subscribe(1, OTHER)).isFalse();
        server.peer.unsubscribe(1, EVENT);

        assertThat(server.peer.subscribe(1, OTHER)).isTrue();
    }

    @Test
    void nameThatIsTooLongCannotBeSubscribedTo() { // W-18, S-09
        PlayedServer server = wsapi();
        server.sent();

        assertThat(server.peer.subscribe(1, new EventRef(3, "x".repeat(1_048_500))))
                .isFalse();

        assertThat(server.sent()).isEmpty();
    }

    @Test
    void broadcastGoesToWhoHasSpoken() { // W-77, 5.2
        PlayedServer silent = new PlayedServer();
        PlayedServer speaking = wsapi();
        BroadcastFrame broadcast = new BroadcastFrame("any text", Json.of(7), BROADCAST, 9);

        silent.peer.broadcast(broadcast);
        speaking.peer.broadcast(broadcast);

        assertThat(silent.sent()).isEmpty();
        assertThat(speaking.sent())
                .containsExactly(Bytes.of('B')
                        .str("any text")
                        .str("7")
                        .raw(BROADCAST_BYTES)
                        .u8(9)
                        .text());
    }

    @Test
    void broadcastOf2018HasTheFormOf2019AndThatOf2017HasNoUuid() { // 5.4, L-06, L-20, L-21
        PlayedServer of2017 = legacy2017();
        PlayedServer of2018 = legacy2018();
        BroadcastFrame broadcast = new BroadcastFrame("e", Json.of(7), BROADCAST, 0);

        of2017.peer.broadcast(broadcast);
        of2018.peer.broadcast(broadcast);

        assertThat(of2017.sent())
                .containsExactly(Bytes.of('*').str("e").str("7").text());
        assertThat(of2018.sent())
                .containsExactly(Bytes.of('*')
                        .str("e")
                        .str("7")
                        .raw(BROADCAST_BYTES)
                        .u8(0)
                        .text());
    }

    @Test
    void hopFitsOneByte() { // W-77
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BroadcastFrame("e", Json.NULL, BROADCAST, -1))
                .withMessageContaining("hop -1, expected 0 to 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventRef(0, "e"))
                .withMessageContaining("id 0, expected 1 to 65535"); // W-35
    }

    @Test
    void legacySubscriptionsAreCounted() { // L-05
        PlayedServer server = legacy2017();

        server.peer.subscribe(1, EVENT);
        server.peer.subscribe(2, EVENT);
        assertThat(server.peer.unsubscribe(3, EVENT)).isTrue();
        server.peer.push(push(EVENT, 7));
        assertThat(server.peer.unsubscribe(4, EVENT)).isFalse();
        server.peer.push(push(EVENT, 8));
        assertThat(server.peer.unsubscribe(5, EVENT)).isFalse();

        assertThat(server.sent())
                .containsExactly(
                        legacy('+', EVENT),
                        legacy('S', 1, EVENT),
                        legacy('S', 2, EVENT),
                        legacy('U', 3, EVENT),
                        Bytes.of('!').u32(3).str("hello/event").str("7").text(),
                        legacy('U', 4, EVENT),
                        legacy('-', EVENT));
    }

    @Test
    void legacyRemovalEndsAllSubscriptions() { // L-05
        PlayedServer server = legacy2018();
        server.peer.subscribe(1, EVENT);
        server.peer.subscribe(1, EVENT);
        server.sent();

        server.peer.remove(EVENT);
        server.peer.remove(EVENT);
        assertThat(server.peer.unsubscribe(1, EVENT)).isFalse();

        assertThat(server.sent()).containsExactly(legacy('-', EVENT));
    }

    @Test
    void oneFrameServesAllProtocols() { // W-39, L-20
        PlayedServer first = wsapi();
        PlayedServer second = wsapi();
        PlayedServer older = legacy2017();
        PlayedServer newer = legacy2018();
        EventFrame frame = push(EVENT, 5);
        for (PlayedServer server : new PlayedServer[] {first, second, older, newer}) {
            server.peer.subscribe(1, EVENT);
            server.sent();

            server.peer.push(frame);
        }

        String legacy = Bytes.of('!').u32(3).str("hello/event").str("5").text();
        assertThat(first.sent()).containsExactly(pushed(EVENT, "5"));
        assertThat(second.sent()).containsExactly(pushed(EVENT, "5"));
        assertThat(older.sent()).containsExactly(legacy);
        assertThat(newer.sent()).containsExactly(legacy);
    }

    @Test
    void eventThatIsTooLongForTheConnectionIsNotSent(LogCapture logs) { // W-18
        logs.expect("an event of 135 bytes is not sent, the limit is 125");
        ProtocolLimits limits = ProtocolLimits.builder().maxMessageBytes(125).build();
        PlayedServer server = wsapi(TransportConfig.builder().limits(limits).build());
        server.peer.subscribe(1, EVENT);
        server.sent();
        EventFrame tooLong = new EventFrame(EVENT, Json.of("x".repeat(125)));

        server.peer.push(tooLong);
        server.peer.push(tooLong);
        server.peer.push(push(EVENT, 1));

        assertThat(server.sent()).containsExactly(pushed(EVENT, "1"));
        assertThat(server.peer.dropped()).isEqualTo(2);
    }

    @Test
    void longFramesAreWholeToo() { // W-12
        PlayedServer server = wsapi();
        server.peer.subscribe(1, EVENT);
        server.sent();
        String medium = "\"" + "m".repeat(300) + "\"";
        String big = "\"" + "b".repeat(70_000) + "\"";

        server.peer.push(new EventFrame(EVENT, Json.parse(medium)));
        server.peer.push(new EventFrame(EVENT, Json.parse(big)));

        assertThat(server.sent()).containsExactly(pushed(EVENT, medium), pushed(EVENT, big));
    }

    @Test
    void nothingIsPushedToWhoDoesNotRead(LogCapture logs) { // D5
        logs.expect("the client does not read its replies");
        PlayedServer server = wsapi(TransportConfig.builder()
                .maxOutboundBytes(100_000)
                .maxEventBytes(70_000)
                .build());
        server.peer.subscribe(1, EVENT);
        server.sent();

        server.connection.outboundBytes = 70_000;
        assertThat(server.peer.isWritable()).isTrue();
        server.connection.outboundBytes = 70_001;
        assertThat(server.peer.isWritable()).isFalse();
        server.connection.outboundBytes = 100_001;
        server.peer.push(push(EVENT, 1));
        server.peer.broadcast(new BroadcastFrame("e", Json.NULL, BROADCAST, 9));

        assertThat(server.sent()).isEmpty();
        assertThat(server.peer.dropped()).isEqualTo(2);
    }

    @Test
    void nothingOfEventsHappensAfterTheHangup() { // S-11, S-13
        PlayedServer server = wsapi();
        server.peer.subscribe(1, EVENT);
        server.sent();
        server.hangUp();

        server.peer.push(push(EVENT, 1));
        server.peer.remove(EVENT);
        server.peer.broadcast(new BroadcastFrame("e", Json.NULL, BROADCAST, 9));

        assertThat(server.peer.subscribe(1, OTHER)).isFalse();
        assertThat(server.peer.unsubscribe(1, EVENT)).isFalse();
        assertThat(server.sent()).isEmpty();
    }
}
