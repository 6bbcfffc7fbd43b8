package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Json;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.netty.NettyNetwork;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The file of a listening unix socket (W-04).
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
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
            assertThat(folder).isDirectoryContaining(found -> found.equals(file));
            assertThat(folder.toFile().list()).hasSize(1); // nothing is left aside
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

    @Test
    void neverStealsTheFileOfAServerThatIsTooBusyToAccept() throws IOException {
        Path file = folder.resolve("hello");
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                SocketChannel first = SocketChannel.open(UnixDomainSocketAddress.of(bound(busy, file)));
                SocketChannel second = SocketChannel.open(UnixDomainSocketAddress.of(file));
                Network network = NettyNetwork.open(TransportConfig.DEFAULT)) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> network.listen(new Address.Unix(file.toString()), _ -> {
                        throw new AssertionError("nothing is accepted");
                    }))
                    .withMessageContaining("another server is listening there");
            assertThat(first.isConnected() && second.isConnected()).isTrue(); // and there is room for no third
        }
    }

    private static Path bound(ServerSocketChannel server, Path file) throws IOException {
        server.bind(UnixDomainSocketAddress.of(file), 1);
        return file;
    }

    @Test
    void bindsWhereThereIsRoomForOneByteOnly() {
        int room = 107 - folder.toString().length() - "/".length() - "/h".length();
        Path file = folder.resolve("d".repeat(room)).resolve("h");
        assertThat(file.toString()).hasSize(107);

        try (TestPeers peers = new TestPeers(new Address.Unix(file.toString()))) {
            assertThat(await(call(peers.connect(), "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
            assertThat(file.getParent().toFile().list()).containsExactly("h");
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void placeIsNeverEmptyWhileTheFileOfADeadServerIsReplaced() throws Exception {
        Path file = folder.resolve("hello");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(file));
        }
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger absences = new AtomicInteger();
        Thread watcher = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    absences.incrementAndGet();
                }
            }
        });

        try (Network network = NettyNetwork.open(TransportConfig.DEFAULT);
                Listener listener = network.listen(new Address.Unix(file.toString()), _ -> {
                    throw new AssertionError("nothing is accepted");
                })) {
            over.set(true);
            watcher.join();

            assertThat(listener.address()).isEqualTo(new Address.Unix(file.toString()));
            assertThat(absences).hasValue(0);
        }
    }

    @Test
    void networkRemovesTheFilesOfItsListeners() {
        Path file = folder.resolve("hello");
        Network network = NettyNetwork.open(TransportConfig.DEFAULT);
        Listener listener = network.listen(new Address.Unix(file.toString()), _ -> {
            throw new AssertionError("nothing is accepted");
        });
        assertThat(file).exists();

        network.close();
        listener.close();

        assertThat(file).doesNotExist();
    }
}
