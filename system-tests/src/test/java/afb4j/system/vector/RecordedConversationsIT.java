package afb4j.system.vector;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.testkit.vector.CatalogEntry;
import afb4j.testkit.vector.ClientPlay;
import afb4j.testkit.vector.RelayPlay;
import afb4j.testkit.vector.ServerPlay;
import afb4j.testkit.vector.Subject;
import afb4j.testkit.vector.VectorCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Conversations of real C programs of 2017 to 2026, played against our server, our client and our relay.
final class RecordedConversationsIT {

    static List<CatalogEntry> servers() {
        return VectorCatalog.played(Subject.SERVER);
    }

    static List<CatalogEntry> clients() {
        return VectorCatalog.played(Subject.CLIENT);
    }

    static List<CatalogEntry> relays() {
        return VectorCatalog.played(Subject.RELAY);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void serverAnswersAsTheRecordedOne(CatalogEntry entry) {
        try (HelloServer server = new HelloServer(entry.setup().orElseThrow())) {
            ServerPlay.of(entry.vector()).against(server);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void clientWritesAndReportsAsTheRecordedOne(CatalogEntry entry) {
        ClientPlay.of(entry.vector()).against(new OurClient());
    }

    @ParameterizedTest
    @MethodSource("relays")
    void relayForwardsAsTheRecordedOne(CatalogEntry entry) {
        RelayPlay.of(entry.vector()).against(new OurRelay());
    }

    @Test
    void tableOfWhatIsPlayedIsWritten() throws IOException {
        Path table = Path.of("target", "vectors.md");

        Files.writeString(table, VectorCatalog.table());

        assertThat(table).content().contains("| ping (v1) |");
    }
}
