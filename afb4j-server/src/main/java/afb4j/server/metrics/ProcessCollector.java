package afb4j.server.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;

/// The process and its JVM, under the names that dashboards know.
final class ProcessCollector implements MultiCollector {

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder()
                .metricSnapshot(Families.counter(
                        "process_cpu_seconds", "processor time of the process", system.getProcessCpuTime() / NANOS))
                .metricSnapshot(Families.gauge(
                        "process_start_time_seconds",
                        "when the process was started, in seconds of the epoch",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS))
                .metricSnapshot(Families.gauge(
                        "jvm_threads_current",
                        "threads, virtual ones not counted",
                        ManagementFactory.getThreadMXBean().getThreadCount()))
                .metricSnapshot(memory("jvm_memory_used_bytes", "memory in use", true))
                .metricSnapshot(memory("jvm_memory_max_bytes", "memory there may be, -1 if there is no bound", false))
                .metricSnapshot(collections());
        if (system instanceof UnixOperatingSystemMXBean unix) {
            all.metricSnapshot(Families.gauge(
                    "process_open_fds", "open file descriptors", (double) unix.getOpenFileDescriptorCount()));
            all.metricSnapshot(Families.gauge(
                    "process_max_fds", "file descriptors there may be", (double) unix.getMaxFileDescriptorCount()));
        }
        return all.build();
    }

    private GaugeSnapshot memory(String name, String help, boolean isUsed) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(Families.gauge(bytes(memory.getHeapMemoryUsage(), isUsed), Labels.of("area", "heap")))
                .dataPoint(Families.gauge(bytes(memory.getNonHeapMemoryUsage(), isUsed), Labels.of("area", "nonheap")))
                .build();
    }

    private static double bytes(MemoryUsage usage, boolean isUsed) {
        return (double) (isUsed ? usage.getUsed() : usage.getMax());
    }

    private static SummarySnapshot collections() {
        SummarySnapshot.Builder collections =
                SummarySnapshot.builder().name("jvm_gc_collection_seconds").help("garbage collections");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                    .count(collector.getCollectionCount())
                    .sum(collector.getCollectionTime() / MILLIS)
                    .labels(Labels.of("gc", collector.getName()))
                    .build());
        }
        return collections.build();
    }
}
