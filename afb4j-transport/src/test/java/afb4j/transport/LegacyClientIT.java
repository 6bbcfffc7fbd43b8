package afb4j.transport;

import static afb4j.transport.Bytes.hex;
import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.peer.Protocol;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What legacy servers send to our client, bytes against bytes (wsapi.md part 4).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class LegacyClientIT {

    private static final String REFUSED_SUBCALL = "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"unknown-api\"}}";
    private static final String UNREADABLE_SUBCALL =
            "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"proto-error\",\"info\":\"can't process subcall\"}}";

    private RawServer server;

    @BeforeEach
    void listen() {
        server = new RawServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    /// A client with one pending call, of id 1.
    private final class Pending implements AutoCloseable {

        final TestClient client;
        final RawPeer raw;
        final CompletableFuture<Reply> reply;
        final String call;

        Pending(Protocol protocol) throws InterruptedException {
            client = new TestClient(server.address(), protocol);
            raw = server.accept();
            reply = call(client.peer, "ping", Json.of(7));
            call = raw.nextMessage();
        }

        @Override
        public void close() {
            raw.close();
            client.close();
        }
    }

    private static String text(Bytes message) {
        return HexFormat.ofDelimiter(" ").formatHex(message.payload());
    }

    @Test
    void callOf2017CarriesASessionAndNothingComesBeforeIt() throws InterruptedException { // L-02
        try (Pending pending = new Pending(Protocol.LEGACY_2017)) {
            assertThat(pending.call)
                    .startsWith("43 01 00 00 00 05 00 00 00 70 69 6e 67 00 25 00 00 00")
                    .endsWith(" 00 02 00 00 00 37 00");
        }
    }

    @Test
    void callOf2018HasCredentialsThatAreNull() throws InterruptedException { // L-20
        try (Pending pending = new Pending(Protocol.LEGACY_2018)) {
            assertThat(pending.call).endsWith(" 00 02 00 00 00 37 00 00 00 00 00");
        }
    }

    @Test
    void emptyInfoOf2017IsNone() throws InterruptedException { // L-03
        try (Pending pending = new Pending(Protocol.LEGACY_2017)) {
            pending.raw.send(Bytes.of('T').u32(1).str("").str("[1]").frame());

            assertThat(await(pending.reply)).isEqualTo(Reply.of(Json.array(1)));
        }
    }

    @Test
    void objectOf2017IsReadByItsParser() throws InterruptedException { // L-11
        try (Pending pending = new Pending(Protocol.LEGACY_2017)) {
            pending.raw.send(Bytes.of('T').u32(1).str("told").str("NULL").frame());

            assertThat(await(pending.reply).json().asText()).isEqualTo("NULL");
            assertThat(await(pending.reply).status()).isEqualTo(Status.SUCCESS.withInfo("told"));
        }
    }

    @Test
    void failureOf2017IsAStatus() throws InterruptedException { // L-03
        try (Pending pending = new Pending(Protocol.LEGACY_2017)) {
            pending.raw.send(Bytes.of('F').u32(1).str("failed").str("why").frame());

            assertThat(await(pending.reply))
                    .isEqualTo(Reply.of(Status.named("failed").withInfo("why")));
        }
    }

    @Test
    void replyOf2018CarriesErrorInfoAndObject() throws InterruptedException { // L-20
        try (Pending pending = new Pending(Protocol.LEGACY_2018)) {
            pending.raw.send(Bytes.of('Y').u32(1).str("failed").str("").str("7").frame());

            assertThat(await(pending.reply))
                    .isEqualTo(new Reply(Status.named("failed").withInfo(""), List.of(Json.of(7))));
        }
    }

    @Test
    void replyThatCannotBeReadEndsItsCall() throws InterruptedException { // L-10
        try (Pending success = new Pending(Protocol.LEGACY_2017);
                Pending failure = new Pending(Protocol.LEGACY_2017);
                Pending later = new Pending(Protocol.LEGACY_2018)) {
            success.raw.send(Bytes.of('T').u32(1).str("").frame());
            failure.raw.send(Bytes.of('F').u32(1).str("failed").frame());
            later.raw.send(Bytes.of('Y').u32(1).none().none().none().frame());

            assertThat(await(success.reply)).isEqualTo(protoError("can't process success"));
            assertThat(await(failure.reply)).isEqualTo(protoError("can't process fail"));
            assertThat(await(later.reply)).isEqualTo(protoError("can't process success"));
        }
    }

    private static Reply protoError(String info) {
        return Reply.of(Status.named("proto-error").withInfo(info));
    }

    @Test
    void subcallIsAlwaysAnsweredAsAFailure() throws InterruptedException { // L-07, L-08, B-12
        try (Pending pending = new Pending(Protocol.LEGACY_2017)) {
            pending.raw.send(
                    Bytes.of('B')
                            .u32(-5)
                            .u32(1)
                            .str("api")
                            .str("verb")
                            .str("{}")
                            .frame(),
                    Bytes.of('B')
                            .u32(6)
                            .u32(99)
                            .str("api")
                            .str("verb")
                            .str("{}")
                            .frame(), // of no call
                    Bytes.of('B').u32(7).u32(1).str("api").frame()); // not decodable

            for (int subcallId : new int[] {-5, 6}) {
                assertThat(pending.raw.nextMessage())
                        .isEqualTo(text(Bytes.of('R').u32(subcallId).u8(1).str(REFUSED_SUBCALL)));
            }
            assertThat(pending.raw.nextMessage())
                    .isEqualTo(text(Bytes.of('R').u32(7).u8(1).str(UNREADABLE_SUBCALL)));
            pending.raw.send(Bytes.of('T').u32(1).str("").str("1").frame());
            assertThat(await(pending.reply).json()).isEqualTo(Json.of(1));
        }
    }

    @Test
    void whatIsNotForAClientOfThisYearIsIgnored() throws InterruptedException { // W-30, L-04, L-20
        try (Pending pending = new Pending(Protocol.LEGACY_2018)) {
            pending.raw.send(
                    Bytes.of('T').u32(1).str("").str("1").frame(), // of 2017
                    Bytes.of('F').u32(1).frame(),
                    Bytes.of('B').u32(7).u32(1).str("api").str("verb").str("{}").frame(),
                    Bytes.of('C').u32(1).frame(), // the wrong way
                    Bytes.of('Y').u32(99).none().none().str("1").frame(), // not pending
                    Bytes.of('S').u32(1).u32(3).str("hello/event").frame(),
                    Bytes.of('+').u32(3).str("hello/event").frame(),
                    Bytes.of('!').u32(3).str("hello/event").str("1").frame(),
                    Bytes.of('-').u32(3).str("hello/event").frame(),
                    Bytes.of('*').str("some/event").str("1").frame(),
                    hex("82 01 7a"),
                    Bytes.of('Y').u32(1).none().none().str("2").frame());

            assertThat(await(pending.reply).json()).isEqualTo(Json.of(2));
        }
    }

    @Test
    void pendingCallsAreAnsweredAtTheHangup() throws InterruptedException { // L-09, L-22
        try (Pending pending = new Pending(Protocol.LEGACY_2017)) {
            pending.raw.close();

            assertThat(await(pending.reply)).isEqualTo(Reply.of(Status.DISCONNECTED.withInfo("server hung up")));
            Awaitility.await().until(() -> pending.client.hangups.size() == 1);
        }
    }
}
