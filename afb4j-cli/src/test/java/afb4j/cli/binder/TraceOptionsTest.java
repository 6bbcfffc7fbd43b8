package afb4j.cli.binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.cli.log.LogTracer;
import afb4j.cli.options.UsageException;
import afb4j.core.trace.TracePoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TraceOptionsTest {

    private static Optional<LogTracer> tracer(Map<String, String> environment, String... args) throws UsageException {
        return TraceOptions.tracer(BinderOptions.all().parse(List.of(args)), environment);
    }

    @Test
    void tracesNothingUnlessItIsAsked() throws UsageException {
        assertThat(tracer(Map.of())).isEmpty();
        assertThat(tracer(Map.of(), "--tracereq=none")).isEmpty();
    }

    @Test
    void readsTheFlagsOfAllKinds() throws UsageException { // http-and-wsj1.md 7.2
        assertThat(tracer(
                                Map.of(),
                                "--tracereq=life",
                                "--traceapi",
                                "call",
                                "--traceevt=push-after",
                                "--traceses=create",
                                "--traceglob=*")
                        .orElseThrow()
                        .points())
                .containsExactlyInAnyOrder(
                        TracePoint.REQUEST_BEGIN,
                        TracePoint.REQUEST_END,
                        TracePoint.API_CALL,
                        TracePoint.EVENT_PUSH_AFTER,
                        TracePoint.SESSION_CREATE,
                        TracePoint.GLOBAL_VVERBOSE);
    }

    @Test
    void optionsComeBeforeTheEnvironment() throws UsageException { // http-and-wsj1.md 7.4
        Map<String, String> environment = Map.of("AFB_TRACEREQ", "begin", "AFB_TRACESES", "close");

        assertThat(tracer(environment, "--tracereq=end").orElseThrow().points())
                .containsExactlyInAnyOrder(TracePoint.REQUEST_END, TracePoint.SESSION_CLOSE);
    }

    @Test
    void refusesAnUnknownFlag() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> tracer(Map.of(), "--tracereq=bogus"))
                .withMessageStartingWith("option --tracereq bad value (found bogus): there is no request flag 'bogus'");
    }
}
