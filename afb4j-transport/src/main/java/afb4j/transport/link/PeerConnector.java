package afb4j.transport.link;

import afb4j.sequencer.Attempt;
import afb4j.sequencer.CloseCause;
import afb4j.sequencer.Connector;
import afb4j.transport.Address;
import afb4j.transport.CloseReason;
import afb4j.transport.Connection;
import afb4j.transport.Network;
import afb4j.transport.TransportException;
import afb4j.transport.peer.ClientPeer;
import afb4j.transport.peer.Protocol;
import afb4j.transport.peer.RemoteEventListener;

/// Makes calling ends of connections for a sequencer: connect, offer the version, usable (W-31, W-34).
///
/// @param network where sockets come from
/// @param address where the server listens
/// @param protocol what it speaks
/// @param events hears of its events
record PeerConnector(Network network, Address address, Protocol protocol, RemoteEventListener events)
        implements Connector<ClientPeer> {

    @Override
    public void connect(Attempt<ClientPeer> attempt) {
        network.connect(address, attempt.loop(), connection -> peer(attempt, connection))
                .exceptionally(failure -> {
                    attempt.failed(failure.getCause() instanceof TransportException cause ? cause : failure);
                    return null;
                });
    }

    private ClientPeer peer(Attempt<ClientPeer> attempt, Connection connection) {
        ClientPeer peer =
                new ClientPeer(connection, network.config(), protocol, events, reason -> attempt.closed(cause(reason)));
        attempt.onClose(connection::close);
        connection.loop().execute(() -> {
            peer.open();
            attempt.opened(peer);
        });
        return peer;
    }

    private static CloseCause cause(CloseReason reason) {
        return switch (reason.kind()) {
            case LOCAL -> new CloseCause.Local();
            case REMOTE -> new CloseCause.Peer(reason.text());
            case PROTOCOL_ERROR, FAILURE -> new CloseCause.Broken(new TransportException(reason.text()));
        };
    }
}
