package afb4j.core.security;

import com.google.errorprone.annotations.Immutable;

/// A pattern in which `*` stands for any run of characters, and everything else for itself. Matching makes no
/// objects and takes time in proportion to the length of the text times that of the pattern, so a peer cannot
/// occupy an event loop with a long text.
///
/// @param pattern as written
@Immutable
record Wildcards(String pattern) {

    private static final char RUN = '*';
    private static final int NONE = -1;

    /// Whether every text fits.
    boolean isEverything() {
        return pattern.length() == 1 && pattern.charAt(0) == RUN;
    }

    boolean fits(String text) {
        return fits(text, 0);
    }

    /// Whether what `text` has from index `from` on fits.
    boolean fits(String text, int from) {
        int at = from;
        int item = 0;
        int run = NONE; // the last run seen, which alone needs to be tried with other lengths
        int runEnd = from;
        while (at < text.length()) {
            if (item < pattern.length() && pattern.charAt(item) == RUN) {
                run = item++;
                runEnd = at;
            } else if (item < pattern.length() && pattern.charAt(item) == text.charAt(at)) {
                item++;
                at++;
            } else if (run != NONE) {
                at = ++runEnd;
                item = run + 1;
            } else {
                return false;
            }
        }
        while (item < pattern.length() && pattern.charAt(item) == RUN) {
            item++;
        }
        return item == pattern.length();
    }
}
