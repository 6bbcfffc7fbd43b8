package afb4j.testkit.vector;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Compares a message with the recorded one by role: ids through [Roles], JSON as values, counters and
/// blanks of the sample API as hello.md section 9 says.
final class MessageMatcher {

    /// In a message that [AcceptedDeviation] made up: any text, or none.
    static final String ANY = "*";

    private static final Set<String> JSON_FIELDS = Set.of("args", "object", "data", "description");
    private static final Pattern COUNTER = Pattern.compile("count=\\d+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}");
    private static final String QUERY = "query=";

    private final Roles roles;

    MessageMatcher(Roles roles) {
        this.roles = roles;
    }

    /// Returns the first difference, or nothing when `actual` can stand for `recorded`.
    Optional<String> difference(Message recorded, Message actual) {
        if (!recorded.is(actual.kind()) || recorded.code() != actual.code()) {
            return Optional.of("kind is " + actual.kind() + ", expected " + recorded.kind());
        }
        if (!actual.isValid() || actual.surplus() != 0) {
            return Optional.of("malformed: " + actual.problem() + " " + actual.surplus() + " bytes behind");
        }
        if (AcceptedDeviation.isBinderTextOf2026(recorded, actual)) {
            return differenceInField("callid", recorded, actual);
        }
        return recorded.fields().stream()
                .map(field -> differenceInField(field.name(), recorded, actual))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> differenceInField(String name, Message recorded, Message actual) {
        Field expected = recorded.field(name).orElseThrow();
        Field got = actual.field(name).orElseThrow();
        if (Roles.isId(name)) {
            return Roles.introduces(recorded, name)
                    ? roles.refusal(name, expected.number(), got.number())
                    : differenceOfIds(expected, got);
        }
        return same(recorded, expected, got)
                ? Optional.empty()
                : Optional.of(name + " is " + Texts.quote(got.value()) + ", expected " + Texts.quote(expected.value()));
    }

    private Optional<String> differenceOfIds(Field expected, Field got) {
        if (AcceptedDeviation.isWithoutSession(expected, got) && !roles.isBound(expected.name(), expected.number())) {
            return Optional.empty();
        }
        long wanted = roles.actual(expected.name(), expected.number());
        return wanted == got.number()
                ? Optional.empty()
                : Optional.of(expected.name() + " is " + got.number() + ", expected " + wanted);
    }

    private boolean same(Message recorded, Field expected, Field got) {
        String wanted = expected.value();
        String seen = got.value();
        if (ANY.equals(wanted) || Objects.equals(wanted, seen)) {
            return true;
        }
        if (expected.name().equals("creds")) {
            return AcceptedDeviation.areOtherCredentials(wanted, seen);
        }
        if (wanted == null || seen == null) {
            return false;
        }
        if (JSON_FIELDS.contains(expected.name())) {
            return JsonTexts.same(wanted, seen, this::sameText);
        }
        return switch (expected.name()) {
            case "info" -> sameText(wanted, seen);
            // each client has a session uuid of its own; the legacy call carries it
            case "session" -> recorded.is("call") && roles.sameRole(wanted, seen);
            case "uuid" -> isUuid(wanted) && isUuid(seen) && roles.sameRole(wanted, seen);
            default -> false;
        };
    }

    /// Compares texts of the sample API: counters, uuids, and the blanks of a query vary.
    private boolean sameText(String wanted, String seen) {
        return (isUuid(wanted) && isUuid(seen))
                ? roles.sameRole(wanted, seen)
                : normalized(wanted).equals(normalized(seen));
    }

    private static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    private static String normalized(String text) {
        String counted = COUNTER.matcher(text).replaceFirst("count=N");
        int query = counted.indexOf(QUERY);
        return query < 0
                ? counted
                : counted.substring(0, query)
                        + BLANKS.matcher(counted.substring(query)).replaceAll("");
    }
}
