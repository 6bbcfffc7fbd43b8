package afb4j.client.json1;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Status;
import afb4j.protocol.ProtocolLimits;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.transport.link.LinkConfig.WhileDown;
import afb4j.transport.link.LinkState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The calling end of a JSON websocket (http-and-wsj1.md 3.3, 9), with time and connections in the hands of
/// the test.
@ExtendWith(NoWarnings.class)
final class Json1LinkTest {

    private static final RetryPolicy RETRY = RetryPolicy.of(Duration.ofSeconds(1), Duration.ofSeconds(3));
    private static final String SUCCESS = "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}}";

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeWires wires = new FakeWires();
    private final List<String> told = new ArrayList<>();
    private final List<Json1Call> firstCalls = new ArrayList<>();
    private Identity identity = Identity.NONE;
    private int maxPending = 3;
    private int maxMessageBytes = 1_000;
    private WhileDown whileDown = WhileDown.WAIT;
    private RetryPolicy retry = RETRY;

    private Json1Link link() {
        LinkSettings settings = new LinkSettings(
                identity,
                ProtocolLimits.builder().maxMessageBytes(maxMessageBytes).build(),
                maxPending,
                retry,
                whileDown,
                firstCalls);
        Json1Listener listener = new Json1Listener() {

            @Override
            public void onEvent(String name, Json object) {
                told.add("object of " + name + " " + object);
            }

            @Override
            public void onCall(String api, String verb, Json argument) {
                told.add("call " + api + "/" + verb + " " + argument);
            }
        };
        Json1Events events = new Json1Events(
                listener,
                List.of((name, data) -> told.add(name + " " + data)),
                Map.of("a/named", List.of(data -> told.add("named " + data))));
        return new Json1Link(loop, wires, settings, events, state -> told.add(name(state)));
    }

    private static String name(LinkState state) {
        return switch (state) {
            case LinkState.Waiting waiting -> "Waiting " + waiting.delay().toSeconds() + " s";
            default -> state.getClass().getSimpleName();
        };
    }

    private Json1Link opened() {
        Json1Link link = link();
        loop.run(link::open);
        told.clear();
        return link;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is told shows whether it was completed
    private PendingCall call(Json1Link link, String verb, Duration timeout) {
        PendingCall call = new PendingCall(Json1Call.of("api", verb, null));
        loop.run(() -> {
            call.limit(loop, timeout);
            link.call(call);
        });
        call.reply().thenAccept(reply -> told.add(verb + ": " + reply.reply().status()));
        return call;
    }

    private PendingCall call(Json1Link link, String verb) {
        return call(link, verb, Duration.ZERO);
    }

    private void receive(String text) {
        loop.run(() -> wires.last().listener.onText(text));
    }

    @Test
    void givesEachCallItsReply() {
        Json1Link link = opened();
        PendingCall one = call(link, "one");
        PendingCall two = call(link, "two");

        receive(
                "[4,\"2\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"no-item\",\"info\":\"gone\",\"code\":-13}}]");
        receive(
                "[3,\"1\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0},\"response\":[1,2]}]");

        assertThat(wires.last().isStarted).isTrue();
        assertThat(wires.last().sent).containsExactly("[2,\"1\",\"api/one\",null]", "[2,\"2\",\"api/two\",null]");
        assertThat(two.reply().join().reply().status()).isEqualTo(Status.NO_ITEM.withInfo("gone"));
        assertThat(one.reply().join().reply().json()).isEqualTo(Json.array(1, 2));
        assertThat(one.reply().join().isSuccess()).isTrue();
    }

    @Test
    void dropsRepliesThatNobodyWaitsFor() {
        Json1Link link = opened();
        call(link, "one");

        receive("[3,\"7\"," + SUCCESS + "]");
        receive("[3,\"1\"," + SUCCESS + "]");
        receive("[4,\"1\"," + SUCCESS + "]");

        assertThat(told).containsExactly("one: success (0)");
        assertThat(wires.last().closed).isEmpty();
    }

    @Test
    void answersPendingCallsOnceWhenTheBinderHangsUp() {
        Json1Link link = opened();
        PendingCall one = call(link, "one");
        call(link, "two");

        loop.run(() -> wires.last().listener.onOver("it hung up"));
        loop.run(() -> wires.last().listener.onOver("it hung up"));

        assertThat(told)
                .containsExactly(
                        "one: disconnected (-15): server hung up",
                        "two: disconnected (-15): server hung up",
                        "Waiting 1 s");
        assertThat(one.reply().join().envelope().text())
                .isEqualTo("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"disconnected\",\"code\":-15,"
                        + "\"info\":\"server hung up\"}}");
        assertThat(one.reply().join().isSuccess()).isFalse();
    }

    @Test
    void connectsAgainByThePolicyAndSendsWhatWaitsInItsOrder() {
        firstCalls.add(Json1Call.of("api", "subscribe", "e"));
        Json1Link link = opened();
        loop.run(() -> wires.last().listener.onOver("it hung up"));
        call(link, "one");
        call(link, "given up", Duration.ofMillis(500));
        call(link, "two");
        wires.refusal = "nobody there";
        loop.advance(Duration.ofMillis(1_500));
        wires.refusal = "";

        loop.advance(Duration.ofSeconds(3));

        assertThat(told)
                .containsExactly(
                        "Waiting 1 s", "given up: timeout (-16)", "Connecting", "Waiting 3 s", "Connecting", "Ready");
        assertThat(wires.last().sent)
                .containsExactly(
                        "[2,\"2\",\"api/subscribe\",\"e\"]",
                        "[2,\"3\",\"api/one\",null]",
                        "[2,\"4\",\"api/two\",null]");
    }

    @Test
    void givesUpWhenThePolicyDoesAndAnswersWhatWaits() {
        retry = RETRY.withMaxAttempts(2);
        Json1Link link = opened();
        loop.run(() -> wires.last().listener.onOver("it hung up"));
        call(link, "one");
        wires.refusal = "nobody there";

        loop.advance(Duration.ofSeconds(10));

        assertThat(told)
                .containsExactly("Waiting 1 s", "Connecting", "one: disconnected (-15): server hung up", "Exhausted");
        assertThat(link.state())
                .isInstanceOfSatisfying(
                        LinkState.Exhausted.class,
                        state -> assertThat(state.cause()).hasMessage("nobody there"));
        wires.refusal = "";
        call(link, "two");
        assertThat(wires.last().sent).containsExactly("[2,\"1\",\"api/two\",null]");
    }

    @Test
    void answersAtOnceWithoutConnectionIfCallsMayNotWait() {
        whileDown = WhileDown.FAIL;
        retry = RetryPolicy.none();
        Json1Link link = opened();
        loop.run(() -> wires.last().listener.onOver("it hung up"));

        call(link, "one");

        assertThat(told).containsExactly("Exhausted", "one: disconnected (-15): server hung up");
    }

    @Test
    void endsTheWaitAtItsTimeAndDropsTheLateReply() {
        Json1Link link = opened();
        call(link, "one", Duration.ofSeconds(2));

        loop.advance(Duration.ofSeconds(2));
        receive("[3,\"1\"," + SUCCESS + "]");

        assertThat(told).containsExactly("one: timeout (-16)");
        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void keepsToItsBounds() {
        Json1Link link = opened();
        call(link, "1");
        call(link, "2");
        call(link, "3");
        call(link, "4");
        loop.run(() -> wires.last().listener.onOver("it hung up"));
        told.removeIf(text -> !text.startsWith("4"));
        call(link, "5");
        call(link, "6");
        call(link, "7", Duration.ofMillis(1));
        call(link, "8");
        loop.advance(Duration.ofMillis(1));
        call(link, "9");

        assertThat(told)
                .containsExactly(
                        "4: busy (-1000): 3 calls are pending, the limit is 3",
                        "8: busy (-1000): 3 calls wait for the connection",
                        "7: timeout (-16)");
    }

    @Test
    void refusesCallsWhileTheBinderDoesNotRead() {
        Json1Link link = opened();
        wires.last().outboundChars = Json1Link.MAX_OUTBOUND_CHARS + 1;

        PendingCall call = call(link, "one");

        assertThat(call.reply().join().reply().status().name()).isEqualTo("busy");
        assertThat(wires.last().sent).isEmpty();
    }

    @Test
    void answersCallThatIsTooLongToBeSent() {
        maxMessageBytes = 200;
        Json1Link link = opened();
        PendingCall call = new PendingCall(Json1Call.of("api", "big", "z".repeat(300)));

        loop.run(() -> link.call(call));

        assertThat(call.reply().join().reply().status())
                .isEqualTo(Status.INTERNAL_ERROR.withInfo(
                        "can't send message: message of kind 2 would be 320 bytes long, limit is 200"));
    }

    @Test
    void tellsEventsToWhoeverWantsThem() {
        opened();

        receive("[5,\"a/named\",{\"jtype\":\"afb-event\",\"event\":\"a/named\",\"data\":{\"k\":1}}]");
        receive("[5,\"a/b\",{\"jtype\":\"afb-event\",\"event\":\"a/b\",\"data\":null}]");

        assertThat(told)
                .containsExactly(
                        "object of a/named {\"jtype\":\"afb-event\",\"event\":\"a/named\",\"data\":{\"k\":1}}",
                        "a/named {\"k\":1}",
                        "named {\"k\":1}",
                        "object of a/b {\"jtype\":\"afb-event\",\"event\":\"a/b\",\"data\":null}",
                        "a/b null");
    }

    @Test
    void answersCallsOfTheBinderUnimplemented() {
        opened();

        receive("[2,\"x\",\"some/verb\",[1]]");

        assertThat(told).containsExactly("call some/verb [1]");
        assertThat(wires.last().sent).containsExactly("[4,\"x\",\"unimplemented\"]");
    }

    @Test
    void carriesTokenInTheQueryAndItsReplacementInTheNextCall() {
        identity = new Identity("S", "T1");
        Json1Link link = opened();
        call(link, "one");
        loop.run(() -> link.token("T2"));
        call(link, "two");
        call(link, "three");
        loop.run(() -> wires.last().listener.onOver("it hung up"));
        loop.advance(Duration.ofSeconds(1));
        FakeWires.FakeWire first = wires.wires.getFirst();

        call(link, "four");

        assertThat(first.sent)
                .containsExactly(
                        "[2,\"1\",\"api/one\",null]",
                        "[2,\"2\",\"api/two\",null,\"T2\"]",
                        "[2,\"3\",\"api/three\",null]");
        assertThat(wires.attempts).containsExactly(new Identity("S", "T1"), new Identity("S", "T2"));
        assertThat(wires.last().sent).containsExactly("[2,\"4\",\"api/four\",null]");
    }

    @Test
    void hangsUpOnBinderThatBreaksTheProtocol(LogCapture logs) {
        logs.expect("closed with");
        Json1Link link = opened();
        call(link, "one");

        receive("{bad");
        receive("[3,\"1\"," + SUCCESS + "]");
        loop.run(() -> wires.last().listener.onOver("closed"));

        assertThat(wires.last().closed).isEqualTo("1008 invalid-frame");
        assertThat(told).containsExactly("one: disconnected (-15): server hung up", "Waiting 1 s");
    }

    @Test
    void answersWhatIsOpenWhenClosedAndNothingAfter() {
        Json1Link link = opened();
        call(link, "one");
        loop.run(() -> {
            var over = link.close();
            assertThat(over.toCompletableFuture()).isNotDone();
        });

        call(link, "two");
        loop.run(() -> wires.last().listener.onOver("closed"));
        loop.run(link::close);
        loop.advance(Duration.ofSeconds(10));

        assertThat(told)
                .containsExactly("one: disconnected (-15)", "Closed", "two: disconnected (-15): server hung up");
        assertThat(wires.last().closed).isEqualTo("1000 ");
        assertThat(wires.attempts).hasSize(1);
    }

    @Test
    void opensNoConnectionAfterTheEnd() {
        Json1Link link = link();
        loop.execute(link::open);
        loop.execute(link::close);
        loop.runUntilIdle();

        assertThat(told).containsExactly("Connecting", "Closed");
        assertThat(wires.last().closed).isEqualTo("1000 ");
        assertThat(wires.last().isStarted).isFalse();
    }

    @Test
    void takesConnectionThatIsOverBeforeItBeganForLost() {
        Json1Link link = link();
        loop.execute(() -> {
            link.open();
            wires.last().listener.onOver("at once");
        });
        loop.runUntilIdle();

        assertThat(told).containsExactly("Connecting", "Waiting 1 s");
    }

    @Test
    void sendsEventsOfItsOwnWhileThereIsConnection() {
        Json1Link link = opened();

        loop.run(() -> link.event("my/event", Json1Call.strict(Map.of("x", 1)).rawUtf8()));

        assertThat(wires.last().sent).containsExactly("[5,\"my/event\",{\"x\":1}]");
    }
}
