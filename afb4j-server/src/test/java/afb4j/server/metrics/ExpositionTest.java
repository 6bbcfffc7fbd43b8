package afb4j.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Status;
import afb4j.core.BinderCore;
import afb4j.core.CoreConfig;
import afb4j.core.metrics.ApiStatistics;
import afb4j.core.metrics.MonitoredLink;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.SessionStore;
import afb4j.sequencer.testkit.VirtualLoop;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExpositionTest {

    private static final String TYPE = "application/openmetrics-text";

    private final VirtualLoop loop = new VirtualLoop();
    private final BinderCore binder = new BinderCore(
            "test", CoreConfig.DEFAULT, PermissionChecker.allowAll(), SessionStore.inMemory(), () -> loop);
    private final Exposition exposition = new Exposition(binder);

    @AfterEach
    void stop() {
        binder.close();
    }

    private Map<String, Double> samples() {
        Exposition.Page page = exposition.read("");
        assertThat(page.contentType()).startsWith("text/plain; version=0.0.4");
        return TextFormat.read(page.text());
    }

    @Test
    void tellsOfCallsByApiVerbAndStatus() {
        ApiStatistics api = binder.statistics().of("ra\"dio");
        binder.statistics().add(api);
        api.declared("tune").ran("tune", Status.SUCCESS, 900);
        api.declared("tune").ran("tune", Status.SUCCESS, 3_000_000);
        api.declared("tune").ran("tune", Status.INVALID_REQUEST, 60_000_000_000L);

        String labels = "{api=\"ra\\\"dio\",verb=\"tune\"";
        assertThat(samples())
                .containsEntry("afb4j_calls_total{api=\"ra\\\"dio\",status=\"success\",verb=\"tune\"}", 2.0)
                .containsEntry("afb4j_calls_total{api=\"ra\\\"dio\",status=\"invalid-request\",verb=\"tune\"}", 1.0)
                .containsEntry("afb4j_call_duration_seconds_bucket" + labels + ",le=\"1.024E-6\"}", 1.0)
                .containsEntry("afb4j_call_duration_seconds_bucket" + labels + ",le=\"0.004194304\"}", 2.0)
                .containsEntry("afb4j_call_duration_seconds_bucket" + labels + ",le=\"17.179869184\"}", 2.0)
                .containsEntry("afb4j_call_duration_seconds_bucket" + labels + ",le=\"+Inf\"}", 3.0)
                .containsEntry("afb4j_call_duration_seconds_count" + labels + "}", 3.0)
                .containsEntry("afb4j_call_duration_seconds_sum" + labels + "}", 60.0030009);
    }

    @Test
    void tellsOfTheBinderAndItsProcess() {
        binder.links().add(new MonitoredLink() {
            @Override
            public String api() {
                return "radio";
            }

            @Override
            public String address() {
                return "unix:/run/radio";
            }

            @Override
            public String stateName() {
                return "ready";
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public boolean isRequired() {
                return false;
            }
        });

        assertThat(samples())
                .containsEntry("afb4j_link_up{address=\"unix:/run/radio\",api=\"radio\"}", 1.0)
                .containsEntry("afb4j_sessions_max", 200.0)
                .containsEntry("afb4j_connections", 0.0)
                .containsEntry("afb4j_calls_waiting", 0.0)
                .containsEntry("afb4j_events_dropped_total", 0.0)
                .containsKeys(
                        "process_cpu_seconds_total",
                        "process_start_time_seconds",
                        "jvm_threads_current",
                        "jvm_memory_used_bytes{area=\"heap\"}");
    }

    @Test
    void speaksOpenMetricsToWhoAcceptsIt() {
        Exposition.Page page = exposition.read(TYPE + "; version=1.0.0,text/plain;q=0.5");

        assertThat(page.contentType()).startsWith(TYPE);
        assertThat(page.text()).endsWith("# EOF\n");
    }

    @Test
    void isReadyWhenItHasStartedAndItsLinksAreUp() {
        Readiness readiness = new Readiness(binder);
        assertThat(readiness.obstacles()).containsExactly("the binder is starting");

        readiness.started();
        assertThat(readiness.obstacles()).isEmpty();

        readiness.stopping();
        assertThat(readiness.obstacles()).containsExactly("the binder is stopping");
    }
}
