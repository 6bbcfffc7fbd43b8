package afb4j.api;

import java.util.ArrayList;
import java.util.List;

/// A pattern of verb names (http-and-wsj1.md 8.1): `*` any run without `/`, `?` one character but `/`,
/// `[abc]`, `[a-z]`, `[!abc]` one of a set, never `/`. A leading `.`, of the name or after a `/`, must be
/// matched by a `.`; there is no escape character; case matters. Immutable.
///
/// Matching takes time in proportion to the length of the name times that of the pattern, so a peer cannot
/// occupy an event loop with a long name.
public final class Glob {

    private static final int NONE = -1;

    private final String text;
    private final List<Item> items;

    private Glob(String text, List<Item> items) {
        this.text = text;
        this.items = items;
    }

    /// Whether a name has any of the characters that make it a pattern.
    public static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    /// The pattern written as `text`. An unclosed `[` stands for itself.
    public static Glob of(String text) {
        List<Item> items = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int end = text.charAt(i) == '[' ? endOfSet(text, i) : NONE;
            int c = text.codePointAt(i);
            items.add(end == NONE ? item(c) : AnyOf.parse(text.substring(i + 1, end)));
            i = end == NONE ? i + Character.charCount(c) : end + 1;
        }
        return new Glob(text, List.copyOf(items));
    }

    private static Item item(int c) {
        return switch (c) {
            case '*' -> Run.ANY;
            case '?' -> new AnyOf(true, List.of());
            default -> new One(c);
        };
    }

    /// Where the set that begins at `open` has its `]`, which is an ordinary character at the first place of
    /// the set.
    private static int endOfSet(String text, int open) {
        int first = open + 1;
        if (first < text.length() && isNegation(text.charAt(first))) {
            first++;
        }
        return text.indexOf(']', first + 1);
    }

    private static boolean isNegation(char c) {
        return c == '!' || c == '^';
    }

    /// Whether `name` is one of the names this pattern stands for.
    public boolean matches(String name) {
        int item = 0;
        int at = 0;
        int run = NONE; // the last run seen, which alone needs to be tried with other lengths
        int runEnd = 0;
        while (at < name.length()) {
            int c = name.codePointAt(at);
            if (item < items.size() && items.get(item) == Run.ANY && !isLeadingDot(name, at)) {
                run = item++;
                runEnd = at;
            } else if (item < items.size() && items.get(item).accepts(c, isLeadingDot(name, at))) {
                item++;
                at += Character.charCount(c);
            } else if (run != NONE && name.charAt(runEnd) != '/') {
                runEnd += Character.charCount(name.codePointAt(runEnd));
                at = runEnd;
                item = run + 1;
            } else {
                return false;
            }
        }
        return items.subList(item, items.size()).stream().allMatch(rest -> rest == Run.ANY);
    }

    private static boolean isLeadingDot(String name, int at) {
        return name.charAt(at) == '.' && (at == 0 || name.charAt(at - 1) == '/');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /// What stands for one character of a name, or for a run of them.
    private sealed interface Item {

        /// Whether it stands for the character `c`.
        boolean accepts(int c, boolean leadingDot);
    }

    /// `*`, which the matching itself looks after.
    private enum Run implements Item {
        ANY;

        @Override
        public boolean accepts(int c, boolean leadingDot) {
            return false;
        }
    }

    /// A character that stands for itself.
    private record One(int character) implements Item {

        @Override
        public boolean accepts(int c, boolean leadingDot) {
            return c == character;
        }
    }

    /// One of a set of characters, or none of it.
    private record AnyOf(boolean negated, List<Range> ranges) implements Item {

        private record Range(int first, int last) {}

        /// Reads what stands between the brackets.
        private static AnyOf parse(String set) {
            boolean negated = isNegation(set.charAt(0));
            int[] characters = set.codePoints().skip(negated ? 1 : 0).toArray();
            List<Range> ranges = new ArrayList<>();
            int i = 0;
            while (i < characters.length) {
                boolean isRange = i + 2 < characters.length && characters[i + 1] == '-';
                ranges.add(new Range(characters[i], characters[isRange ? i + 2 : i]));
                i += isRange ? 3 : 1;
            }
            return new AnyOf(negated, List.copyOf(ranges));
        }

        @Override
        public boolean accepts(int c, boolean leadingDot) {
            boolean found = ranges.stream().anyMatch(range -> range.first <= c && c <= range.last);
            return found != negated && c != '/' && !leadingDot;
        }
    }
}
