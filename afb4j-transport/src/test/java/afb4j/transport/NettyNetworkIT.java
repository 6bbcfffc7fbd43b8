package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.api.Credentials;
import afb4j.api.Json;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.netty.NioNetwork;
import afb4j.transport.peer.ServerPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses that need more than listening and connecting, and those that a network refuses.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class NettyNetworkIT {

    private static final TransportConfig ONE_LOOP =
            TransportConfig.builder().ioThreads(1).build();
    private static final Address LOOPBACK = new Address.Tcp("127.0.0.1", 0);

    @TempDir
    Path folder;

    private static ConnectionListener nobody(Connection connection) {
        throw new AssertionError("expected no connection, came " + connection);
    }

    private static String name(String purpose) {
        return "afb4j-" + purpose + "-" + ProcessHandle.current().pid();
    }

    private static String padded(String name) {
        return name + "\0".repeat(107 - name.length());
    }

    @Test
    void kernelTellsWhoConnectedOverAUnixSocket() throws Exception { // W-58
        try (TestPeers peers =
                new TestPeers(new Address.Unix(folder.resolve("hello").toString()))) {
            await(call(peers.connect(), "echo", Json.of(1)));

            ServerPeer server = peers.nextServer();

            assertThat(server.connection().credentials()).hasValueSatisfying(who -> {
                assertThat(who.pid()).isEqualTo((int) ProcessHandle.current().pid());
                assertThat(who.label()).isEqualTo(ownLabel());
            });
        }
    }

    /// The label of this process, as a kernel with labels tells it.
    private static String ownLabel() {
        try {
            return Files.readString(Path.of("/proc/self/attr/current")).strip().replace("\0", "");
        } catch (IOException _) { // a kernel without
            return Credentials.NO_LABEL;
        }
    }

    @Test
    void nobodyIsKnownOverTcp() throws Exception { // W-58
        try (TestPeers peers = new TestPeers(LOOPBACK)) {
            await(call(peers.connect(), "echo", Json.of(1)));

            assertThat(peers.nextServer().connection().credentials()).isEmpty();
        }
    }

    @Test
    void serverOffersThePaddedFormOfAnAbstractNameWhenAsked() { // W-05
        Address.Abstract name = new Address.Abstract(name("both"));
        TransportConfig both =
                TransportConfig.builder().paddedAbstractNames(true).build();
        try (TestPeers peers = new TestPeers(name, both)) {
            var exact = peers.connectTo(name);
            var old = peers.connectTo(new Address.Abstract(padded(name.name())));

            assertThat(peers.listener.address()).isEqualTo(name);
            assertThat(await(call(exact, "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
            assertThat(await(call(old, "echo", Json.of(2))).json()).isEqualTo(Json.of(2));
        }
    }

    @Test
    void clientTriesThePaddedNameWhenTheExactOneIsNotThere() throws Exception { // W-05
        String name = name("old");
        try (TestPeers peers = new TestPeers(new Address.Abstract(padded(name)))) {
            var client = peers.connectTo(new Address.Abstract(name));

            assertThat(await(call(client, "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
            assertThat(peers.nextServer().connection().credentials())
                    .hasValueSatisfying(who -> assertThat(who.pid())
                            .isEqualTo((int) ProcessHandle.current().pid()));
        }
    }

    @Test
    void abstractNameMayFillTheWholeAddress() { // W-04
        Address name = new Address.Abstract("n".repeat(107 - name("full").length()) + name("full"));
        try (TestPeers peers = new TestPeers(name)) {
            assertThat(await(call(peers.connect(), "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
        }
    }

    @Test
    void abstractNameOfALiveServerIsRefused() {
        Address name = new Address.Abstract(padded(name("taken")));
        try (TestPeers peers = new TestPeers(name)) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> peers.network.listen(name, NettyNetworkIT::nobody))
                    .withMessage("cannot listen at " + name + ", padded: Address already in use");
        }
    }

    @Test
    void saysOnceThatNobodyListensAtAnAbstractName() {
        Address nobody = new Address.Abstract(name("nobody"));
        try (Network network = NettyNetwork.open(ONE_LOOP)) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> await(connect(network, nobody)))
                    .havingCause()
                    .isInstanceOf(TransportException.class)
                    .withMessage("connection to " + nobody + " failed: Connection refused");
        }
    }

    private static CompletableFuture<Connection> connect(Network network, Address address) {
        return network.connect(address, network.loop(), NettyNetworkIT::nobody).toCompletableFuture();
    }

    @Test
    void refusesAPortInUseWithOneSentence() {
        try (TestPeers peers = new TestPeers(LOOPBACK)) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> peers.network.listen(peers.listener.address(), NettyNetworkIT::nobody))
                    .withMessage("cannot listen at " + peers.listener.address() + ": Address already in use");
        }
    }

    @Test
    void connectionThatNobodyAcceptsFailsWithTheReason() {
        Address nobody = new Address.Unix(folder.resolve("nobody").toString());
        try (Network network = NettyNetwork.open(ONE_LOOP)) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> await(connect(network, nobody)))
                    .havingCause()
                    .isInstanceOf(TransportException.class)
                    .withMessage("connection to " + nobody + " failed: No such file or directory");
        }
    }

    @Test
    void hostIsTriedAtEachOfItsNumbers() {
        try (TestPeers peers = new TestPeers(LOOPBACK)) {
            int port = ((Address.Tcp) peers.listener.address()).port();

            var client = peers.connectTo(new Address.Tcp("localhost", port)); // ::1 where there is one refuses

            assertThat(await(call(client, "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
        }
    }

    @Test
    void unknownHostIsToldToWhoConnectsAndToWhoListens() {
        Address nowhere = new Address.Tcp("no-such-host.invalid", 1);
        try (Network network = NettyNetwork.open(ONE_LOOP)) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> await(connect(network, nowhere)))
                    .withMessageContaining("the host no-such-host.invalid is unknown");
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> network.listen(nowhere, NettyNetworkIT::nobody))
                    .withMessageContaining("the host no-such-host.invalid is unknown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:/tmp/afb4j-nowhere", "unix:@afb4j-nowhere", "tcp:127.0.0.1:1", "sd:nowhere"})
    void networkInMemoryRefusesSockets(String spec) {
        Address address = Sockspec.parseAddress(spec, Sockspec.Role.SERVER);
        try (Network network = NettyNetwork.openInMemory(ONE_LOOP)) {
            refusesBoth(network, address, "this network is in memory, expected memory:NAME");
        }
    }

    @Test
    void networkOfSocketsRefusesAPlaceInMemory() {
        try (Network network = NettyNetwork.open(ONE_LOOP)) {
            refusesBoth(network, new Address.InMemory("x"), "this network has sockets");
        }
    }

    @Test
    void networkWithoutEpollRefusesAbstractNames() {
        try (Network network = NioNetwork.open(ONE_LOOP)) {
            refusesBoth(
                    network,
                    new Address.Abstract("x"),
                    "abstract sockets need Linux and the native transport of Netty; use unix:PATH or tcp:HOST:PORT");
        }
    }

    @Test
    void networkWithoutEpollRefusesInheritedSockets() {
        TransportConfig config = TransportConfig.builder()
                .ioThreads(1)
                .inheritedSockets(Map.of("x", 3))
                .build();
        try (Network network = NioNetwork.open(config)) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> network.listen(new Address.Inherited("x"), NettyNetworkIT::nobody))
                    .withMessageContaining("inherited sockets need Linux and the native transport of Netty");
        }
    }

    private static void refusesBoth(Network network, Address address, String why) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> network.listen(address, NettyNetworkIT::nobody))
                .withMessageContaining(why);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> await(connect(network, address)))
                .havingCause()
                .isInstanceOf(TransportException.class)
                .withMessageContaining(why);
    }

    @Test
    void closedNetworkSaysSo() {
        Network network = NettyNetwork.open(ONE_LOOP);

        network.close();
        network.close();

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> network.listen(LOOPBACK, NettyNetworkIT::nobody))
                .withMessageContaining("the network is closed");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> await(connect(network, new Address.Tcp("127.0.0.1", 1))))
                .withMessageContaining("the network is closed");
    }

    @Test
    @SuppressWarnings("try") // closing is what is tested
    void networkIsNotClosedOnItsOwnLoop() {
        try (Network network = NettyNetwork.open(ONE_LOOP)) {
            CompletableFuture<Void> closing = new CompletableFuture<>();

            network.loop().execute(() -> {
                try {
                    network.close();
                    closing.complete(null);
                } catch (IllegalStateException refused) {
                    closing.completeExceptionally(refused);
                }
            });

            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        throw closing.handle((_, failure) -> failure).join();
                    })
                    .withMessage("a network cannot be closed on one of its own event loops");
        }
    }
}
