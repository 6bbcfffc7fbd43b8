package afb4j.testkit.vector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.testkit.vector.TinyClient.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientPlayIT {
    private static final Duration IMPATIENCE = Duration.ofSeconds(1);

    static List<CatalogEntry> played() {
        return VectorCatalog.played(Subject.CLIENT);
    }

    @ParameterizedTest
    @MethodSource("played")
    void drivesAClientThroughTheRecording(CatalogEntry entry) {
        ClientPlay.of(entry.vector()).against(new TinyClient(Fault.NONE));
    }

    @Test
    void listensOnAUnixSocketWhenAsked() {
        ClientPlay.of(Vectors.load("v1-ping.c2020-s2026")).overUnixSocket().against(new TinyClient(Fault.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "SAYS_ANOTHER_VERB, v1-ping.c2020-s2026, verb is",
        "FRAGMENTS, v1-ping.c2020-s2026, fin or reserved bits differ (W-13)",
        "LOSES_BROKEN_REPLY, v1-client-replies.c2026, saw nothing",
        "TELLS_REPLY_TWICE, v1-ping.c2020-s2026, further reply",
        "ALTERS_REPLY, v1-failing-verb.c2020-s2020, altered",
        "ALTERS_REPLY, legacy-ping, altered",
        "FORGETS_PENDING_CALLS, v1-server-gone.c2026-s2026, saw nothing",
        "FORGETS_PENDING_CALLS, v1-client-misc.c2026, saw nothing",
        "KEEPS_BAD_VERSION, v1-client-version-2.c2026, nothing came",
        "KEEPS_BAD_VERSION, v1-client-version-short.c2020, nothing came",
        "SENDS_NO_PONG, v1-client-misc.c2020, pong",
        "HIDES_HANGUP, v1-server-term.c2020-s2020, to tell that the connection was lost (W-90)"
    })
    void noticesTheFault(Fault fault, String vector, String complaint) {
        ClientPlay play = ClientPlay.of(Vectors.load(vector)).withPatience(IMPATIENCE);

        assertThatThrownBy(() -> play.against(new TinyClient(fault)))
                .isInstanceOf(VectorMismatch.class)
                .hasMessageContaining(complaint);
    }
}
