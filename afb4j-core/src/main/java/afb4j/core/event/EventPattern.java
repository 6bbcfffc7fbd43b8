package afb4j.core.event;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;

/// Names of events an API wants to hear of: `*` stands for any run of characters, `/` included; case does not
/// matter (hello.md 4.3). Matching takes time in proportion to the length of the name times that of the
/// pattern.
///
/// @param text in lower case
@Immutable
record EventPattern(String text) {

    private static final char RUN = '*';
    private static final int NONE = -1;

    static EventPattern of(String text) {
        return new EventPattern(fold(text));
    }

    /// A name as it is compared with patterns.
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// How many characters stand for themselves.
    int literals() {
        return (int) text.chars().filter(c -> c != RUN).count();
    }

    /// Whether it fits a [folded][#fold(String)] name.
    boolean matches(String name) {
        int at = 0;
        int item = 0;
        int run = NONE; // the last run seen, which alone needs to be tried with other lengths
        int runEnd = 0;
        while (at < name.length()) {
            if (item < text.length() && text.charAt(item) == RUN) {
                run = item++;
                runEnd = at;
            } else if (item < text.length() && text.charAt(item) == name.charAt(at)) {
                item++;
                at++;
            } else if (run != NONE) {
                runEnd++;
                at = runEnd;
                item = run + 1;
            } else {
                return false;
            }
        }
        return text.substring(item).chars().allMatch(c -> c == RUN);
    }
}
