package afb4j.transport;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.transport.peer.CallListener;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.InboundCall;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.ServerPeer;
import afb4j.transport.peer.SessionHandle;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Both peers on a connection that the test plays.
@ExtendWith(NoWarnings.class)
final class PeersTest {

    private static final int LAST_ID = 0xffff;

    private final RecordedConnection connection = new RecordedConnection();
    private final List<Reply> replies = new ArrayList<>();
    private final List<CloseReason> hangups = new ArrayList<>();

    private ClientPeer client(TransportConfig config) {
        return new ClientPeer(connection, config, Protocol.WSAPI, hangups::add);
    }

    /// Calls; gives the id of the call.
    private int call(ClientPeer client) {
        client.call("x", Json.NULL, replies::add);
        byte[] frame = connection.frames.remove();
        assertThat(frame[2]).isEqualTo((byte) 'K');
        return (frame[3] & 0xff) | (frame[4] & 0xff) << 8;
    }

    private static void answer(ClientPeer client, int callId, String object) {
        byte[] frame = Bytes.success(callId, object);
        client.onMessage(Unpooled.wrappedBuffer(frame, 2, frame.length - 2));
    }

    // W-35, B-09
    @Test
    void idsGoRoundWithout0AndWithoutThoseThatArePending() { // W-36, B-09, B-21
        ClientPeer client = client(TransportConfig.DEFAULT);
        assertThat(call(client)).isEqualTo(1); // pending until the end
        for (int id = 2; id <= LAST_ID; id++) {
            assertThat(call(client)).isEqualTo(id);
            if (id != 2 && id != LAST_ID) {
                answer(client, id, "0");
            }
        }

        assertThat(call(client)).isEqualTo(3); // neither 0 nor 1 nor 2

        answer(client, 1, "1");
        assertThat(replies).hasSize(LAST_ID - 3 + 1);
        assertThat(replies.getLast().json()).isEqualTo(Json.of(1));
        assertThat(client.inFlight()).isEqualTo(3);
    }

    @Test
    void callIsAnsweredThoughTheConnectionEndsWhileItIsWritten() { // W-90
        ClientPeer client = client(TransportConfig.DEFAULT);
        connection.onWritten = _ -> {
            connection.open = false;
            client.onClosed(new CloseReason(CloseReason.Kind.FAILURE, "test"));
        };

        client.call("x", Json.NULL, replies::add);

        assertThat(replies).containsExactly(Reply.of(Status.DISCONNECTED.withInfo("server hung up")));
        assertThat(hangups).hasSize(1);
        assertThat(client.inFlight()).isZero();
    }

    @Test
    void callMadeWhilePendingOnesAreAnsweredAtTheHangupIsAnsweredToo() { // S-22, B-02
        ClientPeer client = client(TransportConfig.DEFAULT);
        client.call("x", Json.NULL, reply -> {
            replies.add(reply);
            client.call("x", Json.NULL, replies::add);
        });

        connection.open = false;
        client.onClosed(new CloseReason(CloseReason.Kind.REMOTE, "test"));

        assertThat(replies)
                .containsExactly(
                        Reply.of(Status.DISCONNECTED.withInfo("server hung up")), Reply.of(Status.DISCONNECTED));
    }

    @Test
    void callIsRefusedWhileTooMuchWaitsForThePeer() { // W-37
        ClientPeer client =
                client(TransportConfig.builder().maxOutboundBytes(1_000).build());

        connection.outboundBytes = 1_001;
        client.call("x", Json.NULL, replies::add);
        connection.outboundBytes = 1_000;

        assertThat(replies.getFirst().status().name()).isEqualTo("busy");
        assertThat(connection.frames).isEmpty();
        assertThat(call(client)).isEqualTo(1);
    }

    @Test
    void replyToAClientThatDoesNotReadIsReplacedByAShortOne(LogCapture logs) { // D5, W-42
        logs.expect("the client does not read its replies, more than 1000 bytes wait");
        TransportConfig narrow =
                TransportConfig.builder().maxOutboundBytes(1_000).build();
        ServerPeer server = server(narrow, new ArrayList<>());
        receive(server, 1);
        receive(server, 2);

        connection.outboundBytes = 1_001;
        server.reply(1, Reply.of(Json.of("long")));
        connection.outboundBytes = 1_000;
        server.reply(2, Reply.of(Json.of("long")));

        assertThat(connection.frames.remove())
                .isEqualTo(Bytes.of('k')
                        .u16(1)
                        .str("internal-error")
                        .str("can't send message")
                        .str("null")
                        .frame());
        assertThat(connection.frames.remove()).isEqualTo(Bytes.success(2, "\"long\""));
    }

    private ServerPeer server(TransportConfig config, List<Integer> calls) {
        return new ServerPeer(connection, config, _ -> new CallListener() {
            @Override
            public void onCall(InboundCall call) {
                calls.add(call.callId());
            }

            @Override
            public SessionHandle onSession(String uuid) {
                throw new AssertionError("nobody named a session");
            }

            @Override
            public void onDescribe(int descriptionId) {
                throw new AssertionError("nobody asked for a description");
            }

            @Override
            public void onHangup() {
                throw new AssertionError("nobody hung up");
            }
        });
    }

    private static void receive(ServerPeer server, int callId) {
        byte[] frame = Bytes.call(callId, "x", "1");
        server.onMessage(Unpooled.wrappedBuffer(frame, 2, frame.length - 2));
    }

    @Test
    void serverStopsReadingAtTheLimitAndGoesOnWhenHalfIsAnswered() { // D5
        TransportConfig narrow = TransportConfig.builder().maxInFlight(4).build();
        List<Integer> calls = new ArrayList<>();
        ServerPeer server = server(narrow, calls);
        for (int id = 1; id <= 4; id++) {
            assertThat(connection.reading).isTrue();
            receive(server, id);
        }
        assertThat(connection.reading).isFalse();
        assertThat(calls).containsExactly(1, 2, 3, 4);

        server.reply(3, Reply.success());
        assertThat(connection.reading).isFalse();
        server.reply(1, Reply.success());

        assertThat(connection.reading).isTrue();
        assertThat(server.inFlight()).isEqualTo(2);
    }
}
