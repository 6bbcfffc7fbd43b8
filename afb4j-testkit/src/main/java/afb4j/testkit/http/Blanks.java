package afb4j.testkit.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What recordings leave open, written `{{name}}`: filled in where we speak, compared by role where the other
/// side does.
///
/// All uuids of one step are the same, and none was seen in an earlier step: each step begins without session.
final class Blanks {
    private static final Pattern BLANK = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern REPEATED = Pattern.compile("(.)\\*(\\d+)");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final int port;
    private final Set<String> earlierUuids = new HashSet<>();
    private String uuid = "";
    private String etag = "";

    Blanks(int port) {
        this.port = port;
    }

    /// Begins a step.
    void nextStep() {
        if (!uuid.isEmpty()) {
            earlierUuids.add(uuid);
            uuid = "";
        }
    }

    /// Keeps a tag of a file for what is sent later.
    void captureEtag(String value) {
        etag = value;
    }

    /// Returns what is sent for a recorded text.
    String fill(String recorded) {
        return BLANK.matcher(recorded).replaceAll(blank -> Matcher.quoteReplacement(filling(blank.group(1))));
    }

    private String filling(String name) {
        Matcher repeated = REPEATED.matcher(name);
        if (repeated.matches()) {
            return repeated.group(1).repeat(Integer.parseInt(repeated.group(2)));
        }
        return switch (name) {
            case "PORT" -> "" + port;
            case "etag" -> etag;
            default -> throw new IllegalArgumentException("{{" + name + "}} cannot be sent: nobody knows what it is");
        };
    }

    /// Returns whether `actual` is what was recorded, with anything fitting for what is left open.
    boolean fits(String recorded, String actual) {
        if (!recorded.contains("{{")) {
            return recorded.equals(actual);
        }
        StringBuilder form = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher blank = BLANK.matcher(recorded);
        int at = 0;
        while (blank.find()) {
            form.append(Pattern.quote(recorded.substring(at, blank.start())))
                    .append('(')
                    .append(form(blank.group(1)))
                    .append(')');
            names.add(blank.group(1));
            at = blank.end();
        }
        form.append(Pattern.quote(recorded.substring(at)));
        Matcher seen = Pattern.compile(form.toString(), Pattern.DOTALL).matcher(actual);
        return seen.matches() && areKnown(names, seen);
    }

    private String form(String name) {
        return switch (name) {
            case "PORT" -> "" + port;
            case "uuid" -> UUID.pattern();
            case "etag" -> "[!#-~]+";
            case "date" -> "\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT";
            case "n" -> "\\d+";
            case "dir", "workdir" -> ".+";
            default -> throw new IllegalArgumentException("{{" + name + "}} is not known");
        };
    }

    private boolean areKnown(List<String> names, Matcher seen) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals("uuid") && !isUuidOfStep(seen.group(i + 1))) {
                return false;
            }
        }
        return true;
    }

    /// Returns whether this is the uuid made in this step.
    boolean isUuidOfStep(String value) {
        if (!UUID.matcher(value).matches() || earlierUuids.contains(value)) {
            return false;
        }
        if (uuid.isEmpty()) {
            uuid = value;
        }
        return uuid.equals(value);
    }
}
