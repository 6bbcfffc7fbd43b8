package afb4j.transport;

import java.util.concurrent.atomic.AtomicInteger;

/// The contract of the peers over an abstract unix socket.
final class AbstractNamePeersIT extends PeerContract {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Override
    Address address() {
        return new Address.Abstract("afb4j/peers-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet());
    }
}
