package afb4j.benchmarks;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// How servers under measurement talk to who started them: `ready ADDRESS` on standard output when they listen,
/// then a line for each command on standard input, until that ends. All know `memory`.
public final class ServerConsole {

    private ServerConsole() {}

    /// Serves standard input until it ends. The caller listens already.
    public static void run(String address) throws IOException {
        run(address, command -> "unknown: " + command);
    }

    /// As [#run(String)], with further commands, answered by `others`.
    public static void run(String address, UnaryOperator<String> others) throws IOException {
        System.out.println("ready " + address);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            System.out.println(command.equals("memory") ? memory() : others.apply(command));
        }
    }

    /// `HEAP DIRECT RSS`, in bytes, after a collection.
    private static String memory() throws IOException {
        System.gc();
        System.gc(); // what the first one found unreachable may have held more
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
                ? provider.metric().usedDirectMemory()
                : 0;
        return heap + " " + direct + " " + residentBytes();
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
