package afb4j.testkit.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VectorCatalogTest {

    /// A program that knows nothing but calls.
    private static final Set<Feature> CALLS = Set.of(Feature.RELAY);

    private static final Set<String> SCENARIOS_OF_CALLS = Set.of(
            "ping",
            "null-args",
            "json-values",
            "not-json",
            "unicode",
            "big",
            "unknown-verb",
            "failing-verb",
            "muted",
            "two-replies",
            "pipelined",
            "out-of-order",
            "server-gone",
            "server-term",
            "server-killed");

    private static final Set<String> PROBES_OF_CALLS = Set.of(
            "probe-burst",
            "probe-close-empty",
            "probe-close-pending",
            "probe-close",
            "probe-continuation",
            "probe-fragments-one-write",
            "probe-fragments-ping",
            "probe-fragments",
            "probe-ids",
            "probe-json",
            "probe-malformed",
            "probe-masked",
            "probe-no-offer",
            "probe-offer-bad-id",
            "probe-offer-bad-version",
            "probe-offer-many",
            "probe-offer-short",
            "probe-offer-trailing",
            "probe-offer-zero",
            "probe-opcode",
            "probe-order",
            "probe-ping",
            "probe-rsv",
            "probe-text",
            "probe-too-long",
            "probe-ws");

    private static final Set<String> CLIENTS_OF_CALLS =
            Set.of("client-misc", "client-no-version", "client-replies", "client-version-2", "client-version-short");

    @Test
    void listsEveryRecording() {
        Set<String> listed = VectorCatalog.entries().stream()
                .map(entry -> entry.vector().name())
                .collect(Collectors.toSet());

        assertThat(listed).containsExactlyInAnyOrderElementsOf(Vectors.names()).hasSize(205);
    }

    @Test
    void playsEveryRecording() {
        List<String> omitted = VectorCatalog.entries().stream()
                .filter(entry -> !entry.isPlayed())
                .map(CatalogEntry::toString)
                .toList();
        Set<String> played = VectorCatalog.entries().stream()
                .filter(CatalogEntry::isPlayed)
                .map(CatalogEntry::toString)
                .collect(Collectors.toSet());

        assertThat(played).containsExactlyInAnyOrderElementsOf(Vectors.names()).hasSize(205);
        assertThat(omitted).hasSize(5).allMatch(name -> name.startsWith("v1-describe."));
    }

    @Test
    void knowsHowEachServerIsStarted() {
        assertThat(entry("v1-probe-creds.s2026", Subject.SERVER).setup())
                .contains(new ServerSetup(Flavour.V3, "tcp", true, false));
        assertThat(entry("v1-chain.c2026-a2026-b2020", Subject.SERVER).setup())
                .contains(new ServerSetup(Flavour.S2020, "unix", true, false));
        assertThat(entry("v1-describe.c2019-a2019-b2019", Subject.SERVER).setup())
                .contains(new ServerSetup(Flavour.S2020, "tcp", false, true));
        assertThat(entry("v1-chain.c2026-a2026-b2020", Subject.RELAY).setup()).isEmpty();
    }

    @Test
    void playsAgainstServersWhateverIsAboutCalls() {
        assertThat(notPlayed(Subject.SERVER, SCENARIOS_OF_CALLS))
                // it is about a subcall that is pending when the server goes
                .containsExactly("legacy-server-gone not yet: legacy subcalls");
        assertThat(notPlayed(Subject.SERVER, PROBES_OF_CALLS))
                .filteredOn(line -> !line.startsWith("legacy-probe-close "))
                .isEmpty();
    }

    @Test
    void playsAgainstClientsWhateverIsAboutCalls() {
        assertThat(notPlayed(Subject.CLIENT, SCENARIOS_OF_CALLS))
                .containsExactly("legacy-server-gone not yet: legacy subcalls");
        assertThat(notPlayed(Subject.CLIENT, CLIENTS_OF_CALLS)).isEmpty();
    }

    @Test
    void relaysNeedSessionsAlsoForCalls() {
        assertThat(statusOf("v1-client-relay.a2020", Subject.RELAY)).isEqualTo("not yet: sessions");
        assertThat(statusOf("v1-client-relay.a2026", Subject.RELAY)).isEqualTo("not yet: sessions, credentials");
    }

    @Test
    void tellsWhatIsMissing() {
        assertThat(statusOf("v1-chain.c2026-a2026-b2026", Subject.RELAY))
                .isEqualTo("not yet: sessions, tokens, credentials, events, broadcasts");
        assertThat(statusOf("v1-describe.c2020-a2020-b2020", Subject.SERVER)).isEqualTo("not yet: descriptions");
        assertThat(statusOf("v1-describe.c2020-a2020-b2020", Subject.RELAY)).startsWith("never: its client asks");
    }

    @Test
    void knowsTheFlavourOfEachServer() {
        assertThat(flavourOf("v1-ping.c2020-s2026")).isEqualTo(Flavour.V3);
        assertThat(flavourOf("v1-ping.c2026-s2020")).isEqualTo(Flavour.S2020);
        assertThat(flavourOf("v1-binding-v4.c2020-s2026")).isEqualTo(Flavour.V4);
        assertThat(flavourOf("legacy-ping")).isEqualTo(Flavour.S2017);
        assertThat(flavourOf("legacy2018-ping")).isEqualTo(Flavour.S2020);
    }

    @Test
    void namesTheDeviationsOfARecording() {
        assertThat(entry("v1-probe-malformed.s2026", Subject.SERVER).deviations())
                .contains(AcceptedDeviation.PROTO_ERROR);
        assertThat(entry("v1-probe-fragments.s2026", Subject.SERVER).deviations())
                .contains(AcceptedDeviation.FRAGMENTS);
        assertThat(entry("v1-ping.c2020-s2020", Subject.SERVER).deviations()).isEmpty();
    }

    @Test
    void writesATable() {
        assertThat(VectorCatalog.table(CALLS))
                .contains("| ping (v1) | 4 | 4 played | 4 played |  |")
                .contains("| events (v1) | 4 | 4 not yet: events | 4 not yet: events |  |");
    }

    private static List<String> notPlayed(Subject subject, Set<String> scenarios) {
        return VectorCatalog.entries().stream()
                .filter(entry -> entry.subject() == subject
                        && scenarios.contains(entry.vector().scenario())
                        && !entry.isPlayed(CALLS))
                .map(entry -> entry + " " + entry.status(CALLS))
                .toList();
    }

    private static CatalogEntry entry(String name, Subject subject) {
        return VectorCatalog.entries().stream()
                .filter(entry -> entry.vector().name().equals(name) && entry.subject() == subject)
                .findFirst()
                .orElseThrow();
    }

    private static String statusOf(String name, Subject subject) {
        return entry(name, subject).status(CALLS);
    }

    private static Flavour flavourOf(String name) {
        return entry(name, Subject.SERVER).flavour().orElseThrow();
    }
}
