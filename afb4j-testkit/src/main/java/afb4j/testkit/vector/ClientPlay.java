package afb4j.testkit.vector;

import java.time.Duration;

/// Plays the server side of a recording against a client, and drives that client: each recorded call is asked
/// of the client, what it writes is compared, the recorded reply is sent, and what the user of the client
/// sees of it is compared too. Calls that are pending when the connection ends must end as `disconnected`
/// (W-90), those whose reply cannot be decoded as `proto-error` (W-94), and every call exactly once. Events
/// and descriptions are compared likewise.
///
/// ```java
/// ClientPlay.of(Vectors.load("v1-client-replies.c2026")).against(client);
/// ```
///
/// Listens on loopback, or on a unix socket when the vector or the test wants it. Immutable.
public final class ClientPlay {
    private final Vector vector;
    private final String transport;
    private final Duration patience;

    private ClientPlay(Vector vector, String transport, Duration patience) {
        this.vector = vector;
        this.transport = transport;
        this.patience = patience;
    }

    /// Prepares a play; of a chain, the server side of its first link. Of `v1-describe*`, whose middle binder
    /// describes, the server side of both links: the client is asked for two connections.
    public static ClientPlay of(Vector vector) {
        return new ClientPlay(PlayedPart.of(vector, Subject.CLIENT), vector.transport(), ServerPlay.PATIENCE);
    }

    /// Returns the same play with another limit of waiting.
    public ClientPlay withPatience(Duration other) {
        return new ClientPlay(vector, transport, other);
    }

    /// Returns the same play over a unix socket.
    public ClientPlay overUnixSocket() {
        return new ClientPlay(vector, "unix", patience);
    }

    /// Plays.
    ///
    /// @throws VectorMismatch when the client behaves in another way than recorded, the [AcceptedDeviation]s
    ///     taken into account
    public void against(ClientUnderTest client) {
        Vector wanted = AcceptedDeviation.rewrite(vector, Subject.CLIENT);
        try (Sockets.Listening listening = Sockets.listen(transport);
                ClientDriver driver = new ClientDriver(wanted, client, listening, patience)) {
            new Play(wanted, Subject.CLIENT, driver, patience).run();
        }
    }
}
