package afb4j.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the text format of Prometheus strictly: each family has one HELP and one TYPE before its samples, its
/// samples stand together, no sample comes twice, buckets of a histogram grow, and the last one is its count.
final class TextFormat {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{((?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)+)})?"
                    + " (NaN|[+-]Inf|[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Set<String> over = new HashSet<>();
    private String family = "";

    private TextFormat() {}

    /// The samples by name with labels, as they are written.
    static Map<String, Double> read(String text) {
        TextFormat format = new TextFormat();
        assertThat(text).endsWith("\n");
        text.lines().forEach(format::line);
        format.checkHistograms();
        return format.samples;
    }

    private void line(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            begin(comment.group(2));
            if (comment.group(1).equals("TYPE")) {
                assertThat(comment.group(3)).isIn("counter", "gauge", "histogram", "summary");
                assertThat(types.put(comment.group(2), comment.group(3)))
                        .as(line)
                        .isNull();
            }
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(sample.group(1)).as(line).startsWith(family);
        assertThat(types).containsKey(family);
        String labels = sample.group(2) == null ? "" : sample.group(2);
        double value = Double.parseDouble(sample.group(4).replace("Inf", "Infinity"));
        assertThat(samples.put(sample.group(1) + labels, value)).as(line).isNull();
    }

    private void begin(String name) {
        if (!name.equals(family)) {
            assertThat(over.add(name)).as("%s stands together", name).isTrue();
            family = name;
        }
    }

    private void checkHistograms() {
        Map<String, Double> last = new HashMap<>();
        samples.forEach((name, value) -> {
            Matcher bucket =
                    Pattern.compile("(.*)_bucket(\\{.*?),?le=\"[^\"]*\"}").matcher(name);
            if (bucket.matches()) {
                String series = bucket.group(1) + "_count" + bucket.group(2) + "}";
                assertThat(value).as(name).isGreaterThanOrEqualTo(last.getOrDefault(series, 0.0));
                last.put(series, value);
            }
        });
        last.forEach((series, value) -> assertThat(samples).containsEntry(series, value));
    }
}
