package afb4j.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.core.trace.TracePoint;
import afb4j.core.trace.TraceSubject;
import afb4j.core.trace.Tracing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogTracerTest {

    private static final TraceSubject REQUEST =
            new TraceSubject.OfRequest(1, "hello", "ping", Optional.empty(), Optional.of("a session"));

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Tracing tracing = new Tracing(InstantSource.system());

    @BeforeEach
    void capture() {
        Log.to(new PrintStream(written, true, StandardCharsets.UTF_8));
        tracing.add(new LogTracer(EnumSet.allOf(TracePoint.class)));
    }

    @AfterEach
    void restore() {
        Log.to(System.err);
    }

    private String lines() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesTheLifeOfACall() { // http-and-wsj1.md 7.2
        tracing.tell(TracePoint.REQUEST_BEGIN, REQUEST, () -> Json.parse("{\"params\":[{\"x\":1}]}"));
        tracing.tell(TracePoint.REQUEST_REPLY, REQUEST, () -> Json.parse("{\"status\":0,\"reply\":[7]}"));
        tracing.tell(TracePoint.REQUEST_REPLY, REQUEST, () -> Json.parse("{\"status\":-4,\"reply\":[]}"));
        tracing.tell(TracePoint.REQUEST_END, REQUEST);

        assertThat(lines().lines())
                .containsExactly(
                        "<5> NOTICE: HOOK: [req-000001:hello/ping] BEGIN {\"x\":1}",
                        "<5> NOTICE: HOOK: [req-000001:hello/ping] reply[success: 0] 7",
                        "<5> NOTICE: HOOK: [req-000001:hello/ping] reply[unknown-verb: -4] []",
                        "<5> NOTICE: HOOK: [req-000001:hello/ping] END");
    }

    @Test
    void writesWhatElseHappensWithoutNamingSessions() {
        tracing.tell(
                TracePoint.EVENT_PUSH_BEFORE,
                new TraceSubject.OfEvent(3, "hello/z"),
                () -> Json.parse("{\"data\":[5]}"));
        tracing.tell(TracePoint.API_START, new TraceSubject.OfApi("hello"));
        tracing.tell(TracePoint.SESSION_CREATE, new TraceSubject.OfSession("a secret uuid"));
        tracing.tell(TracePoint.GLOBAL_VVERBOSE, new TraceSubject.OfProcess(), () -> Json.of("x"));

        assertThat(lines().lines())
                .containsExactly(
                        "<5> NOTICE: HOOK: [evt-3:hello/z] push_before {\"data\":[5]}",
                        "<5> NOTICE: HOOK: [api-hello] start",
                        "<5> NOTICE: HOOK: [session] create",
                        "<5> NOTICE: HOOK: [global] vverbose \"x\"");
    }
}
