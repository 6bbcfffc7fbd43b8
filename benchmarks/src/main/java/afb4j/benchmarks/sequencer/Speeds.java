package afb4j.benchmarks.sequencer;

import java.util.Collection;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the JMH benchmarks of this package and prints their rows.
final class Speeds {

    private static final int MEDIAN = 50;
    private static final int NINETY_NINTH = 99;

    private Speeds() {}

    public static void main(String[] arguments) throws RunnerException {
        run(TurnBenchmark.class).forEach(Speeds::printTurn);
        run(OfferBenchmark.class).forEach(Speeds::printOffer);
        run(TimerBenchmark.class).forEach(Speeds::printTimer);
    }

    private static Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName().replace(".", "\\.") + "\\.")
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }

    private static void printTurn(RunResult run) {
        Result<?> result = run.getPrimaryResult();
        boolean bare = "bareTask".equals(result.getLabel());
        Row.withoutAim(
                        (bare ? "turns of a bare task, " : "turns of one busy sequencer, ")
                                + run.getParams().getParam("loop"),
                        Row.text("%,.0f per second, %.0f ns each", 1e9 / result.getScore(), result.getScore()))
                .print();
    }

    private static void printOffer(RunResult run) {
        Result<?> result = run.getPrimaryResult();
        boolean ceaseless = "0".equals(run.getParams().getParam("pauseMicros"));
        Row.withoutAim(
                        Row.text(
                                "offer to handler, %s, %s",
                                run.getParams().getParam("loop"), ceaseless ? "ceaseless" : "after a pause"),
                        Row.text(
                                "p50 %.1f us, p99 %.1f us",
                                result.getStatistics().getPercentile(MEDIAN),
                                result.getStatistics().getPercentile(NINETY_NINTH)))
                .print();
    }

    private static void printTimer(RunResult run) {
        Result<?> result = run.getPrimaryResult();
        Row.withoutAim(
                        Row.text(
                                "timer armed again, %s, of %s",
                                result.getLabel(), run.getParams().getParam("armed")),
                        Row.text("%.0f ns", result.getScore()))
                .print();
    }
}
