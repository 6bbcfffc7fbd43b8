package afb4j.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.core.BinderCore;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.core.metrics.CallStatistics;
import afb4j.core.metrics.ConnectionInfo;
import afb4j.core.metrics.MonitoredConnection;
import afb4j.core.metrics.MonitoredLink;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.SessionStore;
import afb4j.sequencer.Loop;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The verbs of http-and-wsj1.md 6, as the vectors monitor and monitor-verbosity show them, and those of ours.
@ExtendWith(NoWarnings.class)
@Timeout(60)
final class MonitorApiTest {

    private static final Reply DONE = Reply.success();

    private final VirtualLoop loop = new VirtualLoop();
    private PermissionChecker permissions = PermissionChecker.allowAll();
    private final BinderCore binder = new BinderCore(
            "test",
            CoreConfig.DEFAULT,
            question -> permissions.isGranted(question),
            SessionStore.inMemory(),
            () -> loop);
    private final Caller caller = new Caller(loop, binder, "caller");

    @BeforeEach
    void start() {
        Verb ping = Verb.named("ping").nonBlocking().handler(Request::reply);
        binder.add(MonitorApi.of(binder, Verbosity.remembered(Verbosity.Level.WARNING)), Visibility.PUBLIC);
        binder.add(Api.builder("hello").alias("fakename").verb(ping).build(), Visibility.PUBLIC);
        binder.add(Api.builder("probe").build(), Visibility.PUBLIC);
        binder.add(Api.builder("hidden").verb(ping).build(), Visibility.PRIVATE);
        binder.start();
        loop.runUntilIdle();
    }

    @AfterEach
    void stop() {
        binder.close();
    }

    private Reply call(String verb, String argument) {
        return caller.call("monitor", verb, argument);
    }

    private static Reply json(String text) {
        return Reply.of(Json.parse(text.replace('\'', '"')));
    }

    // ---- vector monitor

    @Test
    void namesPublicApisThenAliases() {
        assertThat(call("apis", "null").json().asText()).isEqualTo("hello monitor probe fakename");
    }

    @Test
    void describesItselfAsTheCBinderDoesAndAddsItsOwnVerbs() {
        Json info = call("info", "null").json();

        assertThat(info.member("info")).contains(Json.of("Monitoring API"));
        assertThat(info.member("verbs").orElseThrow().elements().subList(0, 7))
                .extracting(Json::compact)
                .containsExactly(
                        "{\"name\":\"apis\",\"info\":\"List apis\"}",
                        "{\"name\":\"session\",\"info\":\"Get session info\"}",
                        "{\"name\":\"subscribe\",\"info\":\"Subscribe to monitoring events\"}",
                        "{\"name\":\"unsubscribe\",\"info\":\"Unsubscribe from monitoring events\"}",
                        "{\"name\":\"get\",\"info\":\"Get apis and/or verbosity\"}",
                        "{\"name\":\"set\",\"info\":\"Set verbosities and/or subscriptions\"}",
                        "{\"name\":\"trace\",\"info\":\"Trace internal activity\"}");
    }

    @Test
    void tellsTheSessionOfTheCaller() { // 2.2
        assertThat(call("session", "null")).isEqualTo(json("{'uuid':'caller','timeout':32000000,'remain':32000000}"));

        loop.advance(Duration.ofMillis(1500));

        assertThat(call("session", "null").json().member("remain")).contains(Json.of(31999999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "0", "'x'", "[]"})
    void tellsTheApisForAnythingButNull(String any) {
        assertThat(call("get", "{'apis':" + any + "}"))
                .isEqualTo(json("{'apis':{'hello':true,'monitor':true,'probe':true,'fakename':'hello'}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{'apis':null}", "{'verbosity':null}", "{'other':1}", "[1]", "'x'"})
    void tellsNothingWhenNothingIsAsked(String argument) {
        assertThat(call("get", argument)).isEqualTo(DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "{'verbosity':'bogus'}", "{'verbosity':{'nope':'info'}}", "{'verbosity':1.5}"})
    void ignoresWhatCannotBeSet(String argument) {
        assertThat(call("set", argument)).isEqualTo(DONE);

        assertThat(call("get", "{'verbosity':''}")).isEqualTo(json("{'verbosity':{'':'warning'}}"));
    }

    // ---- vector monitor-verbosity, with the levels that were set (P22)

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "true | {'':'warning','hello':'warning','monitor':'warning','probe':'warning','fakename':'warning'}",
                "'' | {'':'warning'}",
                "'*' | {'hello':'warning','monitor':'warning','probe':'warning','fakename':'warning'}",
                "'hello' | {'hello':'warning'}",
                "['','hello','nope','hidden',7] | {'':'warning','hello':'warning'}",
                "{'hello':true,'probe':false} | {'hello':'warning'}",
                "'hidden' | {}",
                "false | {}",
                "5 | {}"
            })
    void readsLevels(String wanted, String levels) {
        assertThat(call("get", "{'verbosity':" + wanted + "}")).isEqualTo(json("{'verbosity':" + levels + "}"));
    }

    @Test
    void readsBackWhatWasSet() {
        call("set", "{'verbosity':'info'}");
        call("set", "{'verbosity':{'hello':'error','hidden':'debug'}}");

        assertThat(call("get", "{'verbosity':true}"))
                .isEqualTo(json("{'verbosity':"
                        + "{'':'info','hello':'error','monitor':'info','probe':'info','fakename':'error'}}"));
    }

    @ParameterizedTest
    @CsvSource({"99, debug", "-5, error", "0, error", "1, warning", "2, notice", "3, info", "4, debug"})
    void takesNumbersForLevels(int number, String level) {
        call("set", "{'verbosity':" + number + "}");

        assertThat(call("get", "{'verbosity':''}")).isEqualTo(json("{'verbosity':{'':'" + level + "'}}"));
    }

    @Test
    void setsTheLevelOfAllApisByAStar() {
        call("set", "{'verbosity':{'*':'debug'}}");

        assertThat(call("get", "{'verbosity':['','probe']}"))
                .isEqualTo(json("{'verbosity':{'':'warning','probe':'debug'}}"));
    }

    @Test
    void answersLevelsBeforeApis() {
        assertThat(call("get", "{'apis':true,'verbosity':''}").json().members().keySet())
                .containsExactly("verbosity", "apis");
    }

    // ---- events

    @Test
    void tellsOfLostLinks() { // 4, monitor/disconnected
        call("subscribe", "'disconnected'");

        binder.links().lost("hello");
        binder.links().lost("hidden");
        loop.runUntilIdle();

        assertThat(caller.events()).containsExactly("monitor/disconnected");
        assertThat(caller.data()).containsExactly(Json.of("hello"));

        call("unsubscribe", "['disconnected','nope',3]");
        binder.links().lost("hello");
        loop.runUntilIdle();
        assertThat(caller.events()).hasSize(1);
    }

    @Test
    void subscribesByTheVerbSetToo() {
        call("set", "{'subscribe':['disconnected']}");
        binder.links().lost("hello");
        loop.runUntilIdle();
        call("set", "{'unsubscribe':'disconnected'}");
        binder.links().lost("hello");
        loop.runUntilIdle();

        assertThat(caller.events()).containsExactly("monitor/disconnected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'disconnected'", "['metrics']", "'nope'", "null", "{}", "7"})
    void answersSuccessWhateverIsSubscribed(String names) { // vector monitor: REST has no event channel
        Caller rest = new Caller(loop, binder, "rest").withoutEvents();
        loop.runUntilIdle();
        int idle = loop.pendingAlarms();

        assertThat(rest.call("monitor", "subscribe", names)).isEqualTo(DONE);
        assertThat(rest.call("monitor", "unsubscribe", names)).isEqualTo(DONE);
        assertThat(loop.pendingAlarms()).isEqualTo(idle);
    }

    @Test
    void pushesMetricsOncePerSecondWhileSomebodyListens() {
        int idle = loop.pendingAlarms();
        call("subscribe", "'metrics'");
        caller.call("hello", "ping", "null");

        for (int second = 1; second <= 3; second++) {
            loop.advance(Duration.ofSeconds(1));
            int count = second;
            await(() -> caller.events().size() == count && loop.pendingAlarms() == idle + 1);
        }
        caller.hangUp();
        loop.advance(Duration.ofSeconds(1));
        await(() -> loop.pendingAlarms() == idle);

        assertThat(caller.events()).hasSize(3).containsOnly("monitor/metrics");
        assertThat(caller.data().getFirst().member("calls").orElseThrow().elements())
                .anySatisfy(call -> {
                    assertThat(call.member("api")).contains(Json.of("hello"));
                    assertThat(call.member("count")).contains(Json.of(1));
                });
    }

    /// The metrics are read by a thread of their own; the test has a time limit.
    private void await(BooleanSupplier isSo) {
        while (!isSo.getAsBoolean()) {
            Thread.onSpinWait();
            loop.runUntilIdle();
        }
    }

    // ---- ours

    @Test
    void tellsWhatTheBinderDoes() {
        caller.call("hello", "ping", "null");
        caller.call("fakename", "ping", "null");
        caller.call("hello", "nope", "null");

        Json metrics = call("metrics", "null").json();

        assertThat(metrics.members().keySet())
                .containsExactly(
                        "time",
                        "uptime",
                        "calls",
                        "running",
                        "waiting",
                        "events",
                        "connections",
                        "sessions",
                        "links",
                        "jvm");
        assertThat(metrics.member("calls").orElseThrow().elements())
                .extracting(call -> call.member("verb").orElseThrow().asText())
                .containsExactly(CallStatistics.UNKNOWN, "ping");
        Json ping = metrics.member("calls").orElseThrow().element(1);
        assertThat(ping.members().keySet()).containsExactly("api", "verb", "count", "errors", "status", "latency");
        assertThat(ping.member("status")).contains(Json.parse("{\"success\":2}"));
        assertThat(ping.member("latency").orElseThrow().members().keySet())
                .containsExactly("p50", "p90", "p99", "max", "mean");
        assertThat(metrics.member("running")).contains(Json.of(1)); // this very call
        assertThat(metrics.member("sessions")).contains(Json.parse("{\"count\":1,\"max\":200}"));
        assertThat(metrics.member("jvm")
                        .orElseThrow()
                        .member("cpu")
                        .orElseThrow()
                        .asDouble())
                .isBetween(0.0, 1.0);
    }

    @Test
    void tellsWhatCameSinceTheLastReading() {
        caller.call("hello", "ping", "null");
        call("metrics", "null");
        caller.call("hello", "ping", "null");

        Json ping = call("metrics", "null").json().member("calls").orElseThrow().element(0);

        assertThat(ping.member("count")).contains(Json.of(2));
        assertThat(ping.member("recent").orElseThrow().member("count")).contains(Json.of(1));
    }

    @Test
    void listsConnections() {
        binder.connections().add(new MonitoredConnection() {
            @Override
            public Loop loop() {
                return loop;
            }

            @Override
            public ConnectionInfo info() {
                return new ConnectionInfo(7, "wsapi", "pid 42", "hello", 3, 2, Instant.ofEpochMilli(1_500));
            }
        });

        assertThat(call("connections", "null"))
                .isEqualTo(json("[{'id':7,'kind':'wsapi','peer':'pid 42','api':'hello','inFlight':3,"
                        + "'subscriptions':2,'since':1.500000}]"));
    }

    @Test
    void listsLinks() {
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
                return "waiting";
            }

            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public boolean isRequired() {
                return false;
            }
        });

        assertThat(call("links", "null"))
                .isEqualTo(json("[{'api':'radio','address':'unix:/run/radio','state':'waiting'}]"));
    }

    @Test
    void listsSessionsWithoutTellingHowToJoinThem() {
        new Caller(loop, binder, "0f8fad5b-d9cb-469f-a165-70867728950e");

        String sessions = call("sessions", "null").json().compact();

        assertThat(sessions).contains("\"uuid\":\"0f8fad5b…\"").doesNotContain("d9cb");
        assertThat(sessions).contains("{\"uuid\":\"caller\",\"number\":1,\"timeout\":32000000,\"remain\":32000000,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "connections", "links", "sessions"})
    void tellsOfOthersOnlyWithPermission(String verb) {
        permissions = question -> !question.permission().equals(MonitorApi.PERMISSION);

        assertThat(call(verb, "null").status()).isEqualTo(Status.INSUFFICIENT_SCOPE);
        assertThat(call("set", "{'verbosity':'debug'}").status()).isEqualTo(Status.INSUFFICIENT_SCOPE);
        assertThat(call("apis", "null").status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void sendsMetricsOnlyWithPermission() {
        permissions = question -> false;
        int idle = loop.pendingAlarms();

        assertThat(call("subscribe", "'metrics'")).isEqualTo(DONE);

        assertThat(loop.pendingAlarms()).isEqualTo(idle);
    }

    @Test
    void shortensNamesOfSessions() {
        assertThat(List.of(ShortUuid.of(""), ShortUuid.of("12345678"), ShortUuid.of("123456789")))
                .containsExactly("", "12345678", "12345678…");
    }
}
