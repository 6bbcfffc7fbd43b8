package afb4j.transport;

import afb4j.transport.netty.NettyNetwork;
import java.util.concurrent.atomic.AtomicInteger;

/// The contract of the peers inside one process.
final class InMemoryPeersIT extends PeerContract {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Override
    Network open(TransportConfig config) {
        return NettyNetwork.openInMemory(config);
    }

    @Override
    Address address() {
        return new Address.InMemory("peers-" + NEXT.incrementAndGet());
    }
}
