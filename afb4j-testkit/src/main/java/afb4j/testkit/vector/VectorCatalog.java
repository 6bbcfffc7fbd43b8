package afb4j.testkit.vector;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every recording of `vectors/wsapi`: against which programs it can be played, which flavour of `hello` that
/// takes, and whether it is played now or why not yet.
public final class VectorCatalog {

    /// What our product knows, besides calls. The recordings that need nothing else are played: add a feature
    /// here when the product has it.
    public static final Set<Feature> FEATURES_PLAYED = Set.copyOf(EnumSet.allOf(Feature.class));

    private static final String SCRIPT = "script";
    private static final String NO_MONITOR =
            "its client asks the API monitor of the C binder; what it asks of its server is played against a client";

    private VectorCatalog() {}

    /// Returns an entry for each recording and each program it can be played against, by name.
    public static List<CatalogEntry> entries() {
        return All.ENTRIES;
    }

    /// Returns the entries that are played against such a program: the arguments of a parameterized test.
    public static List<CatalogEntry> played(Subject subject) {
        return entries().stream()
                .filter(entry -> entry.subject() == subject && entry.isPlayed())
                .toList();
    }

    /// Returns the table of all scenarios as Markdown: files, and how many are played against each program,
    /// or why they are not. An empty cell: that side of the recordings is a script.
    public static String table() {
        return table(FEATURES_PLAYED);
    }

    /// @param known what the program knows
    static String table(Set<Feature> known) {
        Map<String, List<CatalogEntry>> scenarios = entries().stream()
                .collect(Collectors.groupingBy(VectorCatalog::row, TreeMap::new, Collectors.toList()));
        StringBuilder text =
                new StringBuilder("| scenario | files | against server | against client | against relay |\n");
        text.append("|---|---|---|---|---|\n");
        scenarios.forEach((row, entries) -> {
            long files = entries.stream()
                    .map(CatalogEntry::vector)
                    .map(Vector::name)
                    .distinct()
                    .count();
            text.append("| ").append(row).append(" | ").append(files);
            for (Subject subject : Subject.values()) {
                text.append(" | ").append(cell(entries, subject, known));
            }
            text.append(" |\n");
        });
        return text.toString();
    }

    private static String row(CatalogEntry entry) {
        String dialect =
                entry.vector().dialect().isLegacy() ? entry.vector().dialect().label() : "v1";
        return entry.vector().scenario() + " (" + dialect + ")";
    }

    private static String cell(List<CatalogEntry> entries, Subject subject, Set<Feature> known) {
        Map<String, Long> byStatus = entries.stream()
                .filter(entry -> entry.subject() == subject)
                .collect(Collectors.groupingBy(entry -> entry.status(known), TreeMap::new, Collectors.counting()));
        return byStatus.entrySet().stream()
                .map(status -> status.getValue() + " " + status.getKey())
                .collect(Collectors.joining("; "));
    }

    private static Stream<CatalogEntry> entries(Vector vector) {
        boolean chain = PlayedPart.isChain(vector);
        List<CatalogEntry> entries = new ArrayList<>();
        if (isReal(vector, chain ? "B" : "server")) {
            entries.add(entry(vector, Subject.SERVER));
        }
        if (isReal(vector, chain ? "C" : "client")) {
            entries.add(entry(vector, Subject.CLIENT));
        }
        if (chain && isReal(vector, "A")) {
            entries.add(entry(vector, Subject.RELAY));
        }
        return entries.stream();
    }

    private static CatalogEntry entry(Vector vector, Subject subject) {
        Vector part = PlayedPart.of(vector, subject);
        boolean omitted = subject == Subject.RELAY && PlayedPart.isDescribeChain(vector);
        return new CatalogEntry(vector, subject, FeatureFinder.needs(part, subject), omitted ? NO_MONITOR : "");
    }

    private static boolean isReal(Vector vector, String role) {
        return !vector.peers().getOrDefault(role, SCRIPT).equals(SCRIPT);
    }

    /// Read once, when first asked for.
    private static final class All {
        static final List<CatalogEntry> ENTRIES =
                Vectors.all().stream().flatMap(VectorCatalog::entries).toList();
    }
}
