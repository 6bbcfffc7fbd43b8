package afb4j.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class TracingTest {

    private static final TraceSubject SUBJECT = new TraceSubject.OfProcess();

    private final Tracing tracing = new Tracing(InstantSource.fixed(Instant.EPOCH));
    private final List<TraceRecord> told = new ArrayList<>();

    private static Tracer tracer(Set<TracePoint> points, Consumer<TraceRecord> told) {
        return new Tracer() {
            @Override
            public Set<TracePoint> points() {
                return points;
            }

            @Override
            public void on(TraceRecord happened) {
                told.accept(happened);
            }
        };
    }

    @Test
    void makesNothingForNobody() {
        tracing.tell(TracePoint.API_CALL, SUBJECT, () -> {
            throw new AssertionError("nobody asked for it");
        });

        assertThat(tracing.isTraced(TracePoint.API_CALL)).isFalse();
    }

    @Test
    void tellsWhatIsWantedAndNothingElse() {
        tracing.add(tracer(Set.of(TracePoint.SESSION_CLOSE), told::add));

        tracing.tell(TracePoint.SESSION_CREATE, SUBJECT);
        tracing.tell(TracePoint.SESSION_CLOSE, SUBJECT);

        assertThat(told).singleElement().satisfies(happened -> {
            assertThat(happened.point()).isEqualTo(TracePoint.SESSION_CLOSE);
            assertThat(happened.id()).isEqualTo(1);
            assertThat(happened.time()).isEqualTo(Instant.EPOCH);
            assertThat(happened.data()).isEqualTo(Json.NULL);
        });
        assertThat(tracing.tracesRequests()).isFalse();
    }

    @Test
    void makesDataOnceForAllTracers() {
        AtomicInteger made = new AtomicInteger();
        tracing.add(tracer(
                Set.of(TracePoint.API_CALL),
                happened -> assertThat(happened.data()).isEqualTo(Json.of(1))));
        tracing.add(tracer(
                Set.of(TracePoint.API_CALL),
                happened -> assertThat(happened.data()).isEqualTo(Json.of(1))));

        tracing.tell(TracePoint.API_CALL, SUBJECT, () -> Json.of(made.incrementAndGet()));

        assertThat(made).hasValue(1);
    }

    @Test
    void aTracerThatFailsDisturbsNobody(LogCapture logs) {
        logs.expect("a tracer failed");
        tracing.add(tracer(Set.of(TracePoint.API_CALL), _ -> {
            throw new IllegalStateException("a fault of the test");
        }));
        tracing.add(tracer(Set.of(TracePoint.API_CALL), told::add));

        tracing.tell(TracePoint.API_CALL, SUBJECT);

        assertThat(told).hasSize(1);
    }

    @Test
    void tellsNothingToATracerThatWasRemoved() {
        Tracer tracer = tracer(Set.of(TracePoint.REQUEST_END), told::add);
        tracing.add(tracer);
        assertThat(tracing.tracesRequests()).isTrue();

        tracing.remove(tracer);
        tracing.tell(TracePoint.REQUEST_END, SUBJECT);

        assertThat(told).isEmpty();
        assertThat(tracing.tracesRequests()).isFalse();
    }
}
