package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Json;
import afb4j.transport.netty.NettyNetwork;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file of a listening unix socket (W-04).
final class SocketFileIT {

    @TempDir
    Path folder;

    @Test
    void makesItsFolderAndRemovesItsFileAtTheEnd() {
        Path file = folder.resolve("new/folder/hello");

        try (TestPeers peers = new TestPeers(new Address.Unix(file.toString()))) {
            assertThat(file).exists();
            assertThat(peers.connect().connection().isOpen()).isTrue();
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void replacesTheFileOfADeadServer() throws IOException {
        Path file = folder.resolve("hello");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(file));
        }
        assertThat(file).exists();

        try (TestPeers peers = new TestPeers(new Address.Unix(file.toString()))) {
            assertThat(await(call(peers.connect(), "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
        }
    }

    @Test
    void neverStealsTheFileOfALiveServer() {
        Address address = new Address.Unix(folder.resolve("hello").toString());
        try (TestPeers first = new TestPeers(address)) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> first.network.listen(address, _ -> {
                        throw new AssertionError("nothing is accepted");
                    }))
                    .withMessageContaining("another server is listening there");

            assertThat(await(call(first.connect(), "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
        }
    }

    @Test
    void leavesAFileThatIsNoSocket() throws IOException {
        Path file = Files.writeString(folder.resolve("hello"), "precious");
        try (Network network = NettyNetwork.open(TransportConfig.DEFAULT)) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> network.listen(new Address.Unix(file.toString()), _ -> {
                        throw new AssertionError("nothing is accepted");
                    }))
                    .withMessageContaining("is not a socket");
        }

        assertThat(file).hasContent("precious");
    }

    @Test
    void leavesTheFileThatAnotherServerPutInItsPlace() throws IOException {
        Path file = folder.resolve("hello");
        try (TestPeers peers = new TestPeers(new Address.Unix(file.toString()))) {
            Files.delete(file);
            Files.writeString(file, "another");
            assertThat(peers.listener.address()).isEqualTo(new Address.Unix(file.toString()));
        }

        assertThat(file).hasContent("another");
    }
}
