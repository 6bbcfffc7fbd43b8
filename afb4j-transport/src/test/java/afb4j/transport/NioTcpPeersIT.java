package afb4j.transport;

import afb4j.transport.netty.NioNetwork;

/// The contract of the peers over TCP on systems without epoll.
final class NioTcpPeersIT extends PeerContract {

    @Override
    Network open(TransportConfig config) {
        return NioNetwork.open(config);
    }

    @Override
    Address address() {
        return new Address.Tcp("127.0.0.1", 0);
    }
}
