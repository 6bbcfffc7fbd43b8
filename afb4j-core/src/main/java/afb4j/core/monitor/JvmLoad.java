package afb4j.core.monitor;

import afb4j.api.Json;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;

/// Memory, threads and processor time of this process.
@ThreadSafe
@SuppressWarnings("Immutable")
final class JvmLoad {

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @GuardedBy("this")
    private Instant lastTime =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

    @GuardedBy("this")
    private long lastCpuNanos;

    /// The state now. `cpu` is the share of all processors since the last reading, at first since the start of the
    /// process, from 0 to 1.
    synchronized Json read(Instant now) {
        long cpuNanos = system.getProcessCpuTime();
        long elapsed = Duration.between(lastTime, now).toNanos() * system.getAvailableProcessors();
        double share = elapsed <= 0 ? 0 : Math.clamp((double) (cpuNanos - lastCpuNanos) / elapsed, 0, 1);
        lastTime = now;
        lastCpuNanos = cpuNanos;
        Runtime runtime = Runtime.getRuntime();
        return Json.object()
                .put("heapUsed", runtime.totalMemory() - runtime.freeMemory())
                .put("heapMax", runtime.maxMemory())
                .put("threads", threads.getThreadCount())
                .put("cpu", Math.round(share * 1000) / 1000.0)
                .build();
    }
}
