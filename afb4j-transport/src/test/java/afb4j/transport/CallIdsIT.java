package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.TestPeers.ReceivedCall;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.ClientPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How a client numbers its calls (W-36).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class CallIdsIT {

    private static final int LAST_ID = 0xffff;
    private static final int BATCH = 1_000;

    @Test
    void idsGoRoundWithout0AndWithoutThoseThatArePending() throws InterruptedException {
        TransportConfig config = TransportConfig.builder().ioThreads(1).build();
        try (TestPeers peers = new TestPeers(NettyNetwork::openInMemory, new Address.InMemory("call-ids"), config)) {
            ClientPeer client = peers.connect();
            CompletableFuture<Reply> pending = call(client, "hold", Json.NULL);
            ReceivedCall held = peers.nextCall();
            assertThat(held.id()).isEqualTo(1);
            for (int done = 2; done < LAST_ID; done += BATCH) { // ids 2 to 65534
                echo(client, Math.min(BATCH, LAST_ID - done));
            }

            CompletableFuture<Reply> last = call(client, "hold", Json.NULL);
            CompletableFuture<Reply> first = call(client, "hold", Json.NULL);

            ReceivedCall lastHeld = peers.nextCall();
            ReceivedCall firstHeld = peers.nextCall();
            assertThat(lastHeld.id()).isEqualTo(LAST_ID);
            assertThat(firstHeld.id()).isEqualTo(2); // neither 0 nor 1
            held.reply(Reply.of(Json.of("1")));
            lastHeld.reply(Reply.of(Json.of("65535")));
            firstHeld.reply(Reply.of(Json.of("2")));
            assertThat(await(pending).json()).isEqualTo(Json.of("1"));
            assertThat(await(last).json()).isEqualTo(Json.of("65535"));
            assertThat(await(first).json()).isEqualTo(Json.of("2"));
        }
    }

    private static void echo(ClientPeer client, int calls) {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            replies.add(call(client, "echo", Json.of(i)));
        }
        for (int i = 0; i < calls; i++) {
            assertThat(await(replies.get(i)).json()).isEqualTo(Json.of(i));
        }
    }
}
