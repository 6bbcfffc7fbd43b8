package afb4j.testkit.vector;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Plays both ends of a recorded chain against the binder in its middle: the client of the link `C-A` and
/// the server of the link `A-B`.
///
/// ```java
/// RelayPlay.of(Vectors.load("v1-client-relay.a2026")).against(relay);
/// ```
///
/// Immutable.
public final class RelayPlay {

    /// Link of a chain whose client is no relay.
    static final String CLIENT_LINK = "C-A";

    private final Vector vector;
    private final Duration patience;

    private RelayPlay(Vector vector, Duration patience) {
        this.vector = vector;
        this.patience = patience;
    }

    /// Prepares a play.
    public static RelayPlay of(Vector vector) {
        return new RelayPlay(vector, ServerPlay.PATIENCE);
    }

    /// Returns the same play with another limit of waiting.
    public RelayPlay withPatience(Duration other) {
        return new RelayPlay(vector, other);
    }

    /// Plays. The relay is started here, and closed at the end.
    ///
    /// @throws VectorMismatch when the relay behaves in another way than recorded, the [AcceptedDeviation]s
    ///     taken into account
    public void against(RelayUnderTest relay) {
        Vector wanted = AcceptedDeviation.rewrite(vector, Subject.RELAY);
        try (relay;
                Sockets.Listening listening = Sockets.listen(vector.transport())) {
            Driver driver = new Driver(relay, listening, patience);
            new Play(wanted, line -> !DeviationRewrites.isOfSubject(line, Subject.RELAY), driver, patience).run();
        }
    }

    private static final class Driver implements PlayDriver {
        private final Sockets.Listening listening;
        private final Duration patience;
        private final CompletableFuture<Endpoint> started = new CompletableFuture<>();

        Driver(RelayUnderTest relay, Sockets.Listening listening, Duration patience) {
            this.listening = listening;
            this.patience = patience;
            Thread.ofVirtual().name("testkit-relay-start").start(() -> {
                try {
                    started.complete(relay.start(listening.endpoint()));
                } catch (RuntimeException failure) {
                    started.completeExceptionally(failure);
                }
            });
        }

        @Override
        public FrameSocket connect(ConnectionKey key) {
            return key.link().equals(CLIENT_LINK)
                    ? Sockets.connect(Sockets.await(started, patience, "the relay to start"))
                    : listening.accept(patience);
        }
    }
}
