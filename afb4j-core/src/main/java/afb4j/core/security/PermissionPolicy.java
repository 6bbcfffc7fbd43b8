package afb4j.core.security;

import afb4j.api.BinderException;
import afb4j.api.Credentials;
import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

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
///
/// Which rules are about a permission is found out once for each of the first 1 024 permissions that are
/// asked for, so that the number of rules is not felt by each call; for others, and for names of more than
/// 256 characters, which only clients make up, it is found out each time.
@ThreadSafe
public final class PermissionPolicy implements PermissionChecker {

    private static final int MAX_KNOWN = 1024;
    private static final int MAX_KNOWN_LENGTH = 256;
    private static final int FIELDS = 4;
    private static final String UNKNOWN = "none";
    private static final String EVERYBODY = "*";

    private final List<Rule> rules;

    /// Rules about a permission, by its name, up to the first that fits everybody.
    private final ConcurrentMap<String, List<Rule>> known = new ConcurrentHashMap<>();

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
        return new Rule(Who.of(fields[0]), new Wildcards(fields[1]), new Wildcards(fields[2]), granted);
    }

    @Override
    public boolean isGranted(PermissionQuestion question) {
        for (Rule rule : rulesAbout(question.permission())) {
            if (rule.fitsAsker(question)) {
                return rule.granted;
            }
        }
        return false;
    }

    private List<Rule> rulesAbout(String permission) {
        List<Rule> found = known.get(permission);
        if (found == null) {
            found = find(permission);
            if (permission.length() <= MAX_KNOWN_LENGTH && known.size() < MAX_KNOWN) {
                known.put(permission, found);
            }
        }
        return found;
    }

    private List<Rule> find(String permission) {
        List<Rule> found = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.permission.fits(permission)) {
                found.add(rule);
                if (rule.fitsEverybody()) {
                    break;
                }
            }
        }
        return List.copyOf(found);
    }

    /// How many permissions are known.
    int knownPermissions() {
        return known.size();
    }

    private record Rule(Who who, Wildcards session, Wildcards permission, boolean granted) {

        /// Whether it fits who asks, be the permission what it may.
        boolean fitsAsker(PermissionQuestion question) {
            return (session.isEverything() || session.fits(question.session())) && who.fits(question.who());
        }

        boolean fitsEverybody() {
            return session.isEverything() && who instanceof Who.Everybody;
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
            return text.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? new User(uid(text))
                    : new Application(new Wildcards(text));
        }

        /// The number of a user, as it is written; -1 when no user has such a one.
        private static long uid(String digits) {
            try {
                int uid = Integer.parseUnsignedInt(digits);
                return Integer.toUnsignedString(uid).equals(digits) ? Integer.toUnsignedLong(uid) : -1;
            } catch (NumberFormatException _) { // too large
                return -1;
            }
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

        record User(long uid) implements Who {
            @Override
            public boolean fits(Optional<Credentials> asking) {
                return asking.isPresent() && Integer.toUnsignedLong(asking.get().uid()) == uid;
            }
        }

        record Application(Wildcards name) implements Who {
            @Override
            public boolean fits(Optional<Credentials> asking) {
                return asking.isPresent() && fits(asking.get().label());
            }

            /// As with [Credentials#application()], without making that text.
            private boolean fits(String label) {
                return name.fits(label, label.lastIndexOf(':') + 1);
            }
        }
    }
}
