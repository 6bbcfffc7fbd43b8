package afb4j.benchmarks.sequencer;

import java.util.Locale;

/// One row of the table.
///
/// @param figure what was measured
/// @param result what came out, with its unit
/// @param aim what was asked for, empty if nothing
record Row(String figure, String result, String aim) {

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static Row withoutAim(String figure, String result) {
        return new Row(figure, result, "");
    }

    /// The aim is an upper bound.
    static Row below(String figure, String result, double value, String bound, double most) {
        return new Row(figure, result, bound + (value < most ? ": met" : ": MISSED"));
    }

    void print() {
        System.out.println(text("| %-52s | %-40s | %-18s |", figure, result, aim));
    }

    static void printHead() {
        new Row("figure", "result", "aim").print();
        System.out.println("|" + "-".repeat(54) + "|" + "-".repeat(42) + "|" + "-".repeat(20) + "|");
    }
}
