package afb4j.testkit.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both sides of each recording, played by the player: what it says of itself before any product exists.
class SelfPlayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration IMPATIENCE = Duration.ofMillis(100);

    static List<Vector> vectors() {
        return Vectors.all();
    }

    static List<CatalogEntry> ofServers() {
        return VectorCatalog.entries().stream()
                .filter(entry -> entry.subject() == Subject.SERVER)
                .toList();
    }

    static Stream<Mutation> mutations() {
        return VectorCatalog.played(Subject.SERVER).stream().flatMap(entry -> Mutation.of(entry).stream());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void playsBothSidesOfEveryRecording(Vector vector) {
        Vector recorded = DeviationRewrites.closes(vector, Subject.SERVER);
        try (Sockets.Listening first = Sockets.listen("tcp");
                Sockets.Listening second = Sockets.listen("tcp")) {
            PlayDriver ends = key -> isSecond(key) ? second.accept(PATIENCE) : Sockets.connect(first.endpoint());
            PlayDriver middle = key -> isSecond(key) ? Sockets.connect(second.endpoint()) : first.accept(PATIENCE);

            CompletableFuture<Void> played = CompletableFuture.runAsync(
                    () -> new Play(recorded, Subject.RELAY, line -> isOfEnds(line), ends, PATIENCE).run());
            new Play(recorded, Subject.SERVER, line -> !isOfEnds(line), middle, PATIENCE).run();

            assertThat(played).succeedsWithin(PATIENCE);
        }
    }

    @ParameterizedTest
    @MethodSource("ofServers")
    void playsTheClientAgainstAScriptedServer(CatalogEntry entry) {
        Vector wanted = wanted(entry);
        List<Vector> scripts = List.of(wanted, Liveness.vector(wanted.dialect()));
        try (ScriptedServer server = new ScriptedServer(PATIENCE, scripts)) {
            ServerPlay.of(entry.vector()).withPatience(PATIENCE).against(server);
        }
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void noticesEveryMutationOfTheServer(Mutation mutation) {
        try (ScriptedServer server = new ScriptedServer(IMPATIENCE, List.of(mutation.mutated()))) {
            ServerPlay play = ServerPlay.of(mutation.recorded()).withPatience(IMPATIENCE);

            assertThatThrownBy(() -> play.against(server))
                    .isInstanceOf(VectorMismatch.class)
                    .hasMessageContaining(mutation.recorded().name());
        }
    }

    private static Vector wanted(CatalogEntry entry) {
        return AcceptedDeviation.rewrite(PlayedPart.of(entry.vector(), Subject.SERVER), Subject.SERVER);
    }

    private static boolean isSecond(ConnectionKey key) {
        return key.link().contains("-B");
    }

    /// The ends of a chain are its client and its server; of a plain conversation, its client.
    private static boolean isOfEnds(VectorFrame line) {
        return line.direction() == (line.link().contains("-B") ? Direction.S2C : Direction.C2S);
    }
}
