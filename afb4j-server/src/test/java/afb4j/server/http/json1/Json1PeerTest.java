package afb4j.server.http.json1;

import static afb4j.server.http.json1.ClientFrames.close;
import static afb4j.server.http.json1.ClientFrames.text;
import static afb4j.server.http.json1.EmbeddedBrowser.failure;
import static afb4j.server.http.json1.EmbeddedBrowser.success;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.core.CoreConfig;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import afb4j.transport.TransportConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// http-and-wsj1.md 3.3 to 3.5.
@ExtendWith(NoWarnings.class)
final class Json1PeerTest {

    private EmbeddedBinder binder = new EmbeddedBinder();

    @AfterEach
    void stop() {
        binder.close();
    }

    private void restart(CoreConfig config, TransportConfig transport) {
        binder.close();
        binder = new EmbeddedBinder(config, transport);
    }

    // ---- calls

    @Test
    void answersACall() {
        EmbeddedBrowser browser = binder.browser().call(5, "demo/echo", "{\"a\":1}");

        assertThat(browser.received()).containsExactly(success("5", "{\"a\":1}"));
    }

    @Test
    void failuresHaveAFormOfTheirOwn() { // http-and-wsj1.md 3.3, vector proc-forms
        EmbeddedBrowser browser = binder.browser()
                .call(1, "nope/echo", "null")
                .call(2, "demo/nope", "null")
                .call(3, "/x", "null")
                .call(4, "demo/a/b", "null");

        assertThat(browser.received())
                .containsExactly(
                        failure("1", "unknown-api", -3),
                        failure("2", "unknown-verb", -4),
                        failure("3", "unknown-api", -3),
                        failure("4", "unknown-verb", -4));
    }

    @Test
    void privateApiIsUnknown() { // vector private-api
        EmbeddedBrowser browser = binder.browser().call(1, "hidden/echo", "null");

        assertThat(browser.received()).containsExactly(failure("1", "unknown-api", -3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "true", "1.5", "\"42\"", "[]"})
    void keepsTheTypesOfArguments(String argument) { // P16, vector scalar-args
        EmbeddedBrowser browser = binder.browser().call(1, "demo/echo", argument);

        assertThat(browser.received()).containsExactly(success("1", argument));
    }

    @Test
    void repeatsTheIdAsAString() { // vector call-ids
        EmbeddedBrowser browser = binder.browser()
                .send("[2,1,\"demo/echo\",null]")
                .send("[2,null,\"demo/echo\",null]")
                .send("[2,\"é\\\"\",\"demo/echo\",null]")
                .send("[2,\"\",\"demo/echo\",null]");

        assertThat(browser.received())
                .containsExactly(success("1", ""), success("null", ""), success("é\\\"", ""), success("", ""));
    }

    @Test
    void slowCallDelaysNoOther() { // http-and-wsj1.md 3.5, vector parallel
        EmbeddedBrowser browser = binder.browser()
                .call(1, "demo/later", "null")
                .call(2, "demo/later", "null")
                .call(3, "demo/echo", "3");
        assertThat(browser.received()).containsExactly(success("3", "3"));

        binder.kept.addFirst(binder.kept.removeLast());
        binder.answer(2);
        binder.answer(1);

        assertThat(browser.received()).containsExactly(success("2", "2"), success("1", "1"));
    }

    @Test
    void callsMayHaveTheSameId() { // vector call-ids
        EmbeddedBrowser browser = binder.browser().call(1, "demo/later", "null").call(1, "demo/echo", "2");

        binder.answer(1);

        assertThat(browser.received()).containsExactly(success("1", "2"), success("1", "1"));
    }

    @Test
    void verbWithoutAnswerIsNoReplyAtOnce() { // P29, vector no-reply
        EmbeddedBrowser browser = binder.browser().call(1, "demo/nothing", "null");

        assertThat(browser.received()).containsExactly(failure("1", "no-reply", -11));
    }

    @Test
    void callHasATimeLimitAlsoWhenItIsDeferred(LogCapture logs) { // P30, vector apitimeout
        logs.expect("no answer within 20000 ms");
        EmbeddedBrowser browser = binder.browser().call(1, "demo/later", "null");

        browser.advance(Duration.ofSeconds(20));

        assertThat(browser.received())
                .containsExactly("[4,\"1\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"internal-error\","
                        + "\"info\":\"no answer within 20000 ms\",\"code\":-1}}]");
    }

    @Test
    void firstOfTwoRepliesCounts(LogCapture logs) { // http-and-wsj1.md 8.4
        logs.expect("connection 1 call \"1\": demo/later was answered before");
        EmbeddedBrowser browser = binder.browser().call(1, "demo/later", "null");
        Request request = binder.kept.element();

        binder.answer("first");
        request.reply("second");

        assertThat(browser.received()).containsExactly(success("1", "\"first\""));
    }

    @Test
    void replyOfAPeerIsEmbeddedAsBytesOrCleaned() {
        EmbeddedBrowser browser = binder.browser().call(1, "demo/later", "null").call(2, "demo/later", "null");

        binder.answer(Json.received("{ \"a\" : 1.50 }".getBytes(UTF_8)));
        binder.answer(Json.received("{'a':1,}".getBytes(UTF_8)));

        assertThat(browser.received()).containsExactly(success("1", "{ \"a\" : 1.50 }"), success("2", "{\"a\":1}"));
    }

    // ---- token and session

    @Test
    void fifthItemReplacesTheToken() { // vector call-token
        EmbeddedBrowser browser = binder.browser("s", "first")
                .call(1, "demo/token", "null")
                .send("[2,\"2\",\"demo/token\",null,\"other\"]")
                .call(3, "demo/token", "null")
                .send("[2,\"4\",\"demo/token\",null,null]");

        assertThat(browser.received())
                .containsExactly(
                        success("1", "\"first\""),
                        success("2", "\"other\""),
                        success("3", "\"other\""),
                        success("4", "\"other\""));
    }

    @Test
    void callThatWaitsKeepsTheTokenItCameWith() {
        EmbeddedBrowser browser = binder.browser("s", "first").call(1, "demo/later", "null");
        browser.send("[2,\"2\",\"demo/token\",null,\"other\"]");

        assertThat(binder.kept.element().token()).contains("first");
    }

    @Test
    void websocketsOfOneUuidShareTheSession() { // http-and-wsj1.md 2.2, vector session
        EmbeddedBrowser one = binder.browser("W1", null).call(1, "demo/later", "null");
        EmbeddedBrowser other = binder.browser("W1", null).call(1, "demo/later", "null");

        binder.kept.removeFirst().session().value(Json.of("kept"));

        assertThat(binder.kept.removeFirst().session().value()).contains(Json.of("kept"));
        assertThat(one.session).isSameAs(other.session);
    }

    @Test
    void sessionStaysAsLongAsACallOrTheConnectionHasIt() {
        EmbeddedBrowser browser = binder.browser("s", null).call(1, "demo/later", "null");

        browser.vanish();
        assertThat(browser.session.isOpen()).isTrue();
        binder.answer(1);

        assertThat(browser.session.references()).isZero();
        assertThat(browser.session.isOpen()).isFalse();
    }

    @Test
    void closedSessionIsFollowedByANewOneOfItsUuid() {
        EmbeddedBrowser browser = binder.browser("s", null).call(1, "demo/later", "null");
        browser.session.close();

        browser.call(2, "demo/later", "null");

        assertThat(binder.kept.getLast().session().isOpen()).isTrue();
        assertThat(binder.kept.getLast().session().uuid()).isEqualTo("s");
    }

    // ---- what is no message

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "{\"a\":1}",
                "[]",
                "[2,\"1\",\"demo/echo\"]",
                "[2,\"1\",\"demo/echo\",null] x",
                "[2,\"1\",\"demo/echo\",{bad}]",
                "[2,\"1\",\"demo/\",null]",
                "[3,\"1\"]",
                "[5,\"a/b\",null,1]"
            })
    void closesAtATextThatIsNoMessage(String text, LogCapture logs) { // http-and-wsj1.md 3.4, vector bad-frames, P16
        logs.expect("refused with 1008");

        EmbeddedBrowser browser = binder.browser().send(text);

        assertThat(browser.received()).containsExactly("close 1008 invalid-frame");
    }

    @Test
    void closesAtAProcedureWithoutSlashWithoutReason(LogCapture logs) { // vector bad-proc
        logs.expect("refused with 1008");

        EmbeddedBrowser browser = binder.browser().call(1, "demo", "null");

        assertThat(browser.received()).containsExactly("close 1008 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[3,\"99\",{}]", "[4,\"99\",null]"})
    void closesAtAReplyToNothing(String text, LogCapture logs) { // vector reply-unbound
        logs.expect("refused with 1008");

        EmbeddedBrowser browser = binder.browser().send(text);

        assertThat(browser.received()).containsExactly("close 1008 unbound-call-id");
    }

    @Test
    void ignoresEventsOfClients() { // vector client-event
        EmbeddedBrowser browser = binder.browser().send("[5,\"a/b\",{\"x\":1}]").call(1, "demo/echo", "1");

        assertThat(browser.received()).containsExactly(success("1", "1"));
    }

    @Test
    void oneBadClientDisturbsNoOther(LogCapture logs) { // vector bad-then-good
        logs.expect("refused with 1008");
        EmbeddedBrowser good = binder.browser().call(1, "demo/later", "null");

        binder.browser().send("garbage");
        binder.answer(1);

        assertThat(good.received()).containsExactly(success("1", "1"));
    }

    // ---- limits

    @Test
    void readsNoMoreWhileTooManyCallsWait() { // D5
        restart(CoreConfig.DEFAULT, TransportConfig.builder().maxInFlight(4).build());
        EmbeddedBrowser browser = binder.browser();

        browser.send(
                text("[2,\"1\",\"demo/later\",null]"),
                text("[2,\"2\",\"demo/later\",null]"),
                text("[2,\"3\",\"demo/later\",null]"),
                text("[2,\"4\",\"demo/later\",null]"),
                text("[2,\"5\",\"demo/echo\",5]"));

        assertThat(browser.channel.config().isAutoRead()).isFalse();
        assertThat(browser.received()).as("the fifth waits").isEmpty();
        binder.answer(1);
        assertThat(browser.received()).containsExactly(success("1", "1"));
        binder.answer(2);
        assertThat(browser.received()).as("half are answered").containsExactly(success("2", "2"), success("5", "5"));
        assertThat(browser.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void clientWithManyCallsIsNotTakenForDead() {
        restart(
                CoreConfig.DEFAULT.withCallTimeout(Duration.ZERO),
                TransportConfig.builder().maxInFlight(1).build());
        EmbeddedBrowser browser = binder.browser().call(1, "demo/later", "null");

        browser.advance(Duration.ofMinutes(5));

        assertThat(browser.channel.isOpen()).isTrue();
        assertThat(browser.received()).as("but asked").isNotEmpty().allMatch("ping "::equals);
    }

    @Test
    void sendsAnErrorInPlaceOfAReplyThatIsTooLong(LogCapture logs) {
        logs.expect("connection 1: a reply is not sent: message of kind 3 would be");
        restart(
                CoreConfig.DEFAULT,
                TransportConfig.builder().maxOutboundBytes(1000).build());
        EmbeddedBrowser browser = binder.browser()
                .call(1, "demo/echo", "\"" + "x".repeat(1000) + "\"")
                .call(2, "demo/echo", "2");

        assertThat(browser.received())
                .containsExactly(
                        "[4,\"1\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"internal-error\","
                                + "\"info\":\"can't send the reply: it is too long\",\"code\":-1}}]",
                        success("2", "2"));
    }

    @Test
    void sendsAnErrorInPlaceOfRepliesWhileTooMuchWaits(LogCapture logs) {
        logs.expect("the client does not read its replies, more than 100000 bytes wait");
        restart(
                CoreConfig.DEFAULT,
                TransportConfig.builder().maxOutboundBytes(100_000).build());
        EmbeddedBrowser browser = binder.browser().call(1, "demo/later", "null").call(2, "demo/later", "null");
        browser.fill(100_001);

        binder.loop.run(() -> binder.kept.remove().reply(1));
        binder.loop.run(() -> binder.kept.remove().reply(2));
        browser.takeWhatFills();

        assertThat(browser.received())
                .first()
                .isEqualTo("[4,\"1\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"internal-error\","
                        + "\"info\":\"can't send the reply: too much waits already\",\"code\":-1}}]");
    }

    // ---- the end

    @Test
    void answersDisconnectedWhileTheBinderStopsThenCloses() {
        EmbeddedBrowser browser = binder.browser().call(1, "demo/later", "null");

        CompletableFuture<Void> drained = binder.export.drain();
        binder.loop.runUntilIdle();
        browser.call(2, "demo/echo", "2");

        assertThat(drained).isNotDone();
        assertThat(browser.received())
                .containsExactly("[4,\"2\",{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"disconnected\","
                        + "\"info\":\"the binder is stopping\",\"code\":-15}}]");

        binder.answer(1);
        assertThat(drained).isDone();
        CompletableFuture<Void> closed = binder.export.close();
        binder.loop.runUntilIdle();

        assertThat(browser.received()).containsExactly(success("1", "1"), "close 1001 ");
        assertThat(closed).isDone();
    }

    @Test
    void nobodyNewComesWhileTheBinderStops() {
        CompletableFuture<Void> drained = binder.export.drain();

        EmbeddedBrowser late = binder.browser();

        assertThat(late.received()).containsExactly("close 1001 ");
        assertThat(drained).isDone();
        assertThat(binder.export.size()).isZero();
    }

    @Test
    void replyOfAClientThatHasGoneIsDropped() { // http-and-wsj1.md 8.4
        EmbeddedBrowser browser = binder.browser().call(1, "demo/later", "null");
        browser.send(close(1000, ""));
        browser.received();

        binder.loop.run(() -> binder.kept.remove().reply(new Reply(Status.SUCCESS, List.of(Json.of(1)))));
        binder.loop.runUntilIdle();

        assertThat(browser.received()).isEmpty();
        assertThat(binder.export.size()).isZero();
    }
}
