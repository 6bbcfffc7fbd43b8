package afb4j.transport;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/// The contract of the peers over a unix socket with a file.
final class UnixFilePeersIT extends PeerContract {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @TempDir
    Path folder;

    @Override
    Address address() {
        return new Address.Unix(
                folder.resolve("peers-" + NEXT.incrementAndGet()).toString());
    }
}
