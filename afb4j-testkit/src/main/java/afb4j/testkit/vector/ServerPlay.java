package afb4j.testkit.vector;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Plays the client side of a recording against a server: sends what the client sent, expects what the server
/// answered.
///
/// ```java
/// ServerPlay.of(Vectors.load("v1-ping.c2020-s2026")).against(server);
/// ```
///
/// For the probes a second connection then shows that the server still serves others. Immutable.
public final class ServerPlay {

    /// How long a play waits for anything, unless told otherwise.
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Link of the last server of a chain.
    static final String SERVER_LINK = "A-B";

    /// A second link to the same server.
    static final String SECOND_SERVER_LINK = "A-B2";

    private static final Set<String> STOPPED_BY_OPERATOR = Set.of("server-term", "server-killed", "reconnect");
    private static final List<String> STILL_SERVES = List.of("server still serves others", "server alive");

    private final Vector vector;
    private final Duration patience;

    private ServerPlay(Vector vector, Duration patience) {
        this.vector = vector;
        this.patience = patience;
    }

    /// Prepares a play; of a chain, the client side of its last link.
    public static ServerPlay of(Vector vector) {
        return new ServerPlay(PlayedPart.of(vector, Subject.SERVER), PATIENCE);
    }

    /// Returns the same play with another limit of waiting.
    public ServerPlay withPatience(Duration other) {
        return new ServerPlay(vector, other);
    }

    /// Plays.
    ///
    /// @throws VectorMismatch when the server behaves in another way than recorded, the [AcceptedDeviation]s
    ///     taken into account
    public void against(ServerUnderTest server) {
        play(AcceptedDeviation.rewrite(vector, Subject.SERVER), server);
        if (STILL_SERVES.stream()
                .anyMatch(key -> vector.outcome().getOrDefault(key, "").equals("true"))) {
            pingOnSecondConnection(server);
        }
    }

    private void pingOnSecondConnection(ServerUnderTest server) {
        try {
            play(Liveness.vector(vector.dialect()), server);
        } catch (VectorMismatch mismatch) {
            throw new VectorMismatch(vector.name() + ": the server does not serve others any more", mismatch);
        }
    }

    private void play(Vector wanted, ServerUnderTest server) {
        new Play(wanted, Subject.SERVER, new Driver(wanted, server), patience).run();
    }

    private static boolean isOurs(VectorFrame line) {
        return line.direction() == Direction.C2S;
    }

    private static final class Driver implements PlayDriver {
        private final Vector wanted;
        private final ServerUnderTest server;
        private boolean isStopped;

        Driver(Vector wanted, ServerUnderTest server) {
            this.wanted = wanted;
            this.server = server;
        }

        @Override
        public FrameSocket connect(ConnectionKey key) {
            if (isStopped) {
                isStopped = false;
                server.startAgain();
            }
            boolean second = key.link().equals(SECOND_SERVER_LINK);
            return Sockets.connect(second ? server.secondEndpoint() : server.endpoint());
        }

        @Override
        public void reached(Step step) {
            if (step.isEnd() && STOPPED_BY_OPERATOR.contains(wanted.scenario()) && !clientEndedBefore(step)) {
                isStopped = true;
                server.stop();
            }
        }

        private boolean clientEndedBefore(Step end) {
            return wanted.frames().subList(0, end.index).stream()
                    .anyMatch(line ->
                            isOurs(line) && line.event() == VectorFrame.Event.EOF && line.isOnSameConnection(end.line));
        }
    }
}
