package afb4j.cli.binder;

import afb4j.cli.log.LogTracer;
import afb4j.cli.options.Options;
import afb4j.core.trace.TraceFlags;
import afb4j.core.trace.TraceKind;
import afb4j.core.trace.TracePoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The options that write what happens into the log, and the variables in their place (http-and-wsj1.md 7.2,
/// 7.4).
final class TraceOptions {

    private static final String FLAGS = "FLAGS";

    private record Option(String name, String variable, TraceKind kind) {}

    private static final List<Option> OPTIONS = List.of(
            new Option("--tracereq", "AFB_TRACEREQ", TraceKind.REQUEST),
            new Option("--traceapi", "AFB_TRACEAPI", TraceKind.API),
            new Option("--traceevt", "AFB_TRACEEVT", TraceKind.EVENT),
            new Option("--traceses", "AFB_TRACESES", TraceKind.SESSION),
            new Option("--traceglob", "AFB_TRACEGLOB", TraceKind.GLOBAL));

    private TraceOptions() {}

    static Options addTo(Options options) {
        return options.value("--tracereq", FLAGS, "write calls into the log: common, all, begin,reply,end ...")
                .value("--traceapi", FLAGS, "write what APIs do into the log: common, all, call,event_make ...")
                .value("--traceevt", FLAGS, "write pushes into the log: common, all, push_before ...")
                .value("--traceses", FLAGS, "write sessions into the log: common, all, create,close")
                .value("--traceglob", FLAGS, "write log lines as traces, too: all");
    }

    /// What is to be traced; nothing if nothing is.
    ///
    /// @throws IllegalArgumentException for a flag that is not there
    static Optional<LogTracer> tracer(Options.Parsed options, Map<String, String> environment) {
        Set<TracePoint> points = EnumSet.noneOf(TracePoint.class);
        for (Option option : OPTIONS) {
            String flags = options.value(option.name(), environment.getOrDefault(option.variable(), ""));
            try {
                points.addAll(TraceFlags.parse(option.kind(), flags));
            } catch (IllegalArgumentException cause) {
                throw new IllegalArgumentException(
                        "option " + option.name() + " bad value (found " + flags + "): " + cause.getMessage(), cause);
            }
        }
        return points.isEmpty() ? Optional.empty() : Optional.of(new LogTracer(points));
    }
}
