package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// R21: exactly one answer, whatever the handler does.
@ExtendWith(NoWarnings.class)
final class CallTest {

    private static final int RACES = 2_000;
    private static final int RACERS = 4;

    private final VirtualLoop loop = new VirtualLoop();
    private ApiTarget target = call -> {};

    /// Where the handler under test runs.
    enum Where {
        ON_LOOP,
        ON_VIRTUAL_THREAD
    }

    @ParameterizedTest
    @EnumSource
    void deliversTheAnswerOfTheHandler(Where where) {
        TestCall call = run(where, request -> request.reply(request.json()));

        assertThat(call.awaitReply()).isEqualTo(Reply.of(Json.NULL));
    }

    // S-08
    @ParameterizedTest
    @EnumSource
    void dropsTheSecondAnswerAndLogsIt(Where where, LogCapture logs) { // W-41
        logs.expect("call of v: test/v was answered before, dropped: forbidden (-8)");

        TestCall call = run(where, request -> {
            request.reply(1);
            request.fail(Status.FORBIDDEN);
        });

        awaitEndOfHandler();
        assertThat(call.replies()).containsExactly(Reply.of(Json.of(1)));
    }

    // S-08
    @ParameterizedTest
    @EnumSource
    void answersNoReplyForAHandlerThatReturnsSilently(Where where) { // http-and-wsj1.md 8.4
        TestCall call = run(where, request -> {});

        assertThat(call.awaitReply()).isEqualTo(Reply.of(Status.NO_REPLY));
    }

    @ParameterizedTest
    @EnumSource
    void answersInternalErrorForAHandlerThatThrows(Where where, LogCapture logs) {
        logs.expect("call of v: test/v failed");

        TestCall call = run(where, request -> {
            throw new IllegalStateException("secret of the handler");
        });

        // R24: the text stays here
        assertThat(call.awaitReply()).isEqualTo(Reply.of(Status.INTERNAL_ERROR));
    }

    @ParameterizedTest
    @EnumSource
    void survivesAnErrorOfTheHandler(Where where, LogCapture logs) {
        logs.expect("call of v: test/v failed");

        TestCall call = run(where, request -> {
            throw new StackOverflowError();
        });

        assertThat(call.awaitReply()).isEqualTo(Reply.of(Status.INTERNAL_ERROR));
    }

    @ParameterizedTest
    @EnumSource
    void answersInvalidRequestForAnArgumentThatDoesNotFit(Where where) {
        TestCall call = run(where, request -> {
            throw new JsonException("/a: expected a number, got true");
        });

        assertThat(call.awaitReply()).isEqualTo(Reply.of(Status.invalidRequest("/a: expected a number, got true")));
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheAnswerOfAHandlerThatThrowsAfterwards(Where where, LogCapture logs) {
        logs.expect("call of v: test/v failed");

        TestCall call = run(where, request -> {
            request.reply();
            throw new IllegalStateException("too late");
        });

        awaitEndOfHandler();
        assertThat(call.replies()).containsExactly(Reply.success());
    }

    @ParameterizedTest
    @EnumSource
    void waitsForADeferredAnswer(Where where) {
        AtomicReference<Request> kept = new AtomicReference<>();

        TestCall call = run(where, request -> {
            request.defer();
            kept.set(request);
        });

        awaitEndOfHandler();
        assertThat(call.isAnswered()).isFalse();
        kept.get().reply(2);
        assertThat(call.replies()).containsExactly(Reply.of(Json.of(2)));
        assertThat(call.isAnswered()).isTrue();
    }

    @Test
    void answersInternalErrorForAHandlerThatDefersThenThrows(LogCapture logs) {
        logs.expect("call of v: test/v failed");

        TestCall call = run(Where.ON_LOOP, request -> {
            request.defer();
            throw new IllegalStateException();
        });

        assertThat(call.awaitReply()).isEqualTo(Reply.of(Status.INTERNAL_ERROR));
    }

    @Test
    void ignoresADeferralAfterTheAnswer() {
        TestCall call = run(Where.ON_LOOP, request -> {
            request.reply();
            request.defer();
        });

        assertThat(call.replies()).containsExactly(Reply.success());
        assertThat(call.isAnswered()).isTrue();
    }

    @Test
    void dropsAnAnswerAfterTheDeadline(LogCapture logs) {
        logs.expect("call of v: test/v: no answer within 5 ms");
        logs.expect("was answered before, dropped: success (0)");
        TestCall call = run(Where.ON_LOOP, Request::defer);

        call.expire("no answer within 5 ms");
        call.reply(1);

        assertThat(call.replies()).containsExactly(Reply.of(Status.INTERNAL_ERROR.withInfo("no answer within 5 ms")));
    }

    @Test
    void doesNotExpireOnceAnswered() {
        TestCall call = run(Where.ON_LOOP, Request::reply);

        call.expire("no answer within 5 ms");

        assertThat(call.replies()).containsExactly(Reply.success());
    }

    @Test
    void interruptsTheThreadThatRunsItsHandlerAndNoneOnceThatHasReturned(LogCapture logs) {
        logs.expect("late");
        TestCall running = new TestCall(loop, "v");
        TestCall returned = new TestCall(loop, "v");
        running.runBy(Thread.currentThread());
        returned.runBy(Thread.currentThread());
        returned.runBy(null);

        returned.expire("late");
        boolean byReturned = Thread.interrupted();
        running.expire("late");
        boolean byRunning = Thread.interrupted();

        assertThat(byReturned).isFalse();
        assertThat(byRunning).isTrue();
    }

    @Test
    void deliversOneAnswerWhenManyThreadsRaceForIt() throws InterruptedException {
        Logger thousandsOfLines = Logger.getLogger(Call.class.getName());
        thousandsOfLines.setLevel(Level.OFF);
        try {
            race();
        } finally {
            thousandsOfLines.setLevel(null);
        }
    }

    private void race() throws InterruptedException {
        for (int round = 0; round < RACES; round++) {
            TestCall call = new TestCall(loop, "v");
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> racers = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                int racer = i;
                racers.add(Thread.startVirtualThread(() -> {
                    await(start);
                    answer(call, racer);
                }));
            }
            start.countDown();
            for (Thread thread : racers) {
                thread.join();
            }
            assertThat(call.replies()).as("round %d", round).hasSize(1);
        }
    }

    /// Four ways a call may end.
    private static void answer(TestCall call, int racer) {
        switch (racer) {
            case 0 -> call.reply(1);
            case 1 -> call.expire("late");
            case 2 -> call.handlerReturned();
            default -> call.fail(new IllegalStateException("lost the race"));
        }
    }

    private TestCall run(Where where, VerbHandler handler) {
        Verb.Builder verb = Verb.named("v");
        Api.Builder api = Api.builder("test").verb("end", Request::reply);
        if (where == Where.ON_LOOP) {
            api.verb(verb.nonBlocking().handler(handler));
        } else {
            api.verb(verb.handler(handler)).concurrency(1);
        }
        target = TestBinder.target(loop, CoreConfig.DEFAULT, api.build());
        return submit("v");
    }

    /// Returns when the handler of the call before has ended, and its end was logged: one at a time runs.
    private void awaitEndOfHandler() {
        submit("end").awaitReply();
    }

    private TestCall submit(String verb) {
        TestCall call = new TestCall(loop, verb);
        loop.run(() -> target.accept(call));
        return call;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
