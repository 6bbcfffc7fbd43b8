package afb4j.system.conformance;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// docs/conformance.md.
final class ConformancePage {

    /// The rules of one document that begin with one letter, under one headline.
    private record Part(String document, String letter, String headline) {}

    private static final List<Part> PARTS = List.of(
            new Part(RuleBook.WSAPI, "W", "WSAPI and its transport"),
            new Part(RuleBook.WSAPI, "L", "The legacy protocols"),
            new Part(RuleBook.WSAPI, "S", "Stubs, sessions and documents"),
            new Part(RuleBook.WSAPI, "B", "Bugs of others that are not repeated"),
            new Part(
                    RuleBook.HTTP,
                    "P",
                    "HTTP, json1 and command line: peculiarities of the C binder, and what is done instead"),
            new Part(RuleBook.SEQUENCER, "S", "Sequencer: the scenarios"),
            new Part(RuleBook.SEQUENCER, "Q", "Sequencer: what libwebsockets does, and what we make of it"),
            new Part(RuleBook.SEQUENCER, "J", "Sequencer: the decisions"));

    private static final String HEAD = """
            # Conformance

            Which tests show which rule of the specifications, made of the citations in the tests by
            `./verify --conformance`; never edited by hand. The build fails when a rule has neither a test nor a reason,
            when a test cites a rule that does not exist, and when this page is not what the tests say. A green build has
            run all of them.

            S-rules are two families: in the tests of the sequencer its scenarios, elsewhere those of stubs and sessions. In
            brackets: the event loops a scenario is played on.
            """;

    private final RuleBook book;
    private final Map<String, SortedSet<String>> tests;

    ConformancePage(RuleBook book, Map<String, SortedSet<String>> tests) {
        this.book = book;
        this.tests = tests;
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Part part : PARTS) {
            List<Rule> rules = book.rules().values().stream()
                    .filter(rule -> rule.document().equals(part.document()))
                    .filter(rule -> rule.id().startsWith(part.letter()))
                    .toList();
            long tested =
                    rules.stream().filter(rule -> tests.containsKey(rule.key())).count();
            page.append("\n## ").append(part.headline()).append("\n\n");
            page.append(tested).append(" of ").append(rules.size()).append(" rules have a test.\n\n");
            page.append("| rule | about | tests |\n|---|---|---|\n");
            rules.forEach(rule -> page.append(row(rule)));
        }
        return page.toString();
    }

    /// Whether one of `proofs` says more exactly what the whole class `test` says.
    private static boolean isClassOfAnother(String test, SortedSet<String> proofs) {
        return proofs.stream().anyMatch(other -> other.startsWith(test + "."));
    }

    private String row(Rule rule) {
        SortedSet<String> proofs = tests.get(rule.key());
        String shown = proofs == null
                ? "none: " + book.reasons().getOrDefault(rule.key(), "?")
                : proofs.stream()
                        .filter(test -> !isClassOfAnother(test, proofs))
                        .collect(Collectors.joining("<br>"));
        return "| " + rule.id() + " | " + rule.title() + " | " + shown + " |\n";
    }
}
