package afb4j.system.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules of all specifications, and why some have no test.
///
/// @param rules by their [Rule#key()], in the order of the specifications
/// @param reasons why a rule has no test, by its key
record RuleBook(Map<String, Rule> rules, Map<String, String> reasons) {

    static final String SEQUENCER = "sequencer";
    static final String WSAPI = "wsapi";
    static final String HTTP = "http";

    private static final String FOLDER = "system-tests/src/test/resources/afb4j/system/conformance/";
    private static final String UNTESTED = "untested.txt";
    private static final Pattern ENTRY = Pattern.compile("([A-Z]-\\d{2}|P\\d{1,2}) (.+)");
    private static final Pattern REASON = Pattern.compile("(\\w+ (?:[A-Z]-\\d{2}|P\\d{1,2})): (.+)");
    private static final List<String> OF_SEQUENCER_ONLY = List.of("Q", "J");

    /// Reads the files `*.rules`, one rule to a line, and `untested.txt`, one reason to a line; `#` begins a comment.
    static RuleBook read(Path root) throws IOException {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (String document : List.of(WSAPI, HTTP, SEQUENCER)) {
            for (Matcher entry : matches(root.resolve(FOLDER + document + ".rules"), ENTRY)) {
                Rule rule = new Rule(document, entry.group(1), entry.group(2));
                putNew(rules, rule.key(), rule);
            }
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Matcher reason : matches(root.resolve(FOLDER + UNTESTED), REASON)) {
            putNew(reasons, reason.group(1), reason.group(2));
        }
        return new RuleBook(rules, reasons);
    }

    /// Removes the reasons of rules that have a test by now.
    static void dropReasons(Path root, Set<String> tested) throws IOException {
        Path file = root.resolve(FOLDER + UNTESTED);
        List<String> left = Files.readAllLines(file).stream()
                .filter(line -> !tested.contains(line.split(":", 2)[0]))
                .toList();
        Files.write(file, left);
    }

    /// The rule that `id` names in a test of `module`. Only S-rules are in both specifications: in the tests of the
    /// sequencer they are its scenarios.
    static String key(String id, String module) {
        if (id.startsWith("P")) {
            return HTTP + " " + id;
        }
        boolean ofSequencer = id.startsWith("S")
                ? module.startsWith("afb4j-sequencer") || module.equals("sequencer-races")
                : OF_SEQUENCER_ONLY.contains(id.substring(0, 1));
        return (ofSequencer ? SEQUENCER : WSAPI) + " " + id;
    }

    private static List<Matcher> matches(Path file, Pattern pattern) throws IOException {
        List<Matcher> found = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = pattern.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalStateException(file + ": expected '" + pattern + "', got '" + line + "'");
            }
            found.add(matcher);
        }
        return found;
    }

    private static <T> void putNew(Map<String, T> map, String key, T value) {
        if (Objects.nonNull(map.putIfAbsent(key, value))) {
            throw new IllegalStateException(key + " is listed twice");
        }
    }
}
