package afb4j.core.security;

import afb4j.api.BinderException;
import afb4j.api.Credentials;
import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A list of rules, one per line of a text file: the first that fits decides, and what no rule fits is
/// refused.
///
/// ```text
/// # who        session  permission                 grant
/// 1000         *        urn:radio:*                yes
/// navigation   *        urn:position:read          yes
/// *            *        urn:radio:listen           yes
/// *            *        *                          no
/// ```
///
/// *who* is a user id (digits), `none` for a caller whose process is not known, or else an application
/// ([Credentials#application()]); *session* is the uuid of a session. In applications, sessions and
/// permissions `*` stands for any run of characters; a *who* that is `*` alone is everybody. Fields are
/// separated by blanks; `#` begins a comment.
@Immutable
public final class PermissionPolicy implements PermissionChecker {

    private static final int FIELDS = 4;
    private static final String UNKNOWN = "none";
    private static final String EVERYBODY = "*";

    @SuppressWarnings("Immutable") // a list of records, copied
    private final List<Rule> rules;

    private PermissionPolicy(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// Reads a file.
    ///
    /// @throws BinderException when it cannot be read, or a line is no rule; the message says which and why
    public static PermissionPolicy load(Path file) {
        try {
            return parse(Files.readAllLines(file), file.toString());
        } catch (NoSuchFileException cause) {
            throw new BinderException("the permission policy " + file + " does not exist", cause);
        } catch (CharacterCodingException cause) {
            throw new BinderException("the permission policy " + file + " is no text in UTF-8", cause);
        } catch (IOException cause) {
            throw new BinderException(
                    "the permission policy " + file + " cannot be read: " + cause.getMessage(), cause);
        }
    }

    /// The policy of these lines; `name` tells where they come from.
    ///
    /// @throws BinderException when a line is no rule
    public static PermissionPolicy parse(List<String> lines, String name) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                rules.add(rule(text, name + " line " + (i + 1)));
            }
        }
        return new PermissionPolicy(rules);
    }

    private static Rule rule(String text, String place) {
        String[] fields = text.split("\\s+", -1);
        if (fields.length != FIELDS) {
            throw new BinderException(place + ": expected 4 fields (who session permission yes|no), there are "
                    + fields.length + ": " + text);
        }
        boolean granted = switch (fields[FIELDS - 1].toLowerCase(Locale.ROOT)) {
            case "yes" -> true;
            case "no" -> false;
            default ->
                throw new BinderException(place + ": expected yes or no at the end, found " + fields[FIELDS - 1]);
        };
        return new Rule(Who.of(fields[0]), pattern(fields[1]), pattern(fields[2]), granted);
    }

    private static Pattern pattern(String wildcards) {
        StringBuilder regex = new StringBuilder();
        for (String literal : wildcards.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    @Override
    public boolean isGranted(PermissionQuestion question) {
        for (Rule rule : rules) {
            if (rule.fits(question)) {
                return rule.granted;
            }
        }
        return false;
    }

    private record Rule(Who who, Pattern session, Pattern permission, boolean granted) {

        boolean fits(PermissionQuestion question) {
            return permission.matcher(question.permission()).matches()
                    && session.matcher(question.session()).matches()
                    && who.fits(question.who());
        }
    }

    /// Whom a rule is about. A number is never an application: an application cannot call itself a user.
    private sealed interface Who {

        boolean fits(Optional<Credentials> asking);

        static Who of(String text) {
            if (text.equals(EVERYBODY)) {
                return new Everybody();
            }
            if (text.equals(UNKNOWN)) {
                return new Unknown();
            }
            return text.chars().allMatch(c -> c >= '0' && c <= '9') ? new User(text) : new Application(pattern(text));
        }

        record Everybody() implements Who {
            @Override
            public boolean fits(Optional<Credentials> asking) {
                return true;
            }
        }

        record Unknown() implements Who {
            @Override
            public boolean fits(Optional<Credentials> asking) {
                return asking.isEmpty();
            }
        }

        record User(String uid) implements Who {
            @Override
            public boolean fits(Optional<Credentials> asking) {
                return asking.isPresent()
                        && Integer.toUnsignedString(asking.get().uid()).equals(uid);
            }
        }

        record Application(Pattern name) implements Who {
            @Override
            public boolean fits(Optional<Credentials> asking) {
                return asking.isPresent()
                        && name.matcher(asking.get().application()).matches();
            }
        }
    }
}
