package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.sequencer.step.LinkOptions;
import afb4j.sequencer.step.LinkState;
import afb4j.sequencer.step.ManagedConnection;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A managed connection on real sockets.
@Timeout(60)
final class ReconnectingTest {

    //
    @ParameterizedTest(name = "{0} loop")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIRTUAL")
    void comesBackEachTimeItsServerDoes(LoopKind kind) throws IOException {
        try (Stage stage = new Stage(kind);
                LocalPeer peer = new LocalPeer()) {
            List<String> states = new CopyOnWriteArrayList<>();
            Sequencer<?, ?> link = stage.runtime()
                    .start(ManagedConnection.<Channel>spec(
                                    "link",
                                    Tcp.to(peer.address(), kind),
                                    LinkOptions.<Channel>defaults().withConnectTimeout(Duration.ofSeconds(5)),
                                    state -> states.add(nameOf(state)))
                            .around(stage.recorder()::recording)
                            .slowHandler(Duration.ofHours(1))
                            .retryPolicy(RetryPolicy.of(Duration.ofMillis(10)))
                            .build());

            for (int round = 1; round <= 5; round++) {
                int connected = round;
                stage.until(() -> count(states, "Connected") == connected);
                Socket accepted = peer.next(); // before the port is closed, which would take it along
                peer.stopListening();
                accepted.close();
                int failures = states.size();
                stage.until(() -> states.subList(failures, states.size()).contains("Waiting"));
                peer.listenAgain();
            }
            stage.until(() -> count(states, "Connected") == 6);
            link.close();
            stage.await(link.completion());

            assertThat(count(states, "Lost")).isEqualTo(5);
        }
    }

    private static String nameOf(LinkState<?> state) {
        return state.getClass().getSimpleName();
    }

    private static long count(List<String> states, String name) {
        return states.stream().filter(name::equals).count();
    }
}
