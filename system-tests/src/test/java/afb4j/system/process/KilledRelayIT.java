package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afb4j.api.Json;
import afb4j.core.BindingSpec;
import afb4j.core.Visibility;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.server.Binder;
import afb4j.server.BinderConfig.ImportSpec;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.testkit.ThreadLeaks;
import afb4j.transport.Sockspec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The middle one of three binders is killed and started again, many times, while calls are in flight. The
/// ends live in this process, where their sessions, descriptors and threads can be counted.
@ExtendWith({NoWarnings.class, ThreadLeaks.class})
final class KilledRelayIT {

    private static final int ROUNDS = 20;
    private static final int LOADS = 3;
    private static final int WIDTH = 20;
    private static final int CALLS_BETWEEN = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EVENT = "news";

    private final Path folder = Command.folder();
    private final List<Duration> outages = new ArrayList<>();
    private final List<Duration> heals = new ArrayList<>();
    private long answered;
    private long lost;

    private String socket(String name) {
        return "unix:" + folder.resolve(name) + "?as-api=hello";
    }

    private Binder owner() {
        return Binder.builder()
                .binding(BindingSpec.parse("hello"))
                .serve(socket("owner"))
                .start();
    }

    private Binder last() {
        ImportSpec eager = ImportSpec.eager(Sockspec.parse(socket("relay"), Sockspec.Role.CLIENT), Visibility.PUBLIC);
        return Binder.builder()
                .remote(new ImportSpec(
                        "hello",
                        eager.link().withRetry(RetryPolicy.of(Duration.ofMillis(20))),
                        Visibility.PUBLIC,
                        true))
                .serve(socket("last"))
                .start();
    }

    private RunningBinder relay() {
        return RunningBinder.start("--eager", "--ws-client", socket("owner"), "--ws-server", socket("relay"));
    }

    // S-21, S-25, W-52, W-90, W-91, W-92, W-99, B-04
    @Test
    void chainHealsEachTimeItsMiddleIsKilledUnderLoad(LogCapture logs) throws Exception {
        logs.tolerate("API hello: ");
        logs.tolerate("held its loop"); // a busy machine
        chain(1); // so that what the JDK opens once is there
        heals.clear();
        outages.clear();
        Map<String, Integer> files = OpenFiles.ofThisProcess();

        String figures = chain(ROUNDS);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(OpenFiles.ofThisProcess()).isEqualTo(files));
        System.gc(); // a buffer that has leaked is logged after a collection (R36)
        chain(1);
        System.out.println(figures);
    }

    /// Makes a chain, kills its middle so many times, and ends it; gives figures.
    private String chain(int rounds) throws Exception {
        RunningBinder relay = null;
        try (Binder owner = owner();
                HelloClient producer = HelloClient.at(socket("owner"), client -> client.session("producer"))) {
            relay = relay();
            try (Binder last = last()) {
                producer.add(EVENT);
                int ownersSessions = owner.core().sessions().size();
                int lastSessions = last.core().sessions().size();
                int lastEvents = last.core().events().eventCount(); // those of its API monitor

                relay = killAgainAndAgain(relay, producer, rounds);

                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(last.core().sessions().size()).isEqualTo(lastSessions);
                    assertThat(owner.core().sessions().size()).isEqualTo(ownersSessions);
                });
                producer.push(EVENT, "nobody is left"); // W-73
                await().atMost(PATIENCE).until(() -> last.core().events().eventCount() == lastEvents);
            }
        } finally {
            if (relay != null) {
                relay.close();
            }
        }
        return figures(rounds);
    }

    /// Two clients that have subscribed, and some that call all the time.
    private RunningBinder killAgainAndAgain(RunningBinder first, HelloClient producer, int rounds) throws Exception {
        RunningBinder relay = first;
        List<CallLoad> loads = new ArrayList<>();
        try (HelloClient one = subscriber("one");
                HelloClient other = subscriber("other")) {
            for (int i = 0; i < LOADS; i++) {
                loads.add(CallLoad.start(folder.resolve("last"), WIDTH));
            }
            awaitCalls(loads, CALLS_BETWEEN);
            Map<String, Integer> files = OpenFiles.ofThisProcess();
            long threads = threads();
            for (int round = 0; round < rounds; round++) {
                Instant kill = Instant.now();
                relay.command().signal("KILL");
                relay.command().outcome();
                relay = relay();
                Instant start = Instant.now();
                heal(one);
                heal(other);
                outages.add(Duration.between(kill, Instant.now()));
                heals.add(Duration.between(start, Instant.now()));
                producer.push(EVENT, round);
                one.awaitPush("hello/news " + round);
                other.awaitPush("hello/news " + round);
                awaitCalls(loads, CALLS_BETWEEN);
            }
            for (CallLoad load : loads) {
                assertThat(load.finish()).isEmpty();
            }
            assertThat(one.pushes()).hasSize(rounds);
            assertThat(other.pushes()).hasSize(rounds);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(OpenFiles.ofThisProcess()).isEqualTo(files));
            assertThat(threads()).isEqualTo(threads);
            answered = loads.stream().mapToLong(CallLoad::answered).sum();
            lost = loads.stream().mapToLong(CallLoad::lost).sum();
            return relay;
        } finally {
            loads.forEach(CallLoad::close);
        }
    }

    private HelloClient subscriber(String session) {
        HelloClient client = HelloClient.at(socket("last"), options -> options.session(session));
        client.run("eventsub", EVENT);
        return client;
    }

    /// A reply after the kill comes from the new process, and the subscription went before its call.
    private void heal(HelloClient client) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> client.call("ping", Json.NULL).status().isSuccess());
    }

    private static void awaitCalls(List<CallLoad> loads, int more) {
        List<Long> goals = loads.stream().map(load -> load.answered() + more).toList();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            for (int i = 0; i < loads.size(); i++) {
                if (loads.get(i).answered() < goals.get(i)) {
                    return false;
                }
            }
            return true;
        });
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("afb4j"))
                .count();
    }

    private String figures(int rounds) {
        return ("relay killed %d times: %d calls answered, %d disconnected; from the kill to calls and events again %s, "
                        + "of that after the start of the process %s")
                .formatted(rounds, answered, lost, summary(outages), summary(heals));
    }

    private static String summary(List<Duration> times) {
        List<Long> sorted = times.stream().map(Duration::toMillis).sorted().toList();
        return sorted.get(sorted.size() / 2) + " ms (median), " + sorted.getLast() + " ms (longest)";
    }
}
