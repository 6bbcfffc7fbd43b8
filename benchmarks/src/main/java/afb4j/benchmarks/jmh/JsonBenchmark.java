package afb4j.benchmarks.jmh;

import afb4j.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A value from a peer: kept as it came, or looked into.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JsonBenchmark {

    private final byte[] text =
            "{\"station\":\"fip\",\"frequency\":105.1,\"presets\":[87.6,91.3,105.1],\"place\":{\"lat\":48.85,\"lon\":2.35}}"
                    .getBytes(StandardCharsets.US_ASCII);

    /// What a mapped verb takes.
    public record Station(String station, double frequency) {}

    @Benchmark
    public byte[] forwarded() {
        return Json.received(text).rawUtf8();
    }

    @Benchmark
    public double oneMember() {
        return Json.received(text).member("frequency").orElseThrow().asDouble();
    }

    @Benchmark
    public Station mapped() {
        return Json.received(text).as(Station.class);
    }
}
