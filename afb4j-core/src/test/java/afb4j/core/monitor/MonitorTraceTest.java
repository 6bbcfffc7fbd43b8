package afb4j.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.ApiContext;
import afb4j.api.Credentials;
import afb4j.api.Data;
import afb4j.api.Event;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.SessionEffect;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import afb4j.core.BinderCore;
import afb4j.core.CoreConfig;
import afb4j.core.Visibility;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.SessionStore;
import afb4j.core.trace.TracePoint;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.NoWarnings;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `monitor/trace` (http-and-wsj1.md 6), as the vector monitor-trace shows it.
@ExtendWith(NoWarnings.class)
@Timeout(60)
final class MonitorTraceTest {

    private static final Reply DONE = Reply.success();

    private final VirtualLoop loop = new VirtualLoop();
    private PermissionChecker permissions = PermissionChecker.allowAll();
    private final BinderCore binder = new BinderCore(
            "test",
            CoreConfig.DEFAULT,
            question -> permissions.isGranted(question),
            SessionStore.inMemory(),
            () -> loop);
    private final Caller watcher = new Caller(loop, binder, "0f8fad5b-d9cb-469f-a165-70867728950e");
    private final Caller client = new Caller(loop, binder, "7c9e6679-7425-40de-944b-e07fc1f90ae7");
    private Event tick;

    @BeforeEach
    void start() {
        binder.add(MonitorApi.of(binder, Verbosity.remembered(Verbosity.Level.WARNING)), Visibility.PUBLIC);
        binder.add(
                Api.builder("hello")
                        .verb(verb("success", request -> request.reply(Json.of(7))))
                        .verb(verb("sub", request -> {
                            request.subscribe(tick);
                            request.unsubscribe(tick);
                            request.reply();
                        }))
                        .verb(verb("ask", request -> request.reply(request.hasPermission("urn:x"))))
                        .verb(verb("relay", request -> {
                            request.defer();
                            request.callAsync("probe", "echo", 7).thenAccept(request::reply);
                        }))
                        .verb(Verb.named("close")
                                .nonBlocking()
                                .after(SessionEffect.CLOSE)
                                .handler(Request::reply))
                        .verb(verb("make", request -> {
                            ApiContext context = request.context();
                            context.event("made").close();
                            context.broadcast("hello/all", 1);
                            context.onEvent("x/*", MonitorTraceTest::ignore);
                            context.removeHandler("x/*");
                            request.reply();
                        }))
                        .start(context -> tick = context.event("tick"))
                        .build(),
                Visibility.PUBLIC);
        binder.add(
                Api.builder("probe")
                        .verb(verb("echo", request -> request.reply(request.json())))
                        .build(),
                Visibility.PUBLIC);
        binder.start();
        loop.runUntilIdle();
    }

    private static void ignore(String event, Data data) {}

    private static Verb verb(String name, VerbHandler handler) {
        return Verb.named(name).nonBlocking().handler(handler);
    }

    @AfterEach
    void stop() {
        binder.close();
    }

    private Reply trace(String argument) {
        return watcher.call("monitor", "trace", argument);
    }

    /// The actions that were told of, in order.
    private String actions() {
        return watcher.data().stream()
                .map(data -> text(data.member(text(data, "type")).orElseThrow(), "action"))
                .collect(Collectors.joining(" "));
    }

    private static String text(Json json, String member) {
        return json.member(member).orElseThrow().asText();
    }

    // ---- requests

    @Test
    void tellsTheLifeOfARequest() { // vector monitor-trace
        assertThat(trace("{'add':{'tag':'T1','request':'common','apiname':'hello'}}"))
                .isEqualTo(DONE);

        client.as(new Credentials(1000, 100, 42, "App::radio")).call("hello", "success", "{'x':1}");
        client.call("probe", "echo", "1");

        assertThat(watcher.events()).containsOnly("monitor/trace").hasSize(3);
        String request = "\"request\":{\"index\":1,\"api\":\"hello\",\"verb\":\"success\",\"action\":\"%s\","
                + "\"credentials\":{\"uid\":1000,\"gid\":100,\"pid\":42,\"user\":\"1000\","
                + "\"label\":\"App::radio\",\"id\":\"radio\"},\"session\":\"7c9e6679…\"}";
        assertThat(watcher.data().get(0).compact())
                .matches("\\{\"time\":\\d+\\.\\d{6},\"tag\":\"T1\",\"type\":\"request\",\"id\":\\d+,.*")
                .contains(request.formatted("begin"))
                .endsWith(",\"data\":{\"params\":[{\"x\":1}]}}");
        assertThat(watcher.data().get(1).compact())
                .contains(request.formatted("reply"))
                .endsWith(",\"data\":{\"status\":0,\"reply\":[7]}}");
        assertThat(watcher.data().get(2).compact()).endsWith(request.formatted("end") + "}");
    }

    @Test
    void neverTellsATokenOrHowToJoinASession() {
        trace("{'add':{'request':'*','api':'*','event':'*','session':'*','global':'*'}}");

        client.call("hello", "ask", "null");
        new Caller(loop, binder, "c56a4180-65aa-42ec-a945-5fd21dec0538");

        assertThat(watcher.data())
                .isNotEmpty()
                .allSatisfy(data -> assertThat(data.compact())
                        .doesNotContain("secret")
                        .doesNotContain("7425")
                        .doesNotContain("65aa"));
    }

    @ParameterizedTest
    @CsvSource({
        "sub, begin subscribe unsubscribe reply end",
        "ask, begin has_permission reply end",
        "relay, begin subcall subcall_result reply end",
        "close, begin session_close reply end",
        "nope, begin reply end"
    })
    void tellsWhatAVerbDoesForItsCaller(String verb, String actions) {
        trace("{'add':{'request':'common','apiname':'hello'}}");

        client.call("hello", verb, "null");

        assertThat(actions()).isEqualTo(actions);
    }

    @Test
    void tellsWhatIsCalledForTheCaller() {
        trace("{'add':{'request':['subcall','subcall_result']}}");

        client.call("hello", "relay", "null");

        assertThat(watcher.data().get(0).member("data"))
                .contains(Json.parse("{\"api\":\"probe\",\"verb\":\"echo\",\"params\":[7]}"));
        assertThat(watcher.data().get(1).member("data")).contains(Json.parse("{\"status\":0,\"reply\":[7]}"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{'request':'life','verbname':'success'}|begin end",
                "{'request':'life','verbname':'other'}|\"\"",
                "{'request':'life','apiname':'*','verbname':'*'}|begin end",
                "{'request':'LIFE','uuid':'7c9e6679-7425-40de-944b-e07fc1f90ae7'}|begin end",
                "{'request':'life','uuid':'another'}|\"\"",
                "{'request':'no'}|\"\"",
                "{}|\"\"",
                "'life'|begin end",
                "['begin','reply']|begin reply",
                "[{'request':'begin'},'end']|begin end",
                "{'apiname':'hello','for':{'request':'reply'}}|reply",
                "{'request':'begin','for':[{'apiname':'hello'},{'apiname':'probe'}]}|begin",
                "{'request':'begin','for':{'request':'end'}}|end"
            })
    void tracesWhatIsAskedFor(String add, String actions) { // http-and-wsj1.md 6, trace add
        assertThat(trace("{'add':" + add + "}")).isEqualTo(DONE);
        watcher.forget();

        client.call("hello", "success", "null");

        assertThat(actions()).isEqualTo(actions);
    }

    @Test
    void leavesOutWhatIsTooLongToRead() {
        trace("{'add':{'request':'begin','apiname':'probe'}}");

        client.call("probe", "echo", "'" + "x".repeat(100_000) + "'");

        assertThat(watcher.data().getFirst().member("data").orElseThrow().compact())
                .matches("\\{\"omitted\":\"1000\\d\\d bytes\"}");
    }

    @Test
    void leavesOutWhatIsNestedTooDeeply() {
        trace("{'add':{'request':'begin','apiname':'probe'}}");

        client.call("probe", "echo", "[".repeat(31) + "]".repeat(31));

        assertThat(watcher.data()).hasSize(1);
        assertThat(watcher.data().getFirst().member("request").orElseThrow().member("verb"))
                .contains(Json.of("echo"));
    }

    // ---- APIs, events, sessions

    @Test
    void tellsWhatAnApiDoes() {
        trace("{'add':{'api':'all','apiname':'hello'}}");

        client.call("hello", "make", "null");

        assertThat(actions()).isEqualTo("event_make event_broadcast event_handler_add event_handler_del");
        assertThat(watcher.data().get(1).member("data")).contains(Json.parse("{\"name\":\"hello/all\",\"data\":1}"));
    }

    @Test
    void tellsOfPushes() {
        trace("{'add':{'event':'*','pattern':'hello/t*'}}");

        tick.push(5);
        loop.runUntilIdle();

        assertThat(actions()).isEqualTo("push_before push_after");
        assertThat(watcher.data().get(0).member("event").orElseThrow().compact())
                .matches("\\{\"id\":\\d+,\"name\":\"hello/tick\",\"action\":\"push_before\"}");
        assertThat(watcher.data().get(0).member("data")).contains(Json.parse("{\"data\":[5]}"));
        assertThat(watcher.data().get(1).member("data")).contains(Json.parse("{\"data\":[5],\"result\":0}"));
    }

    @Test
    void doesNotTraceTracesForEver() {
        trace("{'add':{'event':'*','request':'*'}}");

        client.call("hello", "make", "null");

        assertThat(watcher.data()).hasSizeLessThan(20);
        assertThat(actions()).contains("create").contains("unref").contains("broadcast_before");
    }

    @Test
    void tellsOfSessions() {
        trace("{'add':{'session':'common'}}");

        Caller other = new Caller(loop, binder, "c56a4180-65aa-42ec-a945-5fd21dec0538");
        other.session().close();
        loop.runUntilIdle();

        assertThat(actions()).isEqualTo("create close");
        assertThat(watcher.data().getFirst().member("session").orElseThrow().compact())
                .isEqualTo("{\"uuid\":\"c56a4180…\",\"action\":\"create\"}");
    }

    // ---- names and ends

    @Test
    void pushesEventsOfTheNameThatIsAskedFor() {
        trace("{'add':{'name':'mine','request':'begin'}}");

        client.call("hello", "success", "null");
        assertThat(watcher.events()).containsExactly("monitor/mine");

        watcher.call("monitor", "unsubscribe", "'mine'");
        watcher.forget();
        client.call("hello", "success", "null");
        assertThat(watcher.events()).isEmpty();

        watcher.call("monitor", "subscribe", "'mine'");
        client.call("hello", "success", "null");
        assertThat(watcher.events()).containsExactly("monitor/mine");
    }

    @Test
    void keepsTheTracesOfASessionFromOthers() {
        trace("{'add':{'request':'begin'}}");
        Caller curious = new Caller(loop, binder, "curious");

        curious.call("monitor", "subscribe", "'trace'");
        client.call("hello", "success", "null");

        assertThat(curious.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "{'tag':'T'}", "{'event':['mine']}", "{'uuid':'*'}"})
    void dropsTracers(String drop) {
        trace("{'add':{'name':'mine','tag':'T','request':'begin'}}");

        assertThat(trace("{'drop':" + drop + "}")).isEqualTo(DONE);
        client.call("hello", "success", "null");

        assertThat(watcher.events()).filteredOn("monitor/mine"::equals).hasSizeLessThanOrEqualTo(1); // the drop itself
        assertThat(binder.tracing().tracesRequests()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{'add':{'request':'bogus'}}|unknown request name bogus\\n",
                "{'add':{'api':'bogus','event':5}}|unknown api name bogus\\nunexpected event value 5\\n",
                "{'add':7}|unexpected request value 7\\n",
                "{'add':{'request':{'a':1}}}|unexpected request value {'a':1}\\n",
                "{'add':{'tag':7,'request':'begin'}}|unexpected tag value 7\\n",
                "{'drop':{'tag':'nope'}}|tag nope not found\\n",
                "{'drop':{'event':'a','uuid':['b','c']}}|event a not found\\n"
                        + "session b not found\\n"
                        + "session c not found\\n",
                "{'drop':5}|bad drop arguments",
                "{'drop':{'tag':5}}|bad drop arguments"
            })
    void refusesWhatIsWrong(String argument, String info) { // vector monitor-trace
        String expected = info.replace("\\n", "\n").replace('\'', '"');

        assertThat(trace(argument))
                .isEqualTo(Reply.of(Status.of(-1000, "error-detected").withInfo(expected)));
        assertThat(binder.tracing().tracesRequests()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{'add':null,'drop':null}", "{'drop':false}", "{'drop':{}}", "[1]"})
    void doesNothingWhenNothingIsAsked(String argument) {
        assertThat(trace(argument)).isEqualTo(DONE);
    }

    @Test
    void endsWithTheSession() {
        trace("{'add':{'request':'begin'}}");

        watcher.session().close();

        await(() -> !binder.tracing().isTraced(TracePoint.REQUEST_BEGIN));
        assertThat(watcher.events()).contains("end of monitor/trace");
    }

    private void await(BooleanSupplier isSo) {
        while (!isSo.getAsBoolean() || !watcher.events().contains("end of monitor/trace")) {
            Thread.onSpinWait();
            loop.runUntilIdle();
        }
    }

    @Test
    void traceMakesNothingForAConnectionThatHasEnded() {
        trace("{'add':{'request':'begin'}}");
        watcher.hangUp();

        client.call("hello", "success", "null");

        assertThat(watcher.events()).isEmpty();
    }

    @Test
    void refusesACallerThatTakesNoEvents() {
        Caller rest = new Caller(loop, binder, "rest").withoutEvents();

        Reply reply = rest.call("monitor", "trace", "{\"add\":\"begin\"}");

        assertThat(reply.status().code()).isEqualTo(Status.NOT_AVAILABLE.code());
        assertThat(binder.tracing().tracesRequests()).isFalse();
    }

    @Test
    void refusesMoreTracersThanASessionMayHave() {
        String many = IntStream.range(0, 64).mapToObj(i -> "'begin'").collect(Collectors.joining(","));
        assertThat(trace("{'add':[" + many + "]}")).isEqualTo(DONE);

        assertThat(trace("{'add':'end'}").status().info()).contains("more than 64 tracers in one session\n");
        assertThat(binder.tracing().isTraced(TracePoint.REQUEST_END)).isFalse();
    }

    @Test
    void asksForPermission() {
        permissions = question -> !question.permission().equals(MonitorApi.PERMISSION);

        assertThat(List.of(
                        trace("{'add':'begin'}").status(),
                        trace("{'drop':true}").status()))
                .containsOnly(Status.INSUFFICIENT_SCOPE);
        assertThat(trace("null")).isEqualTo(DONE);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "*, '', true",
        "'', a, false",
        "a*c, abbc, true",
        "a*c, abcd, false",
        "*/x*y*, hello/xay/b, true",
        "a**, a, true",
        "ab, a, false"
    })
    void fitsNamesOfEventsToPatterns(String pattern, String text, boolean fits) {
        assertThat(TraceFilter.fits(pattern, text)).isEqualTo(fits);
    }
}
