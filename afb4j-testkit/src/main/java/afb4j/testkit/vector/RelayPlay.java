package afb4j.testkit.vector;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Plays both ends of a recorded chain against the binder in its middle: the client of the link `C-A` and the
/// server of the link `A-B`.
///
/// ```java
/// RelayPlay.of(Vectors.load("v1-client-relay.a2026")).against(relay);
/// ```
///
/// Immutable.
public final class RelayPlay {

    /// Link of a chain whose client is no relay.
    static final String CLIENT_LINK = "C-A";

    /// Name under which a second link to the same server is known to the relay.
    private static final String SECOND_API = "hello2";

    private final Vector vector;
    private final Duration patience;

    private RelayPlay(Vector vector, Duration patience) {
        this.vector = vector;
        this.patience = patience;
    }

    /// Prepares a play.
    public static RelayPlay of(Vector vector) {
        return new RelayPlay(PlayedPart.of(vector, Subject.RELAY), ServerPlay.PATIENCE);
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
                Sockets.Listening first = Sockets.listen(vector.transport());
                Sockets.Listening second = Sockets.listen(vector.transport())) {
            Driver driver = new Driver(wanted, first, second, patience);
            driver.start(relay);
            new Play(wanted, Subject.RELAY, driver, patience).run();
        }
    }

    /// Plays the remote server too: it stops listening when it ends a connection and another one will follow,
    /// and listens again just before the call that makes the relay connect (W-99).
    private static final class Driver implements PlayDriver {
        private final Vector vector;
        private final Sockets.Listening first;
        private final Sockets.Listening second;
        private final Duration patience;
        private final CompletableFuture<Endpoint> started = new CompletableFuture<>();

        Driver(Vector vector, Sockets.Listening first, Sockets.Listening second, Duration patience) {
            this.vector = vector;
            this.first = first;
            this.second = second;
            this.patience = patience;
        }

        void start(RelayUnderTest relay) {
            boolean twoLinks = vector.frames().stream().anyMatch(Driver::isOnSecondLink);
            Endpoint remote = first.endpoint();
            List<Endpoint> remotes =
                    twoLinks ? List.of(remote, new Endpoint(second.endpoint().address(), SECOND_API)) : List.of(remote);
            RelaySetup setup = new RelaySetup(remotes, vector.transport());
            Thread.ofVirtual().name("testkit-relay-start").start(() -> {
                try {
                    started.complete(relay.start(setup));
                } catch (RuntimeException failure) {
                    started.completeExceptionally(failure);
                }
            });
        }

        @Override
        public FrameSocket connect(ConnectionKey key) {
            return switch (key.link()) {
                case CLIENT_LINK -> Sockets.connect(Sockets.await(started, patience, "the relay to start"));
                case ServerPlay.SECOND_SERVER_LINK -> second.accept(patience);
                default -> first.accept(patience);
            };
        }

        @Override
        public void sending(Step step) {
            List<VectorFrame> later =
                    vector.frames().subList(step.index + 1, vector.frames().size());
            if (isRemote(step.line)) {
                if (step.isEnd() && later.stream().anyMatch(Driver::isRemoteOpening)) {
                    first.pause();
                }
            } else if (!later.isEmpty() && isRemoteOpening(later.getFirst())) {
                first.resume();
            }
        }

        private static boolean isRemoteOpening(VectorFrame line) {
            return isRemote(line) && line.event() == VectorFrame.Event.OPEN;
        }

        private static boolean isRemote(VectorFrame line) {
            return line.link().equals(ServerPlay.SERVER_LINK);
        }

        private static boolean isOnSecondLink(VectorFrame line) {
            return line.link().equals(ServerPlay.SECOND_SERVER_LINK);
        }
    }
}
