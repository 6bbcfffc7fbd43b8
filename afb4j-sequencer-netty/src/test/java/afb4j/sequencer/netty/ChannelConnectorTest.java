package afb4j.sequencer.netty;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.sequencer.Connector;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What scenarios do not show of the connector: mistakes of its user are failed attempts.
@Timeout(30)
final class ChannelConnectorTest {

    @Test
    void failsOnLoopWithoutChannels() {
        try (Stage stage = new Stage(LoopKind.VIRTUAL);
                LocalPeer peer = new LocalPeer()) {
            Throwable cause = causeOfFailure(stage, Tcp.to(peer.address(), LoopKind.NIO));

            assertThat(cause)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a channel needs a sequencer on a NettyLoop, this one is on ");
        }
    }

    @Test
    void failsWhenItCannotTellWhetherChannelIsUsable() {
        try (Stage stage = new Stage(LoopKind.NIO);
                LocalPeer peer = new LocalPeer()) {
            Throwable cause =
                    causeOfFailure(stage, Tcp.to(peer.address(), LoopKind.NIO).usableWhen(_ -> {
                        throw new IllegalStateException("no idea");
                    }));

            assertThat(cause).hasMessage("no idea");
            peer.closeNext();
        }
    }

    @Test
    void failsWhenViewOfChannelCannotBeMade() {
        try (Stage stage = new Stage(LoopKind.NIO);
                LocalPeer peer = new LocalPeer()) {
            Throwable cause =
                    causeOfFailure(stage, Tcp.to(peer.address(), LoopKind.NIO).as(_ -> {
                        throw new IllegalStateException("no view");
                    }));

            assertThat(cause).hasMessage("no view");
            peer.closeNext();
        }
    }

    private static Throwable causeOfFailure(Stage stage, Connector<?> connector) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Sequencer<String, String> seq = stage.runtime()
                .start(stage.<String, String>spec("connecting", () -> "", (self, _, signal) -> {
                            if (signal instanceof Signal.Created<String>) {
                                self.connect(connector);
                            }
                            if (signal instanceof Signal.ConnectFailed<String> failed) {
                                failure.complete(failed.cause());
                                return Verdict.DONE;
                            }
                            return Verdict.CONTINUE;
                        })
                        .build());
        stage.await(seq.completion());
        return stage.await(failure);
    }
}
