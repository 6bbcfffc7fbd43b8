package afb4j.transport;

import static afb4j.transport.TestPeers.await;
import static afb4j.transport.TestPeers.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Json;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.netty.NettyNetwork;
import afb4j.transport.peer.ClientPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Sockets that the parent process opened (`sd:`), played by sockets of the JDK: blocking ones, as a service
/// manager hands them over.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class InheritedSocketIT {

    /// Sockets whose descriptor was taken over: they must neither be closed nor collected.
    private static final List<ServerSocketChannel> TAKEN_OVER = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void servesAUnixSocketThatItsParentOpened() throws Exception {
        Path file = folder.resolve("inherited");
        int descriptor = descriptorOf(() -> {
            ServerSocketChannel parent = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            TAKEN_OVER.add(parent);
            return parent.bind(UnixDomainSocketAddress.of(file));
        });

        serves(descriptor, new Address.Unix(file.toString()));

        assertThat(file).exists(); // its owner is the parent
    }

    @Test
    void servesATcpSocketThatItsParentOpened() throws Exception {
        InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        int descriptor = descriptorOf(() -> {
            ServerSocketChannel parent = ServerSocketChannel.open();
            TAKEN_OVER.add(parent);
            return parent.bind(place);
        });
        int port = TAKEN_OVER.getLast().socket().getLocalPort();

        serves(descriptor, new Address.Tcp("127.0.0.1", port));
    }

    /// Two clients: an accept that blocks would stop the only loop after the first.
    private static void serves(int descriptor, Address address) {
        try (TestPeers peers = new TestPeers(new Address.Inherited("hello"), config(descriptor))) {
            ClientPeer first = peers.connectTo(address);
            assertThat(await(call(first, "echo", Json.of(1))).json()).isEqualTo(Json.of(1));
            ClientPeer second = peers.connectTo(address);

            assertThat(await(call(second, "echo", Json.of(2))).json()).isEqualTo(Json.of(2));
            assertThat(await(call(first, "echo", Json.of(3))).json()).isEqualTo(Json.of(3));
        }
    }

    private static TransportConfig config(int descriptor) {
        return TransportConfig.builder()
                .ioThreads(1)
                .inheritedSockets(Map.of("hello", descriptor))
                .build();
    }

    @Test
    void saysWhichInheritedSocketsThereAre() {
        try (Network network = NettyNetwork.open(config(3))) {
            refuses(network, "other", "no socket of that name was inherited, there are [hello]");
        }
    }

    @Test
    void refusesADescriptorThatIsNotOpen() {
        try (Network network = NettyNetwork.open(config(987_654))) {
            refuses(network, "hello", "descriptor 987654 is not open");
        }
    }

    @Test
    void refusesADescriptorThatIsNoSocket() throws Exception {
        Path file = folder.resolve("file");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int descriptor = descriptors().stream()
                    .filter(number -> target(number).equals(file.toString()))
                    .findFirst()
                    .orElseThrow();
            try (Network network = NettyNetwork.open(config(descriptor))) {
                refuses(network, "hello", "is not a socket but " + file);
            }
            assertThat(channel.isOpen()).isTrue();
        }
    }

    @Test
    void refusesASocketThatDoesNotListen() throws Exception {
        DatagramChannel[] opened = new DatagramChannel[1];
        int descriptor = descriptorOf(() -> opened[0] = DatagramChannel.open(StandardProtocolFamily.INET));
        try (DatagramChannel channel = opened[0];
                Network network = NettyNetwork.open(config(descriptor))) {
            refuses(network, "hello", "is not a listening stream socket");
            assertThat(channel.isOpen()).isTrue();
        }
    }

    private static void refuses(Network network, String name, String why) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> network.listen(new Address.Inherited(name), _ -> {
                    throw new AssertionError("nothing is accepted");
                }))
                .withMessageContaining("cannot listen at sd:" + name)
                .withMessageContaining(why);
    }

    /// The number of the socket that `open` opens.
    private static int descriptorOf(Callable<?> open) throws Exception {
        Set<Integer> before = sockets();
        assertThat(open.call()).isNotNull();
        Set<Integer> opened = sockets();
        opened.removeAll(before);
        return opened.iterator().next();
    }

    private static Set<Integer> sockets() throws IOException {
        return descriptors().stream()
                .filter(number -> target(number).startsWith("socket:"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<Integer> descriptors() throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
            return links.map(link -> Integer.valueOf(link.getFileName().toString()))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException _) { // it was open only to list the folder
            return "";
        }
    }
}
