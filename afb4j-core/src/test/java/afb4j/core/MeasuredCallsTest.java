package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.core.metrics.ApiStatistics;
import afb4j.core.metrics.CallStatistics;
import afb4j.core.metrics.VerbCounts;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is counted of calls, whichever way they are answered.
@ExtendWith(NoWarnings.class)
final class MeasuredCallsTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final BinderCore binder = TestBinder.on(loop, CoreConfig.DEFAULT);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() {
        gate.countDown();
        binder.close();
    }

    @Test
    void measuresANonBlockingVerb() {
        add(Verb.named("ping").nonBlocking().handler(request -> {
            loop.pass(Duration.ofMillis(3));
            request.reply();
        }));

        call("ping");
        call("ping");

        assertThat(counts("ping").count()).isEqualTo(2);
        assertThat(counts("ping").latencies().maxNanos()).isEqualTo(3_000_000);
        assertThat(binder.statistics().unanswered()).isZero();
    }

    @Test
    void measuresADeferredCallUntilItsAnswer() {
        add(Verb.named("later").nonBlocking().handler(Request::defer));
        TestCall call = call("later");

        assertThat(binder.statistics().unanswered()).isEqualTo(1);
        assertThat(find("later")).isEmpty();

        loop.advance(Duration.ofMillis(40));
        call.reply();

        assertThat(binder.statistics().unanswered()).isZero();
        assertThat(counts("later").latencies().sumNanos()).isEqualTo(40_000_000);
    }

    @Test
    void measuresABlockingVerb() {
        add(Verb.named("block").handler(request -> {
            gate.await();
            request.reply();
        }));
        TestCall call = call("block");

        assertThat(binder.statistics().unanswered()).isEqualTo(1);
        loop.advance(Duration.ofMillis(5));
        gate.countDown();
        call.awaitReply();

        assertThat(binder.statistics().unanswered()).isZero();
        assertThat(counts("block").latencies().maxNanos()).isEqualTo(5_000_000);
    }

    @Test
    void countsTheFirstAnswerOnly(LogCapture logs) {
        logs.expect("was answered before, dropped");
        add(Verb.named("twice").nonBlocking().handler(request -> {
            request.reply();
            request.fail(Status.FORBIDDEN);
        }));

        call("twice");

        assertThat(counts("twice").byStatus()).isEqualTo(Map.of("success", 1L));
    }

    @Test
    void countsFailuresByStatus(LogCapture logs) {
        logs.expect("test/fault failed");
        add(Verb.named("fault").nonBlocking().handler(_ -> {
            throw new IllegalStateException("a fault of the test");
        }));
        add("silent", Verb.named("v").nonBlocking().handler(_ -> {}));
        add("own", Verb.named("v").nonBlocking().handler(request -> request.fail(Status.named("no-station"))));

        call("fault");
        call("silent", "v");
        call("own", "v");

        assertThat(counts("fault").byStatus()).isEqualTo(Map.of("internal-error", 1L));
        assertThat(counts("silent", "v").byStatus()).isEqualTo(Map.of("no-reply", 1L));
        assertThat(counts("own", "v").byStatus()).isEqualTo(Map.of("error", 1L));
    }

    @Test
    void countsRefusedCallsUnderTheirVerb() {
        add(Verb.named("never").nonBlocking().guard(Guard.no()).handler(Request::reply));

        call("never");

        assertThat(counts("never").byStatus()).isEqualTo(Map.of("insufficient-scope", 1L));
        assertThat(binder.statistics().unanswered()).isZero();
    }

    @Test
    void countsCallsByAnAliasAndByAGlobUnderTheDeclaredNames() {
        add(Verb.named("x-*").nonBlocking().handler(Request::reply));
        binder.apis().alias("second", "test");

        call("test", "x-1");
        call("second", "x-2");

        assertThat(counts("x-*").count()).isEqualTo(2);
        assertThat(binder.statistics().apis())
                .extracting(ApiStatistics::api)
                .containsExactly(CallStatistics.UNKNOWN, "test");
    }

    @Test
    void countsANameThatAnEarlierGlobHidesUnderTheGlob() { // http-and-wsj1.md 8.1
        binder.add(
                Api.builder("test")
                        .verb(Verb.named("x-*").nonBlocking().handler(request -> request.reply("glob")))
                        .verb(Verb.named("x-exact").nonBlocking().handler(request -> request.reply("exact")))
                        .build(),
                Visibility.PUBLIC);

        assertThat(call("x-exact").awaitReply()).isEqualTo(Reply.of(Json.of("glob")));

        assertThat(counts("x-*").count()).isEqualTo(1);
        assertThat(find("x-exact")).isEmpty();
    }

    @Test
    void countsInfo() {
        add(Verb.named("ping").nonBlocking().handler(Request::reply));

        call("info").awaitReply();

        assertThat(counts("info").byStatus()).isEqualTo(Map.of("success", 1L));
    }

    @Test
    void doesNotGrowWithVerbsAndApisThatAreNotThere() {
        add(Verb.named("ping").nonBlocking().handler(Request::reply));

        for (int i = 0; i < 100_000; i++) {
            TestCall unknown = new TestCall(loop, i % 2 == 0 ? "test" : "api" + i, "verb" + i, List.of(Json.NULL));
            loop.run(() -> binder.dispatcher().dispatch(unknown));
        }

        assertThat(binder.statistics().apis()).hasSize(2);
        assertThat(counts(CallStatistics.UNKNOWN).byStatus()).isEqualTo(Map.of("unknown-verb", 50_000L));
        assertThat(counts(CallStatistics.UNKNOWN, CallStatistics.UNKNOWN).byStatus())
                .isEqualTo(Map.of("unknown-api", 50_000L));
        assertThat(binder.statistics().apis().stream()
                        .mapToInt(api -> api.read().size())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void forgetsAnApiThatIsRemoved() {
        add(Verb.named("ping").nonBlocking().handler(Request::reply));
        call("ping");

        binder.apis().remove("test");

        assertThat(binder.statistics().apis()).extracting(ApiStatistics::api).containsExactly(CallStatistics.UNKNOWN);
    }

    @Test
    void countsCallsThatWaitForTheirApi() {
        binder.add(
                Api.builder("test")
                        .concurrency(1)
                        .verb("block", request -> {
                            gate.await();
                            request.reply();
                        })
                        .build(),
                Visibility.PUBLIC);
        TestCall first = call("block");
        TestCall second = call("block");

        assertThat(binder.waiting()).isEqualTo(1);
        assertThat(binder.statistics().unanswered()).isEqualTo(2);

        gate.countDown();
        first.awaitReply();
        second.awaitReply();
        assertThat(binder.statistics().unanswered()).isZero();
    }

    private void add(Verb verb) {
        add("test", verb);
    }

    private void add(String api, Verb verb) {
        binder.add(Api.builder(api).verb(verb).build(), Visibility.PUBLIC);
    }

    private TestCall call(String verb) {
        return call("test", verb);
    }

    private TestCall call(String api, String verb) {
        TestCall call = new TestCall(loop, api, verb, List.of(Json.NULL));
        loop.run(() -> binder.dispatcher().dispatch(call));
        return call;
    }

    private VerbCounts counts(String verb) {
        return counts("test", verb);
    }

    private VerbCounts counts(String api, String verb) {
        return find(api, verb).orElseThrow();
    }

    private Optional<VerbCounts> find(String verb) {
        return find("test", verb);
    }

    private Optional<VerbCounts> find(String api, String verb) {
        return binder.statistics().apis().stream()
                .filter(one -> one.api().equals(api))
                .flatMap(one -> one.read().stream())
                .filter(one -> one.verb().equals(verb))
                .findFirst();
    }
}
