package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Json;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.ServerPeer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Addresses that need more than listening and connecting.
final class NettyNetworkIT {

    @TempDir
    Path folder;

    @Test
    void kernelTellsWhoConnectedOverAUnixSocket() throws Exception { // W-58
        try (TestPeers peers =
                new TestPeers(new Address.Unix(folder.resolve("hello").toString()))) {
            await(call(peers.connect(), "echo", Json.of(1)));

            ServerPeer server = peers.nextServer();

            assertThat(server.connection().credentials())
                    .hasValueSatisfying(who -> assertThat(who.pid())
                            .isEqualTo((int) ProcessHandle.current().pid()));
        }
    }

    @Test
    void clientFindsAPaddedAbstractName() { // W-05
        Address.Abstract name =
                new Address.Abstract("afb4j-padded-" + ProcessHandle.current().pid());
        TransportConfig both =
                TransportConfig.builder().paddedAbstractNames(true).build();
        try (TestPeers peers = new TestPeers(new Address.Tcp("127.0.0.1", 0), both);
                Listener listener = peers.network.listen(name, peers::accept)) {
            assertThat(listener.address()).isEqualTo(name);
            String padded = name.name() + "\0".repeat(107 - name.name().length());

            var exact = peers.connectTo(name);
            var old = peers.connectTo(new Address.Abstract(padded));

            assertThat(await(call(exact, "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
            assertThat(await(call(old, "echo", Json.of(2))).json()).isEqualTo(Json.of(2));
        }
    }

    @Test
    void clientTriesThePaddedNameWhenTheExactOneIsNotThere() { // W-05
        String name = "afb4j-old-" + ProcessHandle.current().pid();
        Address padded = new Address.Abstract(name + "\0".repeat(107 - name.length()));
        try (TestPeers peers = new TestPeers(padded)) {
            var client = peers.connectTo(new Address.Abstract(name));

            assertThat(await(call(client, "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
        }
    }

    @Test
    void servesASocketThatItsParentOpened() throws Exception { // sd:
        Path file = folder.resolve("inherited");
        try (var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())) {
            EpollServerDomainSocketChannel parent = new EpollServerDomainSocketChannel();
            group.register(parent).sync();
            parent.bind(new DomainSocketAddress(file.toString())).sync();
            int descriptor = parent.fd().intValue(); // closed by the network under test alone
            TransportConfig config = TransportConfig.builder()
                    .inheritedSockets(Map.of("hello", descriptor))
                    .build();

            try (TestPeers peers = new TestPeers(new Address.Inherited("hello"), config)) {
                var client = peers.connectTo(new Address.Unix(file.toString()));

                assertThat(await(call(client, "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
            }
        }
    }

    @Test
    void saysWhichInheritedSocketsThereAre() {
        TransportConfig config =
                TransportConfig.builder().inheritedSockets(Map.of("a", 3)).build();
        try (Network network = NettyNetwork.open(config)) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> network.listen(new Address.Inherited("b"), _ -> {
                        throw new AssertionError("nothing is accepted");
                    }))
                    .withMessageContaining("no socket of that name was inherited, there are [a]");
        }
    }

    @Test
    void refusesAPortInUseWithOneSentence() {
        try (TestPeers peers = new TestPeers(new Address.Tcp("127.0.0.1", 0))) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> peers.network.listen(peers.listener.address(), _ -> {
                        throw new AssertionError("nothing is accepted");
                    }))
                    .withMessage("cannot listen at " + peers.listener.address() + ": Address already in use");
        }
    }

    @Test
    void connectionThatNobodyAcceptsFailsWithTheReason() {
        try (TestPeers peers = new TestPeers(new Address.InMemory("unused"))) {
            Address nobody = new Address.Unix(folder.resolve("nobody").toString());

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> peers.connectTo(nobody))
                    .withMessageContaining("connection to " + nobody + " failed: No such file or directory");
        }
    }
}
