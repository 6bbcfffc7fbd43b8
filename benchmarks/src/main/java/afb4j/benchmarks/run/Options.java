package afb4j.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The command line.
///
/// @param rounds how often everything is measured, each time with new processes
/// @param seconds how long each load counts
/// @param check whether a missed bar is a failure
/// @param parts what is measured
/// @param generator the compiled load generator
record Options(int rounds, double seconds, boolean check, Set<Part> parts, Path generator) {

    static final String USAGE =
            "usage: benchmarks/run [--rounds N] [--seconds S] [--only loop|guarded|virtual|relay|events|rest|json1|file|idle"
                    + "|sessions|abuse]... [--check]";

    /// What can be measured.
    enum Part {
        LOOP,
        GUARDED,
        VIRTUAL,
        RELAY,
        EVENTS,
        REST,
        JSON1,
        FILE,
        IDLE,
        SESSIONS,
        ABUSE
    }

    /// Reads the arguments; the first is the path of the generator, given by the script.
    ///
    /// @throws IllegalArgumentException for an option that is none
    static Options parse(String... arguments) {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        Path generator = Path.of(rest.remove());
        int rounds = 5;
        double seconds = 3;
        boolean check = false;
        Set<Part> parts = EnumSet.noneOf(Part.class);
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--rounds" -> rounds = Integer.parseInt(value(option, rest));
                case "--seconds" -> seconds = Double.parseDouble(value(option, rest));
                case "--only" -> parts.add(Part.valueOf(value(option, rest).toUpperCase(Locale.ROOT)));
                case "--check" -> check = true;
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (rounds < 1 || !(seconds > 0)) {
            throw new IllegalArgumentException("rounds and seconds must be more than 0");
        }
        return new Options(rounds, seconds, check, parts.isEmpty() ? EnumSet.allOf(Part.class) : parts, generator);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }
}
