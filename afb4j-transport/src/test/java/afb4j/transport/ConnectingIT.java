package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.netty.NettyNetwork;
import io.netty.buffer.ByteBuf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Attempts to connect always end: with a connection, or with the reason why there is none.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class ConnectingIT {

    private static final TransportConfig ONE_LOOP =
            TransportConfig.builder().ioThreads(1).build();

    @TempDir
    Path folder;

    private Address file(String name) {
        return new Address.Unix(folder.resolve(name).toString());
    }

    private static ConnectionListener nothing() {
        return new ConnectionListener() {
            @Override
            public void onMessage(ByteBuf message) {
                throw new AssertionError("expected no message, came " + message);
            }

            @Override
            public void onClosed(CloseReason reason) {
                // as it must
            }
        };
    }

    @Test
    void connectingEndsWithTheTimeoutWhenATcpServerIsTooBusy() {
        TransportConfig impatient = TransportConfig.builder()
                .ioThreads(1)
                .connectTimeout(Duration.ofMillis(300))
                .build();
        try (RawServer busy = new RawServer(1);
                RawPeer first = RawPeer.connect(busy.address());
                RawPeer second = RawPeer.connect(busy.address());
                Network network = NettyNetwork.open(impatient)) {
            assertThat(first.isHeard() && second.isHeard()).isTrue(); // and there is room for no third

            failsToConnect(network, busy.address(), "Connection timed out");
        }
    }

    @Test
    void connectingEndsWithTheTimeoutWhenAUnixServerIsTooBusy() {
        TransportConfig impatient = TransportConfig.builder()
                .ioThreads(1)
                .connectTimeout(Duration.ofMillis(300))
                .build();
        Address address = file("busy");
        try (RawServer busy = new RawServer(address, 1);
                RawPeer first = RawPeer.connect(address);
                RawPeer second = RawPeer.connect(address);
                Network network = NettyNetwork.open(impatient)) {
            assertThat(first.isHeard() && second.isHeard()).isTrue();

            failsToConnect(network, busy.address(), "Connection timed out");
        }
    }

    @Test
    void connectingWaitsForAUnixServerThatIsTooBusyForTheMoment() throws Exception {
        Address address = file("busy");
        try (RawServer busy = new RawServer(address, 1);
                RawPeer first = RawPeer.connect(address);
                RawPeer second = RawPeer.connect(address);
                Network network = NettyNetwork.open(ONE_LOOP)) {
            assertThat(first.isHeard() && second.isHeard()).isTrue();
            CompletableFuture<Connection> connecting = connect(network, address);

            try (RawPeer one = busy.accept();
                    RawPeer two = busy.accept();
                    RawPeer ours = busy.accept()) {
                assertThat(one.isHeard() && two.isHeard()).isTrue();
                Connection connection = await(connecting);
                connection.close();
                assertThat(ours.next()).hasToString("88: ");
            }
        }
    }

    private static CompletableFuture<Connection> connect(Network network, Address address) {
        return network.connect(address, network.loop(), _ -> nothing()).toCompletableFuture();
    }

    private static void failsToConnect(Network network, Address address, String why) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> await(connect(network, address)))
                .havingCause()
                .isInstanceOf(TransportException.class)
                .withMessage("connection to " + address + " failed: " + why);
    }

    @Test
    void networkClosedWhileConnectingOverTcpSaysSo() {
        try (RawServer busy = new RawServer(1)) {
            closingEndsConnecting(busy);
        }
    }

    @Test
    void networkClosedWhileConnectingToAUnixSocketSaysSo() {
        try (RawServer busy = new RawServer(file("busy"), 1)) {
            closingEndsConnecting(busy);
        }
    }

    private static void closingEndsConnecting(RawServer busy) {
        Network network = NettyNetwork.open(ONE_LOOP);
        try (RawPeer first = RawPeer.connect(busy.address());
                RawPeer second = RawPeer.connect(busy.address())) {
            assertThat(first.isHeard() && second.isHeard()).isTrue();
            CompletableFuture<Connection> connecting = connect(network, busy.address());

            network.close();

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> await(connecting))
                    .withMessageContaining("connection to " + busy.address() + " failed: the network is closed");
        } finally {
            network.close();
        }
    }

    @Test
    void listenerThatCannotBeMadeIsToldToWhoConnects() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        try (RawServer server = new RawServer();
                Network network = NettyNetwork.open(ONE_LOOP)) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> await(network.connect(server.address(), network.loop(), _ -> {
                                throw failure;
                            })
                            .toCompletableFuture()))
                    .withCause(failure);
        }
    }
}
