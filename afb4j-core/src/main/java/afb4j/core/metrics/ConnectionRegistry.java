package afb4j.core.metrics;

import afb4j.sequencer.Loop;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The open connections of a binder. Each protocol adds its own, and removes them when they end.
@ThreadSafe
@SuppressWarnings("Immutable")
public final class ConnectionRegistry {

    private final Set<MonitoredConnection> connections = ConcurrentHashMap.newKeySet();

    /// A registry of no connections.
    public ConnectionRegistry() {}

    /// A connection was accepted.
    public void add(MonitoredConnection connection) {
        connections.add(connection);
    }

    /// A connection has ended. Does nothing for one that is not there.
    public void remove(MonitoredConnection connection) {
        connections.remove(connection);
    }

    /// How many there are.
    public int size() {
        return connections.size();
    }

    /// Asks up to `limit` of them, one task for each loop, and completes with what they say, by id, on one of
    /// the loops. Those that end meanwhile may be missing.
    public CompletionStage<List<ConnectionInfo>> infos(int limit) {
        Map<Loop, List<MonitoredConnection>> byLoop =
                connections.stream().limit(limit).collect(Collectors.groupingBy(MonitoredConnection::loop));
        List<CompletableFuture<List<ConnectionInfo>>> answers = new ArrayList<>();
        byLoop.forEach((loop, here) -> {
            CompletableFuture<List<ConnectionInfo>> answer = new CompletableFuture<>();
            answers.add(answer);
            loop.execute(() -> answer.complete(infos(here)));
        });
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> answers.stream()
                        .flatMap(answer -> answer.join().stream())
                        .sorted(Comparator.comparingLong(ConnectionInfo::id))
                        .toList());
    }

    private List<ConnectionInfo> infos(List<MonitoredConnection> here) {
        return here.stream()
                .filter(connections::contains)
                .map(MonitoredConnection::info)
                .toList();
    }
}
