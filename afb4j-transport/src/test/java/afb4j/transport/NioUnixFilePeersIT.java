package afb4j.transport;

import afb4j.transport.netty.NioNetwork;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/// The contract of the peers over a unix socket with a file, on systems without epoll.
final class NioUnixFilePeersIT extends PeerContract {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @TempDir
    Path folder;

    @Override
    Network open(TransportConfig config) {
        return NioNetwork.open(config);
    }

    @Override
    Address address() {
        return new Address.Unix(
                folder.resolve("peers-" + NEXT.incrementAndGet()).toString());
    }
}
