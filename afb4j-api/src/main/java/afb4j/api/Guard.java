package afb4j.api;

import java.util.List;
import java.util.stream.Collectors;

/// A condition on who calls a verb or subscribes to an event: permissions, the level of assurance of the
/// session, a valid token, and their combinations. Immutable.
///
/// ```java
/// Guard.permission("urn:radio:tune").and(Guard.loa(1))
/// ```
public sealed interface Guard {

    /// Lets everybody pass.
    static Guard yes() {
        return new Yes();
    }

    /// Lets nobody pass.
    static Guard no() {
        return new No();
    }

    /// The session's token was presented, or the session asks for none (S-51).
    static Guard token() {
        return new Token();
    }

    /// The caller has a permission, named by any text.
    static Guard permission(String name) {
        return new Permission(name);
    }

    /// The level of assurance of the session, for the API of the verb, is `level` at least.
    static Guard loa(int level) {
        return new Loa(level);
    }

    /// Passes who does not pass `guard`.
    static Guard not(Guard guard) {
        return new Not(guard);
    }

    /// Passes who passes both.
    default Guard and(Guard other) {
        return this instanceof Yes ? other : other instanceof Yes ? this : new And(List.of(this, other));
    }

    /// Passes who passes one at least.
    default Guard or(Guard other) {
        return new Or(List.of(this, other));
    }

    /// As the description of an API shows it: `loa>=1 and urn:radio:tune` (http-and-wsj1.md 6).
    String text();

    /// See [Guard#yes()].
    record Yes() implements Guard {
        @Override
        public String text() {
            return "yes";
        }
    }

    /// See [Guard#no()].
    record No() implements Guard {
        @Override
        public String text() {
            return "no";
        }
    }

    /// See [Guard#token()].
    record Token() implements Guard {
        @Override
        public String text() {
            return "check-token";
        }
    }

    /// See [Guard#permission(String)].
    ///
    /// @param name of the permission, not empty
    record Permission(String name) implements Guard {
        /// Refuses an empty name.
        public Permission {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a permission needs a name of one character at least");
            }
        }

        @Override
        public String text() {
            return name;
        }
    }

    /// See [Guard#loa(int)].
    ///
    /// @param level from 0
    record Loa(int level) implements Guard {
        /// Refuses a negative level.
        public Loa {
            if (level < 0) {
                throw new IllegalArgumentException("level of assurance is " + level + ", expected 0 or more");
            }
        }

        @Override
        public String text() {
            return "loa>=" + level;
        }
    }

    /// See [Guard#not(Guard)].
    ///
    /// @param guard what must not hold
    record Not(Guard guard) implements Guard {
        @Override
        public String text() {
            return "not " + inner(guard);
        }
    }

    /// All must hold; asked in order, up to the first that does not.
    ///
    /// @param guards two at least
    record And(List<Guard> guards) implements Guard {
        /// Copies the list.
        public And {
            guards = several(guards);
        }

        @Override
        public String text() {
            return joined(And.class, guards, " and ");
        }
    }

    /// One must hold; asked in order, up to the first that does.
    ///
    /// @param guards two at least
    record Or(List<Guard> guards) implements Guard {
        /// Copies the list.
        public Or {
            guards = several(guards);
        }

        @Override
        public String text() {
            return joined(Or.class, guards, " or ");
        }
    }

    private static List<Guard> several(List<Guard> guards) {
        if (guards.size() < 2) {
            throw new IllegalArgumentException("got " + guards.size() + " guards to combine, expected 2 or more");
        }
        return List.copyOf(guards);
    }

    /// A list inside another kind of list is in parentheses, inside its own kind it is not.
    private static String joined(Class<? extends Guard> kind, List<Guard> guards, String word) {
        return guards.stream()
                .map(guard -> kind.isInstance(guard) ? guard.text() : inner(guard))
                .collect(Collectors.joining(word));
    }

    private static String inner(Guard guard) {
        return guard instanceof And || guard instanceof Or ? "(" + guard.text() + ")" : guard.text();
    }
}
