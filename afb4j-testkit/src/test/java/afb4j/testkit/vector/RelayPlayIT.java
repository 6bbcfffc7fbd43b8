package afb4j.testkit.vector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelayPlayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static List<CatalogEntry> ofRelays() {
        return VectorCatalog.entries().stream()
                .filter(entry ->
                        entry.subject() == Subject.RELAY && entry.omission().isEmpty())
                .toList();
    }

    static List<CatalogEntry> ofCalls() {
        return ofRelays().stream()
                .filter(entry -> entry.vector().scenario().equals("client-relay"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ofRelays")
    void playsBothEndsOfEveryRelay(CatalogEntry entry) {
        ScriptedRelay relay = new ScriptedRelay(wanted(entry.vector()), PATIENCE);

        play(entry, relay);
    }

    @ParameterizedTest
    @MethodSource("ofRelays")
    void leavesOutWhatIsOptional(CatalogEntry entry) {
        Vector wanted = wanted(entry.vector());
        Vector least = wanted.withFrames(wanted.frames().stream()
                .filter(line -> !line.optional() || !DeviationRewrites.isOfSubject(line, Subject.RELAY))
                .toList());

        ScriptedRelay relay = new ScriptedRelay(least, PATIENCE);

        play(entry, relay);
    }

    @ParameterizedTest
    @MethodSource("ofCalls")
    void playsBothEndsOfALivingRelay(CatalogEntry entry) {
        RelayPlay.of(entry.vector()).against(new TinyRelay(""));
    }

    @Test
    void noticesAnAlteredReply() {
        RelayPlay play = RelayPlay.of(Vectors.load("v1-client-relay.a2026"));

        assertThatThrownBy(() -> play.against(new TinyRelay("altered ")))
                .isInstanceOf(VectorMismatch.class)
                .hasMessageContaining("info is \"altered ");
    }

    private static void play(CatalogEntry entry, ScriptedRelay relay) {
        try {
            RelayPlay.of(entry.vector()).withPatience(PATIENCE).against(relay);
        } catch (VectorMismatch mismatch) {
            relay.failure().ifPresent(mismatch::addSuppressed);
            throw mismatch;
        }
        relay.join();
    }

    private static Vector wanted(Vector vector) {
        return AcceptedDeviation.rewrite(PlayedPart.of(vector, Subject.RELAY), Subject.RELAY);
    }
}
