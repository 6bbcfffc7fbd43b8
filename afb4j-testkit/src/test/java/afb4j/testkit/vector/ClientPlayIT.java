package afb4j.testkit.vector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.testkit.vector.TinyClient.Fault;
import afb4j.testkit.vector.TinyClient.Style;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientPlayIT {
    private static final Duration IMPATIENCE = Duration.ofSeconds(1);

    static List<CatalogEntry> ofClients() {
        return VectorCatalog.entries().stream()
                .filter(entry -> entry.subject() == Subject.CLIENT)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ofClients")
    void drivesASimpleClientThroughTheRecording(CatalogEntry entry) {
        ClientPlay.of(entry.vector()).against(new TinyClient(Fault.NONE, Style.SIMPLE));
    }

    @ParameterizedTest
    @MethodSource("ofClients")
    void drivesACarefulClientThroughTheRecording(CatalogEntry entry) {
        ClientPlay.of(entry.vector()).against(new TinyClient(Fault.NONE, Style.CAREFUL));
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
        "HIDES_HANGUP, v1-server-term.c2020-s2020, to tell that the connection was lost (W-90)",
        "USES_ANOTHER_SESSION, v1-session.c2020-s2020, uuid is",
        "USES_ANOTHER_SESSION, v1-session-two-connections.c2026-s2026, uuid is",
        "USES_SESSION_BEFORE_ANNOUNCING, v1-session.c2026-s2026, must come after",
        "FORGETS_TOKEN, v1-token.c2026-s2020, tokenid is 0",
        "ANNOUNCES_TWICE, v1-session.c2020-s2026, came session-add",
        "LOSES_PUSH, v1-events.c2026-s2026, saw nothing",
        "LOSES_PUSH, legacy-events, saw nothing",
        "SHOWS_PUSH_TWICE, v1-events-once.c2020-s2020, saw",
        "SHOWS_PUSH_TWICE, v1-chain.c2026-a2026-b2020, saw",
        "ALTERS_BROADCAST, v1-broadcast.c2020-s2026, altered",
        "ALTERS_BROADCAST, legacy2018-broadcast, altered",
        "SWALLOWS_UNWANTED_PUSH, v1-events.c2020-s2020, did not answer it by U (W-73)",
        "SHOWS_AND_ANSWERS_UNWANTED_PUSH, v1-events.c2026-s2020, answered it by U (W-73)",
        "ANSWERS_WANTED_PUSH, v1-events-two.c2026-s2026, came unexpected",
        "ALTERS_DESCRIPTION, v1-describe.c2020-a2020-b2019, was given the description",
        "ALTERS_DESCRIPTION, legacy-describe, was given the description",
        "HIDES_FAILURE_OF_SUBCALL, legacy-subcall, iserror is",
        "NAMES_ANOTHER_API, legacy-subcall, object is"
    })
    void noticesTheFault(Fault fault, String vector, String complaint) {
        ClientPlay play = ClientPlay.of(Vectors.load(vector)).withPatience(IMPATIENCE);

        assertThatThrownBy(() -> play.against(new TinyClient(fault)))
                .isInstanceOf(VectorMismatch.class)
                .hasMessageContaining(complaint);
    }
}
