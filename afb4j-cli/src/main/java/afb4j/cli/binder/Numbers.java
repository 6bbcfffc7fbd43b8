package afb4j.cli.binder;

/// Reads the numbers that options have as values.
final class Numbers {

    private Numbers() {}

    /// @throws IllegalArgumentException when it is no number, or a smaller one
    static int atLeast(String option, String text, int min) {
        return in(option, text, min, Integer.MAX_VALUE);
    }

    /// @throws IllegalArgumentException when it is no number, or not one in this range
    static int in(String option, String text, int min, int max) {
        try {
            long value = Long.parseLong(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException(
                        "option " + option + " value " + text + " out of bounds (not in [" + min + " , " + max + "])");
            }
            return (int) value;
        } catch (NumberFormatException _) { // said in our words
            throw new IllegalArgumentException("option " + option + " requires a valid integer (found " + text + ")");
        }
    }
}
