package afb4j.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.client.AfbClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Links between processes that are killed and started again.
final class HealingLinkIT {

    private static final int ROUNDS = 5;
    private static final int PENDING = 20;
    private static final Pattern DELAY = Pattern.compile("attempt (\\d+) follows in (\\d+) ms");

    /// The table of the default policy in ms, each up to 20 % longer.
    private static final List<Integer> TABLE = List.of(100, 300, 1000, 3000, 10_000);

    private final Path folder = Command.folder();
    private RunningBinder owner;

    private String socket(String name) {
        return "unix:" + folder.resolve(name) + "?as-api=hello";
    }

    @BeforeEach
    void startOwner() {
        owner = RunningBinder.start("-b", "hello", "--ws-server", socket("owner"));
    }

    @AfterEach
    void endOwner() {
        owner.close();
    }

    // B-04, W-99
    @Test
    void linkComesBackByItsPolicyEachTimeTheServerIsKilledAndStartedAgain() {
        try (RunningBinder relay =
                        RunningBinder.start("--eager", "--ws-client", socket("owner"), "--ws-server", socket("relay"));
                AfbClient client = AfbClient.connect(socket("relay"))) {
            for (int round = 0; round < ROUNDS; round++) {
                awaitPing(client);
                List<CompletableFuture<Reply>> pending = IntStream.range(0, PENDING)
                        .mapToObj(_ -> client.callAsync("mutebug", null).toCompletableFuture())
                        .toList();
                client.call("ping"); // the calls before it are with the owner

                owner.command().signal("KILL");
                owner.command().outcome();

                assertThat(pending)
                        .allSatisfy(reply ->
                                assertThat(await(reply).status().name()).isEqualTo("disconnected"));
                startOwner();
            }
            awaitPing(client);

            assertDelaysMatchTheTable(relay.command().awaitStderr("attempt"));
        }
    }

    /// A call made while the link is down waits for it: one is enough.
    private static void awaitPing(AfbClient client) {
        assertThat(await(client.callAsync("ping", 1).toCompletableFuture())
                        .status()
                        .name())
                .isEqualTo("success");
    }

    private static Reply await(CompletableFuture<Reply> reply) {
        return reply.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void assertDelaysMatchTheTable(String log) {
        AtomicInteger seen = new AtomicInteger();
        Matcher delays = DELAY.matcher(log);
        while (delays.find()) {
            int failures = Integer.parseInt(delays.group(1)) - 1;
            int base = TABLE.get(Math.min(failures, TABLE.size()) - 1);
            assertThat(Integer.parseInt(delays.group(2))).isBetween(base, base * 120 / 100);
            seen.incrementAndGet();
        }
        assertThat(seen).hasValueGreaterThanOrEqualTo(ROUNDS);
    }

    @Test
    void clientHealsByItself() {
        try (AfbClient client = AfbClient.to(socket("owner")).connect()) {
            for (int round = 0; round < 2; round++) {
                awaitPing(client);
                owner.command().signal("KILL");
                owner.command().outcome();
                startOwner();
            }
            awaitPing(client);
        }
    }

    @Test
    void binderDoesNotStartWithoutTheRemotesItWaitsFor() {
        Command.Outcome outcome =
                Command.run("binder", "--no-httpd", "--ws-client", socket("nobody"), "--wait-remotes", "1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.stderr()).contains("remote APIs cannot be reached within 1000 ms: [hello]");
    }

    @Test
    void noAcceptedCallOfFourBusyConnectionsIsLostWhenTheBinderIsTerminated() {
        AtomicInteger answered = new AtomicInteger();
        List<AfbClient> clients = IntStream.range(0, 4)
                .mapToObj(_ -> AfbClient.to(socket("owner")).once().connect())
                .toList();
        try {
            List<CompletableFuture<Void>> loads =
                    clients.stream().map(client -> load(client, answered)).toList();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answered.get() > 5_000);

            owner.command().signal("TERM");

            loads.forEach(load -> load.orTimeout(20, TimeUnit.SECONDS).join());
            assertThat(owner.command().outcome().code()).isZero();
        } finally {
            clients.forEach(AfbClient::close);
        }
    }

    /// Keeps 100 calls in flight until one is answered otherwise than with a success; completes when all have a reply.
    private static CompletableFuture<Void> load(AfbClient client, AtomicInteger answered) {
        return CompletableFuture.allOf(IntStream.range(0, 100)
                .mapToObj(_ -> callAgainAndAgain(client, answered))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> callAgainAndAgain(AfbClient client, AtomicInteger answered) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        new Object() {
            void next() {
                client.callAsync("pingvt", Json.of(1)).thenAccept(reply -> {
                    if (reply.status().isSuccess()) {
                        answered.incrementAndGet();
                        next();
                    } else if (reply.status().name().equals("disconnected")) {
                        over.complete(null);
                    } else {
                        over.completeExceptionally(
                                new AssertionError(reply.status().toString()));
                    }
                });
            }
        }.next();
        return over;
    }
}
