package afb4j.transport;

/// The contract of the peers over TCP.
final class TcpPeersIT extends PeerContract {

    @Override
    Address address() {
        return new Address.Tcp("127.0.0.1", 0);
    }
}
