package afb4j.testkit.vector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelayPlayIT {

    static List<CatalogEntry> played() {
        return VectorCatalog.played(Subject.RELAY);
    }

    @ParameterizedTest
    @MethodSource("played")
    void playsBothEndsOfARelay(CatalogEntry entry) {
        RelayPlay.of(entry.vector()).against(new TinyRelay(""));
    }

    @Test
    void noticesAnAlteredReply() {
        RelayPlay play = RelayPlay.of(Vectors.load("v1-client-relay.a2026"));

        assertThatThrownBy(() -> play.against(new TinyRelay("altered ")))
                .isInstanceOf(VectorMismatch.class)
                .hasMessageContaining("info is \"altered ");
    }
}
