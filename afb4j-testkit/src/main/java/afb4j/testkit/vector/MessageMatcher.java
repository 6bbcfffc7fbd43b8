package afb4j.testkit.vector;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compares a message with the recorded one by role: ids through [Roles], made up texts through [TextRoles],
/// JSON as values, counters and blanks of the sample API as hello.md section 9 says. What else may differ is
/// an [AcceptedDeviation] of the program under test.
final class MessageMatcher {

    /// In a message that [AcceptedDeviation] made up: any text, or none.
    static final String ANY = "*";

    private static final Set<String> JSON_FIELDS = Set.of("args", "object", "data", "description");
    private static final Pattern COUNTER = Pattern.compile("count=\\d+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final String QUERY = "query=";

    private final Roles roles;
    private final TextRoles texts;
    private final Subject subject;

    MessageMatcher(Roles roles, TextRoles texts, Subject subject) {
        this.roles = roles;
        this.texts = texts;
        this.subject = subject;
    }

    /// Returns the first difference, or nothing when `actual` can stand for `recorded`.
    Optional<String> difference(Message recorded, Message actual) {
        if (!recorded.is(actual.kind()) || recorded.code() != actual.code()) {
            return Optional.of("kind is " + actual.kind() + ", expected " + recorded.kind());
        }
        if (!actual.isValid() || actual.surplus() != 0) {
            return Optional.of("malformed: " + actual.problem() + " " + actual.surplus() + " bytes behind");
        }
        if (actual.fields().size() > recorded.fields().size()
                && !AcceptedDeviation.isBroadcastOf2019(recorded, actual)) {
            return Optional.of("more fields than expected: " + actual.describe());
        }
        if (subject == Subject.SERVER && AcceptedDeviation.isBinderTextOf2026(recorded, actual)) {
            return differenceInField("callid", recorded, actual);
        }
        return recorded.fields().stream()
                .map(field -> differenceInField(field.name(), recorded, actual))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> differenceInField(String name, Message recorded, Message actual) {
        Field expected = recorded.field(name).orElseThrow();
        Optional<Field> got = actual.field(name);
        if (got.isEmpty()) {
            return Optional.of("no " + name + " in " + actual.describe());
        }
        if (Roles.isId(name)) {
            return Roles.introduces(recorded, name)
                    ? roles.refusal(name, expected.number(), got.get().number())
                    : differenceOfIds(expected, got.get());
        }
        return same(recorded, expected, got.get())
                ? Optional.empty()
                : Optional.of(
                        name + " is " + Texts.quote(got.get().value()) + ", expected " + Texts.quote(expected.value()));
    }

    private Optional<String> differenceOfIds(Field expected, Field got) {
        long wanted = roles.actual(expected.name(), expected.number());
        return wanted == got.number()
                ? Optional.empty()
                : Optional.of(expected.name() + " is " + got.number() + ", expected " + wanted);
    }

    private boolean same(Message recorded, Field expected, Field got) {
        String wanted = expected.value();
        String seen = got.value();
        if (expected.name().equals("creds")) {
            return sameCredentials(wanted, seen);
        }
        if (ANY.equals(wanted) || Objects.equals(wanted, seen)) {
            return true;
        }
        if (wanted == null || seen == null) {
            return false;
        }
        if (JSON_FIELDS.contains(expected.name())) {
            return sameJson(recorded, wanted, seen)
                    || (subject == Subject.SERVER && AcceptedDeviation.isDescription(recorded, expected, got));
        }
        return switch (expected.name()) {
            case "info" -> sameText(wanted, seen);
            // each client has a session uuid of its own; the legacy call carries it
            case "session" -> recorded.is("call") && texts.isSame(wanted, seen);
            case "uuid" -> TextRoles.isUuid(wanted) && TextRoles.isUuid(seen) && texts.isSame(wanted, seen);
            default -> false;
        };
    }

    private boolean sameCredentials(@Nullable String wanted, @Nullable String seen) {
        if (subject != Subject.RELAY) {
            return Objects.equals(wanted, seen);
        }
        return AcceptedDeviation.isInvented(wanted)
                ? seen == null || seen.equals(wanted)
                : Objects.equals(wanted, seen) || AcceptedDeviation.areOurCredentials(wanted, seen);
    }

    private boolean sameJson(Message recorded, String wanted, String seen) {
        return switch (subject) {
            case SERVER ->
                JsonTexts.same(wanted, seen, this::sameText)
                        || JsonTexts.same(AcceptedDeviation.withoutInvented(wanted), seen, this::sameText)
                        || JsonTexts.same(
                                AcceptedDeviation.withoutOptionalVerbs(wanted),
                                AcceptedDeviation.withoutOptionalVerbs(AcceptedDeviation.withoutOwnVerbs(seen)),
                                this::sameText);
            case CLIENT, RELAY ->
                JsonTexts.same(wanted, seen, this::sameText)
                        || (recorded.is("subcall-reply")
                                && JsonTexts.same(
                                        AcceptedDeviation.unknownApiText(wanted),
                                        AcceptedDeviation.unknownApiText(seen),
                                        this::sameText));
        };
    }

    /// Compares texts of the sample API: counters, uuids, and the blanks of a query vary.
    private boolean sameText(String wanted, String seen) {
        return (TextRoles.isUuid(wanted) && TextRoles.isUuid(seen))
                ? texts.isSame(wanted, seen)
                : normalized(wanted).equals(normalized(seen));
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
