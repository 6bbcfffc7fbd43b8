package afb4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.api.Reply;
import afb4j.api.Request;
import afb4j.api.Status;
import afb4j.sequencer.Loop;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The common deadline of the calls of one origin.
@ExtendWith(NoWarnings.class)
final class RunningCallsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Reply EXPIRED = Reply.of(Status.INTERNAL_ERROR.withInfo("no answer within 20000 ms"));

    private final VirtualLoop loop = new VirtualLoop();
    private final RunningCalls running = new RunningCalls(loop, LIMIT);
    private final List<String> expired = new ArrayList<>();

    @BeforeEach
    void expectExpiries(LogCapture logs) {
        logs.tolerate("no answer within");
    }

    @Test
    void answersACallWhenItsTimeHasPassedAndNotBefore() {
        TestCall call = new TestCall(loop, "v");
        running.add(call, loop.nanoTime());

        loop.advance(LIMIT.minusNanos(1));
        assertThat(call.replies()).isEmpty();
        loop.advance(Duration.ofNanos(1));

        assertThat(call.replies()).containsExactly(EXPIRED);
    }

    @Test
    void expiresCallsOldestFirstEachAtItsTime() {
        add("a");
        add("b");
        loop.advance(Duration.ofSeconds(1));
        add("c");

        loop.advance(LIMIT.minusSeconds(1));
        assertThat(expired).containsExactly("a", "b");
        loop.advance(Duration.ofSeconds(1));

        assertThat(expired).containsExactly("a", "b", "c");
        assertThat(running.size()).isZero();
    }

    @Test
    void rearmsForTheOldestCallThatIsLeft() {
        Expiring first = add("first");
        loop.advance(Duration.ofSeconds(5));
        Expiring second = add("second");
        loop.advance(Duration.ofSeconds(5));
        add("third");
        running.remove(first);
        running.remove(second);

        loop.advance(Duration.ofSeconds(19));
        assertThat(expired).isEmpty();
        assertThat(loop.pendingAlarms()).isEqualTo(1);
        loop.advance(Duration.ofSeconds(1));

        assertThat(expired).containsExactly("third");
        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void removesCallsFromAnyPlace() {
        List<Expiring> calls = List.of(add("a"), add("b"), add("c"), add("d"), add("e"));

        running.remove(calls.get(2));
        running.remove(calls.get(0));
        running.remove(calls.get(4));
        assertThat(running.size()).isEqualTo(2);
        loop.advance(LIMIT);

        assertThat(expired).containsExactly("b", "d");
    }

    @Test
    void refusesToRemoveACallTwice() {
        Expiring call = add("a");
        add("b");
        running.remove(call);

        assertThatIllegalStateException().isThrownBy(() -> running.remove(call)).withMessageContaining("call of a");
        assertThat(running.size()).isEqualTo(1);
    }

    @Test
    void wakesNobodyUpOnceItIsEmpty() {
        running.remove(add("a"));

        loop.advance(LIMIT);
        long turns = loop.turns();
        loop.advance(LIMIT.multipliedBy(10));

        assertThat(loop.turns()).isEqualTo(turns);
        assertThat(loop.pendingAlarms()).isZero();
        assertThat(expired).isEmpty();
    }

    @Test
    void armsAgainForACallAfterItWasEmpty() {
        running.remove(add("a"));
        loop.advance(LIMIT);

        add("b");
        loop.advance(LIMIT);

        assertThat(expired).containsExactly("b");
    }

    @Test
    void hasOneAlarmForManyCalls() {
        for (int i = 0; i < 100; i++) {
            add("call " + i);
            loop.advance(Duration.ofMillis(1));
        }

        assertThat(loop.pendingAlarms()).isEqualTo(1);
    }

    @Test
    void setsNoLimitWhenItIsZero() { // --apitimeout 0
        RunningCalls unlimited = new RunningCalls(loop, Duration.ZERO);
        TestCall call = new TestCall(loop, "v");

        unlimited.add(call, loop.nanoTime());
        loop.advance(Duration.ofDays(365));

        assertThat(call.isAnswered()).isFalse();
        assertThat(loop.pendingAlarms()).isZero();
        assertThat(unlimited.size()).isEqualTo(1);
    }

    @Test
    void holdsTheLongestLimitThereIs() {
        RunningCalls patient = new RunningCalls(loop, CoreConfig.MAX_CALL_TIMEOUT);
        TestCall call = new TestCall(loop, "v");

        patient.add(call, loop.nanoTime());
        loop.advance(CoreConfig.MAX_CALL_TIMEOUT.minusNanos(1));
        assertThat(call.isAnswered()).isFalse();
        loop.advance(Duration.ofNanos(1));

        assertThat(call.isAnswered()).isTrue();
    }

    @Test
    void passesOverACallThatIsAnsweredButNotRemovedYet() {
        TestCall answered = new TestCall(loop, "answered");
        running.add(answered, loop.nanoTime());
        answered.reply();
        loop.advance(Duration.ofSeconds(1));
        add("later");

        loop.advance(LIMIT.minusSeconds(1));
        assertThat(expired).isEmpty();
        loop.advance(Duration.ofSeconds(1));

        assertThat(expired).containsExactly("later");
        assertThat(answered.replies()).containsExactly(Reply.success());
    }

    @Test
    void survivesAnExpiryThatEndsAllOtherCalls() {
        List<Expiring> calls = new ArrayList<>();
        calls.add(add("first", () -> calls.stream().skip(1).forEach(Request::reply)));
        calls.add(add("second"));
        calls.add(add("third"));

        loop.advance(LIMIT);

        assertThat(running.size()).isZero();
        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void survivesAnExpiryThatBringsANewCall() {
        add("first", () -> add("second"));

        loop.advance(LIMIT);
        assertThat(loop.pendingAlarms()).isEqualTo(1);
        loop.advance(LIMIT);

        assertThat(expired).containsExactly("first", "second");
    }

    @Test
    void keepsTheDeadlineOfCallsWhoseOriginIsGone() {
        add("a");
        loop.advance(Duration.ofSeconds(1));
        Expiring answered = add("b");

        running.close();
        loop.advance(LIMIT.minusSeconds(1));
        assertThat(expired).containsExactly("a");
        running.remove(answered);

        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void dropsItsAlarmWhenClosedWithoutCalls() {
        running.remove(add("a"));

        running.close();
        running.close();

        assertThat(loop.pendingAlarms()).isZero();
    }

    private Expiring add(String name) {
        return add(name, () -> {});
    }

    private Expiring add(String name, Runnable onExpiry) {
        Expiring call = new Expiring(name, onExpiry);
        running.add(call, loop.nanoTime());
        return call;
    }

    /// A call that leaves the list when it is answered, as a peer's call does.
    private final class Expiring extends AnonymousCall {

        private final String name;
        private final Runnable onExpiry;

        private Expiring(String name, Runnable onExpiry) {
            super("test", "v", List.of());
            this.name = name;
            this.onExpiry = onExpiry;
        }

        @Override
        protected void deliver(Reply reply) {
            running.remove(this);
            if (reply.equals(EXPIRED)) {
                expired.add(name);
                onExpiry.run();
            }
        }

        @Override
        protected Loop loop() {
            return loop;
        }

        @Override
        protected String id() {
            return "call of " + name;
        }
    }
}
