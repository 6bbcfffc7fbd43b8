package afb4j.transport.netty;

import afb4j.transport.Network;
import afb4j.transport.TransportConfig;

/// Opens the network of systems without epoll, on any system.
public final class NioNetwork {

    private NioNetwork() {}

    public static Network open(TransportConfig config) {
        return NettyNetwork.open(config, Driver.NIO);
    }
}
