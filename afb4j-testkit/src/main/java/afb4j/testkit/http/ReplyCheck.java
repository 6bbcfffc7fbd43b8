package afb4j.testkit.http;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Compares a reply with the one that is wanted.
final class ReplyCheck {

    /// What every reply may have, and is not recorded.
    private static final Set<String> NOT_RECORDED = Set.of("date", "content-length", "connection");

    private final Blanks blanks;
    private final JsonComparison json;

    ReplyCheck(Blanks blanks) {
        this.blanks = blanks;
        this.json = new JsonComparison(blanks);
    }

    /// Returns what differs, a sentence each.
    List<String> differences(WantedReply wanted, HttpReplySeen seen) {
        List<String> differences = new ArrayList<>();
        if (seen.status() != wanted.status()) {
            differences.add("status: expected " + wanted.status() + ", got " + seen.status());
        }
        if (!seen.interim().equals(wanted.interim())) {
            differences.add("codes before it: expected " + wanted.interim() + ", got " + seen.interim());
        }
        if (wanted.headers() != null) {
            headers(wanted.comparable(), seen, differences);
        }
        seen.header("Date").filter(date -> !isDate(date)).ifPresent(date -> differences.add("Date: got " + date));
        if (!isBody(wanted.body(), seen)) {
            differences.add("body: expected " + wanted.body() + ", got [" + Shown.cut(seen.text()) + "]");
        }
        return differences;
    }

    private void headers(Map<String, String> wanted, HttpReplySeen seen, List<String> differences) {
        Map<String, List<String>> unexpected = new TreeMap<>();
        for (HttpHeader header : seen.headers()) {
            unexpected.computeIfAbsent(header.key(), _ -> new ArrayList<>()).add(header.value());
        }
        wanted.forEach((name, value) -> {
            List<String> got = unexpected.remove(name);
            if (got == null || got.size() != 1 || !blanks.fits(value, got.getFirst())) {
                differences.add(name + ": expected " + value + ", got " + (got == null ? "none" : got));
            }
        });
        unexpected.forEach((name, values) -> {
            if (!NOT_RECORDED.contains(name)) {
                differences.add(name + ": expected none, got " + values);
            }
        });
    }

    private static boolean isDate(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .getYear()
                    > 2000;
        } catch (DateTimeParseException _) { // which is the answer
            return false;
        }
    }

    private boolean isBody(WantedBody wanted, HttpReplySeen seen) {
        return switch (wanted) {
            case WantedBody.Any _ -> true;
            case WantedBody.Exact exact -> exact.text().equals(seen.text());
            case WantedBody.Line _ -> seen.text().matches("[^\\n]{3,}\\n");
            case WantedBody.Value value -> json.fits(value.json(), seen.text());
        };
    }
}
