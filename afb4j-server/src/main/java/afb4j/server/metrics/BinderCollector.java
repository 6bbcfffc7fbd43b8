package afb4j.server.metrics;

import afb4j.core.BinderCore;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/// What a binder holds and carries besides its calls.
record BinderCollector(BinderCore core) implements MultiCollector {

    @Override
    public MetricSnapshots collect() {
        int waiting = core.waiting();
        return MetricSnapshots.of(
                Families.gauge(
                        "afb4j_calls_running",
                        "calls that are not answered yet and do not wait for a place",
                        Math.max(0, core.statistics().unanswered() - waiting)),
                Families.gauge("afb4j_calls_waiting", "calls that wait for a place to run in", waiting),
                Families.counter(
                        "afb4j_events_pushed",
                        "pushes and broadcasts",
                        core.events().pushed()),
                Families.counter(
                        "afb4j_events_delivered",
                        "pushes and broadcasts given to listeners, one for each",
                        core.events().delivered()),
                Families.counter(
                        "afb4j_events_dropped",
                        "pushes and broadcasts dropped because a listener or a loop was too slow",
                        core.events().dropped()),
                Families.gauge("afb4j_events", "events there are", core.events().eventCount()),
                Families.gauge(
                        "afb4j_connections",
                        "open connections",
                        core.connections().size()),
                Families.gauge("afb4j_sessions", "sessions", core.sessions().size()),
                Families.gauge(
                        "afb4j_sessions_max",
                        "sessions there may be",
                        core.config().sessions().maxSessions()),
                links());
    }

    private GaugeSnapshot links() {
        GaugeSnapshot.Builder links =
                GaugeSnapshot.builder().name("afb4j_link_up").help("1 if calls to the remote API go out now");
        core.links()
                .links()
                .forEach(link -> links.dataPoint(Families.gauge(
                        link.isReady() ? 1 : 0, Labels.of("api", link.api(), "address", link.address()))));
        return links.build();
    }
}
