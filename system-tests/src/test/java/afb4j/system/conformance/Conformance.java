package afb4j.system.conformance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Joins rules, citations and reasons. Needs nothing but the JDK, so that `./verify --conformance` can run it from its
/// source.
final class Conformance {

    /// The page, from the root of the project.
    static final Path PAGE = Path.of("docs", "conformance.md");

    private final RuleBook book;
    private final List<Citation> citations;
    private final Map<String, SortedSet<String>> tests = new TreeMap<>();

    Conformance(RuleBook book, List<Citation> citations) {
        this.book = book;
        this.citations = citations;
        for (Citation citation : citations) {
            if (citation.isProof()) {
                tests.computeIfAbsent(citation.key(), _ -> new TreeSet<>()).add(citation.test());
            }
        }
    }

    /// Reads everything below `root`, the folder of the project.
    static Conformance of(Path root) throws IOException {
        List<Citation> citations = new ArrayList<>();
        for (Path source : sources(root)) {
            citations.addAll(CitationScanner.scan(root, source));
        }
        return new Conformance(RuleBook.read(root), citations);
    }

    /// Drops the reasons that are out of date and writes the page: `java Conformance.java`, from the root of the
    /// project.
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        RuleBook.dropReasons(root, of(root).tests.keySet());
        Conformance conformance = of(root);
        Files.writeString(root.resolve(PAGE), conformance.page());
        conformance.problems().forEach(problem -> System.err.println("conformance: " + problem));
        if (!conformance.problems().isEmpty()) {
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = String.valueOf(folder.getFileName());
                boolean skipped = name.equals("target") || (name.startsWith(".") && !folder.equals(root));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = root.relativize(file).toString();
                boolean isTest = path.contains("src/test/java/") || path.startsWith("sequencer-races/src/");
                boolean isOurs = path.contains("/system/conformance/");
                if (path.endsWith(".java") && isTest && !isOurs) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    /// What is not as it should be, a sentence each.
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Citation citation : citations) {
            if (!book.rules().containsKey(citation.key())) {
                problems.add(citation.place() + " cites " + citation.key() + ", which is no rule");
            }
        }
        for (String key : book.rules().keySet()) {
            boolean isTested = tests.containsKey(key);
            boolean isExcused = book.reasons().containsKey(key);
            if (!isTested && !isExcused) {
                problems.add(key + " has neither a test that cites it nor a reason in untested.txt");
            }
            if (isTested && isExcused) {
                problems.add(key + " has a test (" + tests.get(key).first() + "), and still a reason in untested.txt");
            }
        }
        for (String key : book.reasons().keySet()) {
            if (!book.rules().containsKey(key)) {
                problems.add("untested.txt gives a reason for " + key + ", which is no rule");
            }
        }
        return problems;
    }

    /// The page, as Markdown.
    String page() {
        return new ConformancePage(book, tests).text();
    }
}
