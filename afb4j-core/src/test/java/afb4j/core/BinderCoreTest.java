package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.api.Api;
import afb4j.api.ApiContext;
import afb4j.api.BinderException;
import afb4j.api.Event;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.SessionEffect;
import afb4j.api.Status;
import afb4j.api.SubscriptionException;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import afb4j.core.security.PermissionChecker;
import afb4j.core.session.SessionConfig;
import afb4j.core.session.SessionStore;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A binder without sockets, on a virtual loop; all verbs are non-blocking.
@ExtendWith(NoWarnings.class)
final class BinderCoreTest {

    private final VirtualLoop loop = new VirtualLoop();
    private PermissionChecker permissions = PermissionChecker.allowAll();
    private final BinderCore binder = new BinderCore(
            "test",
            CoreConfig.DEFAULT.withSettings(Settings.NONE.with("radio/band:\"fm\"")),
            question -> permissions.isGranted(question),
            SessionStore.inMemory(),
            () -> loop);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void stop() {
        binder.close();
    }

    private static Verb verb(String name, VerbHandler handler) {
        return Verb.named(name).nonBlocking().handler(handler);
    }

    private void add(Api.Builder api) {
        binder.add(api.build(), Visibility.PUBLIC);
    }

    private TestCall call(String api, String verb) {
        return call(new TestCall(loop, api, verb, List.of(Json.NULL)));
    }

    private TestCall call(TestCall call) {
        loop.run(() -> binder.dispatcher().dispatch(call));
        loop.runUntilIdle();
        return call;
    }

    // ---- start

    @Test
    void startsApisInAlphabeticalOrderAfterThoseTheyRequire() { // http-and-wsj1.md 8.2
        add(Api.builder("a").require("c").start(api -> told.add(api.api())));
        add(Api.builder("b").start(api -> told.add(api.api())));
        add(Api.builder("c").start(api -> told.add(api.api())));

        binder.start();

        assertThat(told).containsExactly("c", "a", "b");
    }

    @Test
    void startsAnApiThatComesLaterAtOnce() {
        binder.start();

        add(Api.builder("late").start(api -> told.add(api.api())));

        assertThat(told).containsExactly("late");
    }

    @Test
    void doesNotStartWithoutWhatIsRequired() {
        add(Api.builder("a").require("b"));

        assertThatExceptionOfType(BinderException.class)
                .isThrownBy(binder::start)
                .withMessageContaining("API a requires the API b");
    }

    @Test
    void doesNotStartApisThatRequireEachOther() {
        add(Api.builder("a").require("b"));
        add(Api.builder("b").require("a"));

        assertThatExceptionOfType(BinderException.class)
                .isThrownBy(binder::start)
                .withMessageContaining("[a, b]");
    }

    @Test
    void saysWhichApiCannotStartAndWhy() {
        add(Api.builder("a").start(_ -> {
            throw new java.io.IOException("no device");
        }));

        assertThatExceptionOfType(BinderException.class)
                .isThrownBy(binder::start)
                .withMessageContaining("API a cannot start: java.io.IOException: no device");
    }

    @Test
    void answersBadApiStateBeforeTheStart() {
        add(Api.builder("a").verb(verb("v", Request::reply)));

        assertThat(call("a", "v").awaitReply()).isEqualTo(Reply.of(Status.BAD_API_STATE));
    }

    @Test
    void showsAnApiItsSettings() { // http-and-wsj1.md 7.2
        add(Api.builder("radio").start(api -> told.add(api.settings().compact())));

        binder.start();

        assertThat(told).containsExactly("{\"band\":\"fm\"}");
    }

    @Test
    void showsAnApiTheSettingsOfItsBindingAboveThoseThatAreSet() { // http-and-wsj1.md 7.3
        binder.add(
                Api.builder("radio")
                        .start(api -> told.add(api.settings().compact()))
                        .build(),
                Visibility.PUBLIC,
                Map.of("band", Json.of("am")));

        binder.start();

        assertThat(told).containsExactly("{\"band\":\"am\"}");
    }

    // ---- stop

    @Test
    void stopsApisInTheReverseOrderOfTheirStart() {
        add(Api.builder("a").require("c").stop(api -> told.add(api.api())));
        add(Api.builder("b").stop(api -> told.add(api.api() + "1")).stop(api -> told.add(api.api() + "2")));
        add(Api.builder("c").stop(api -> told.add(api.api())));
        binder.start();

        binder.close();
        binder.close();

        assertThat(told).containsExactly("b2", "b1", "a", "c");
    }

    @Test
    void stopsAnApiWithItsEventsStillOpenAndItsVerbsClosed() {
        AtomicReference<Event> event = new AtomicReference<>();
        add(Api.builder("inner").verb(verb("v", Request::reply)));
        add(Api.builder("outer")
                .require("inner")
                .verb(verb("v", Request::reply))
                .start(api -> event.set(api.event("e")))
                .stop(api -> {
                    told.add("open " + event.get().isOpen());
                    told.add("inner " + call("inner", "v").awaitReply().status().name());
                    told.add("outer " + call("outer", "v").awaitReply().status().name());
                }));
        binder.start();

        binder.apis().remove("outer");

        assertThat(told).containsExactly("open true", "inner success", "outer unknown-api");
        assertThat(event.get().isOpen()).isFalse();
    }

    @Test
    void doesNotStopAnApiThatHasNotStarted() {
        add(Api.builder("a").stop(api -> told.add(api.api())));

        binder.apis().remove("a");
        binder.close();

        assertThat(told).isEmpty();
    }

    @Test
    void stopsTheOthersWhenOneFailsTo(LogCapture logs) {
        logs.expect("API b: its stop failed");
        add(Api.builder("a").stop(api -> told.add(api.api())));
        add(Api.builder("b").stop(api -> told.add(api.api())).stop(_ -> {
            throw new java.io.IOException("no device");
        }));
        binder.start();

        binder.close();

        assertThat(told).containsExactly("b", "a");
    }

    // ---- calls among APIs

    @Test
    void callsOtherApisAsTheCaller() { // hello.md 4.2, subcall: the session of the caller
        add(Api.builder("inner")
                .verb(verb("who", request -> request.reply(request.session().uuid()))));
        add(Api.builder("outer").verb(verb("v", request -> {
            request.defer();
            request.callAsync("inner", "who", null).thenAccept(request::reply);
        })));
        binder.start();

        TestCall call = call("outer", "v");

        assertThat(call.awaitReply().json().asText())
                .isEqualTo(call.liveSession().uuid());
    }

    @Test
    void privateApiIsUnknownToThoseOutsideButNotToTheVerbsTheyCall() { // http-and-wsj1.md 7.2, vector private-api
        binder.add(
                Api.builder("inner")
                        .verb(verb("v", request -> request.reply(1)))
                        .build(),
                Visibility.PRIVATE);
        add(Api.builder("outer").verb(verb("v", request -> {
            request.defer();
            request.callAsync("inner", "v", null).thenAccept(request::reply);
        })));
        binder.start();
        TestCall direct = new TestCall(loop, "inner", "v", List.of());
        TestCall through = new TestCall(loop, "outer", "v", List.of());

        loop.run(() -> {
            binder.dispatcher().dispatchPublic(direct);
            binder.dispatcher().dispatchPublic(through);
        });
        loop.runUntilIdle();

        assertThat(direct.awaitReply().status()).isEqualTo(Status.UNKNOWN_API);
        assertThat(through.awaitReply().json()).isEqualTo(Json.of(1));
    }

    @Test
    void callsOtherApisAsItself() { // hello.md 4.2, call: a session of the API
        AtomicReference<ApiContext> context = new AtomicReference<>();
        add(Api.builder("inner")
                .verb(verb("who", request -> request.reply(request.session().uuid()))));
        add(Api.builder("outer").start(context::set).verb(verb("v", request -> {
            request.defer();
            request.context().callAsync("inner", "who", null).thenAccept(request::reply);
        })));
        binder.start();

        String shared = call("outer", "v").awaitReply().json().asText();
        context.get().unshareSession();
        String own = call("outer", "v").awaitReply().json().asText();

        assertThat(shared).isEqualTo(binder.commonSession().uuid());
        assertThat(own).isNotEqualTo(shared).isEqualTo(context.get().session().uuid());
    }

    @Test
    void endsCallsThatGoInCircles() {
        add(Api.builder("a").verb(verb("v", request -> {
            request.defer();
            request.callAsync("a", "v", null).thenAccept(request::reply);
        })));
        binder.start();

        Reply reply = call("a", "v").awaitReply();

        assertThat(reply.status().name()).isEqualTo("internal-error");
        assertThat(reply.status().info()).hasValue("calls within calls are deeper than 32");
    }

    @Test
    void limitsTheTimeOfCallsAmongApis(LogCapture logs) {
        logs.expect("within outer/v: inner/never: no answer within 20000 ms");
        add(Api.builder("inner").verb(verb("never", Request::defer)));
        add(Api.builder("outer").verb(verb("v", request -> {
            request.defer();
            request.callAsync("inner", "never", null).thenAccept(request::reply);
        })));
        binder.start();

        TestCall call = call("outer", "v");
        loop.advance(CoreConfig.DEFAULT.callTimeout());
        loop.runUntilIdle();

        assertThat(call.awaitReply().status().name()).isEqualTo("internal-error");
    }

    // ---- guards

    private void addGuarded(Guard guard) {
        add(Api.builder("a").verb(Verb.named("v").nonBlocking().guard(guard).handler(request -> {
            told.add("ran");
            request.reply();
        })));
        binder.start();
    }

    @Test
    void refusesWhoHasNotTheLevelOfAssurance() { // http-and-wsj1.md 2.3
        addGuarded(Guard.loa(2));
        TestCall low = new TestCall(loop, "a", "v", List.of(Json.NULL));
        low.liveSession().view("a").loa(1);
        TestCall high = new TestCall(loop, "a", "v", List.of(Json.NULL));
        high.liveSession().view("a").loa(2);

        assertThat(call(low).awaitReply()).isEqualTo(Reply.of(Status.INSUFFICIENT_SCOPE));
        assertThat(told).isEmpty();
        assertThat(call(high).awaitReply()).isEqualTo(Reply.success());
    }

    @Test
    void refusesWhoHasNotThePermission() { // W-42
        permissions = question -> question.permission().equals("urn:yes");
        addGuarded(Guard.permission("urn:yes").and(Guard.not(Guard.permission("urn:no"))));

        assertThat(call("a", "v").awaitReply()).isEqualTo(Reply.success());
        permissions = _ -> true;
        assertThat(call("a", "v").awaitReply()).isEqualTo(Reply.of(Status.INSUFFICIENT_SCOPE));
    }

    @Test
    void refusesWhoHasNotTheToken() { // S-51, W-42
        BinderCore withToken = new BinderCore(
                "test",
                CoreConfig.DEFAULT.withSessions(SessionConfig.DEFAULT.withInitialToken("secret")),
                PermissionChecker.allowAll(),
                SessionStore.inMemory(),
                () -> loop);
        withToken.add(
                Api.builder("a")
                        .verb(Verb.named("v").nonBlocking().guard(Guard.token()).handler(Request::reply))
                        .build(),
                Visibility.PUBLIC);
        withToken.start();

        assertThat(callWithToken(withToken, null)).isEqualTo(Reply.of(Status.INVALID_TOKEN));
        assertThat(callWithToken(withToken, "secre")).isEqualTo(Reply.of(Status.INVALID_TOKEN)); // B-31
        assertThat(callWithToken(withToken, "secret").status().isSuccess()).isTrue();
        withToken.close();
    }

    private Reply callWithToken(BinderCore other, @org.jspecify.annotations.Nullable String token) {
        TestCall call = new TestCall(loop, "a", "v", List.of(Json.NULL))
                .inSessionOf(other)
                .withToken(token);
        loop.run(() -> other.dispatcher().dispatch(call));
        loop.runUntilIdle();
        return call.awaitReply();
    }

    @Test
    void closesTheSessionAfterTheVerbThatAsksForIt() { // S-50, hello.md 4.4
        add(Api.builder("a")
                .verb(Verb.named("close")
                        .nonBlocking()
                        .after(SessionEffect.CLOSE)
                        .handler(request -> {
                            told.add("open " + request.session().isOpen());
                            request.reply();
                        })));
        binder.start();

        TestCall call = call("a", "close");

        assertThat(told).containsExactly("open true");
        assertThat(call.liveSession().isOpen()).isFalse();
    }

    // ---- events

    @Test
    void namesEventsAfterTheirApi() { // W-70
        AtomicReference<ApiContext> context = new AtomicReference<>();
        add(Api.builder("radio").start(context::set));
        binder.start();

        Event event = context.get().event("station");

        assertThat(event.name()).isEqualTo("radio/station");
        assertThat(context.get().events()).containsExactly(event);
        event.close();
        assertThat(context.get().events()).isEmpty();
    }

    @Test
    void subscribesTheApiThatCallsForItself() throws Exception { // hello.md 4.2, call
        AtomicReference<Event> event = new AtomicReference<>();
        var heard = new java.util.concurrent.LinkedBlockingQueue<String>();
        add(Api.builder("radio").start(api -> event.set(api.event("station"))).verb(verb("subscribe", request -> {
            request.subscribe(event.get());
            request.reply();
        })));
        add(Api.builder("watcher").require("radio").start(api -> {
            api.onEvent(
                    "radio/*",
                    (name, data) -> heard.add(name + " " + data.toJson().compact()));
            api.callAsync("radio", "subscribe", null);
        }));
        binder.start();
        loop.runUntilIdle();

        assertThat(event.get().push(94)).isOne();
        loop.runUntilIdle();

        assertThat(heard.poll(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("radio/station 94");
    }

    @Test
    void tellsTheVerbThatACallerTakesNoEvents() { // S-09
        AtomicReference<Event> event = new AtomicReference<>();
        add(Api.builder("radio").start(api -> event.set(api.event("station"))).verb(verb("subscribe", request -> {
            try {
                request.subscribe(event.get());
            } catch (SubscriptionException failure) {
                request.reply(String.valueOf(failure.getMessage()));
            }
        })));
        binder.start();

        assertThat(call("radio", "subscribe").awaitReply().json().asText()).contains("takes no events");
    }

    @Test
    void endsEventsAndHandlersWithTheirApi() {
        AtomicReference<Event> event = new AtomicReference<>();
        add(Api.builder("radio").start(api -> event.set(api.event("station"))));
        binder.start();

        binder.apis().remove("radio");

        assertThat(event.get().isOpen()).isFalse();
        assertThat(event.get().push(1)).isZero();
    }

    // ---- the standard verbs for subscriptions

    private Reply callOfWatcher(String verb, String argument) {
        AtomicReference<ApiContext> watcher = new AtomicReference<>();
        binder.add(Api.builder("watcher" + told.size()).start(watcher::set).build(), Visibility.PUBLIC);
        AtomicReference<Reply> reply = new AtomicReference<>();
        told.add(verb);
        watcher.get().callAsync("car", verb, Json.parse(argument)).thenAccept(reply::set);
        loop.runUntilIdle();
        return reply.get();
    }

    private List<Event> addCar() {
        List<Event> events = new ArrayList<>();
        add(Api.builder("car").subscriptions().start(api -> {
            events.add(api.event("speed"));
            events.add(api.event("speed-limit"));
            events.add(api.event("secret", Guard.no()));
        }));
        binder.start();
        return events;
    }

    @Test
    void offersVerbsThatSubscribeByNameAndGlob() { // issue 4, item 4
        List<Event> events = addCar();

        assertThat(callOfWatcher("subscribe", "\"speed\"").json().compact()).isEqualTo("[\"car/speed\"]");
        assertThat(callOfWatcher("subscribe", "{\"event\":[\"speed*\",\"speed\"]}")
                        .json()
                        .compact())
                .isEqualTo("[\"car/speed\",\"car/speed-limit\"]");
        assertThat(callOfWatcher("subscribe", "null").json().compact())
                .isEqualTo("[\"car/speed\",\"car/speed-limit\"]");
        assertThat(events.get(0).push(1)).isEqualTo(3);
        assertThat(events.get(1).push(1)).isEqualTo(2);
    }

    @Test
    void saysWhichEventIsNotThereOrNotForTheCaller() {
        addCar();

        assertThat(callOfWatcher("subscribe", "\"fuel\"").status())
                .isEqualTo(Status.invalidRequest("/event: expected an event of car, there is none called fuel"));
        assertThat(callOfWatcher("subscribe", "\"secret\"").status())
                .isEqualTo(Status.invalidRequest("/event: secret is not for this caller"));
        assertThat(callOfWatcher("subscribe", "{\"interval\":-5}").status().info())
                .hasValueSatisfying(info -> assertThat(info).startsWith("/interval: interval is PT-0.005S"));
        assertThat(callOfWatcher("subscribe", "{\"interval\":\"x\"}").status())
                .isEqualTo(Status.invalidRequest("/interval: expected a number, got \"x\""));
        assertThat(callOfWatcher("subscribe", "{\"last\":1}").status().info())
                .hasValueSatisfying(info -> assertThat(info).startsWith("/last: expected "));
    }
}
