package afb4j.sequencer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.retry.RetryAfter;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.sequencer.testkit.VirtualLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class RequestStepTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final VirtualLoop loop = new VirtualLoop();
    private final SequencerRuntime runtime = SequencerRuntime.on(loop);
    private final List<Exchange<String>> exchanges = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    @Test
    void endsDoneWithItsAnswer() {
        Sequencer<RequestStep<String>, Outcome<String>> step = start(RetryPolicy.none());

        exchanges.getFirst().succeed("pong");
        exchanges.getFirst().succeed("a second answer");
        loop.runUntilIdle();

        assertThat(step.state().answer()).isEqualTo("pong");
        assertThat(step.completion().toCompletableFuture()).isCompleted();
        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void triesAgainAfterFailuresAndTimeoutsAndIgnoresLateAnswers() {
        Sequencer<RequestStep<String>, Outcome<String>> step = start(RetryPolicy.of(Duration.ofSeconds(1)));

        exchanges.get(0).fail(new IOException("down"));
        loop.advance(Duration.ofSeconds(1));
        loop.advance(LIMIT); // the second try is mute
        exchanges.get(1).succeed("late");
        loop.advance(Duration.ofSeconds(1));
        exchanges.get(1).succeed("later");
        loop.runUntilIdle();
        assertThat(step.state().outcome()).isEmpty();
        exchanges.get(2).succeed("pong");
        loop.runUntilIdle();

        assertThat(sent).containsExactly("try 1 at 0", "try 2 at 1", "abandoned 2 at 6", "try 3 at 7");
        assertThat(step.state().answer()).isEqualTo("pong");
    }

    @Test
    void waitsAsLongAsTheOtherSideAsks() {
        start(RetryPolicy.of(Duration.ofSeconds(1)));

        exchanges.getFirst().fail(new Busy());
        loop.advance(Duration.ofSeconds(10));

        assertThat(sent).startsWith("try 1 at 0", "try 2 at 7");
    }

    @Test
    void failsWhenThePolicyGivesUp() {
        Sequencer<RequestStep<String>, Outcome<String>> step =
                start(RetryPolicy.of(Duration.ofSeconds(1)).withMaxAttempts(2));

        loop.advance(Duration.ofSeconds(60));

        assertThat(sent).containsExactly("try 1 at 0", "abandoned 1 at 5", "try 2 at 6", "abandoned 2 at 11");
        assertThat(step.state().outcome())
                .hasValueSatisfying(outcome -> assertThat(((Outcome.Failed<String>) outcome).cause())
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageContaining("no answer within PT5S"));
        assertThat(step.completion().toCompletableFuture()).isCompletedExceptionally();
        assertThatIllegalStateException().isThrownBy(() -> step.state().answer());
    }

    @Test
    void abandonsTheTryWhenItIsClosed() {
        Sequencer<?, ?> step = start(RetryPolicy.none());

        step.close();
        loop.runUntilIdle();

        assertThat(sent).containsExactly("try 1 at 0", "abandoned 1 at 0");
    }

    @Test
    void takesAThrowingRequestAsAFailedTry() {
        Sequencer<RequestStep<String>, Outcome<String>> step = runtime.start(RequestStep.<String>spec(
                        "throwing",
                        _ -> {
                            throw new IOException("cannot send");
                        },
                        LIMIT)
                .retryPolicy(RetryPolicy.none())
                .build());
        loop.runUntilIdle();

        assertThat(step.state().outcome())
                .hasValueSatisfying(outcome ->
                        assertThat(((Outcome.Failed<String>) outcome).cause()).hasMessage("cannot send"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestStep.spec("negative", _ -> {}, Duration.ofSeconds(-1)));
    }

    private Sequencer<RequestStep<String>, Outcome<String>> start(RetryPolicy policy) {
        Sequencer<RequestStep<String>, Outcome<String>> step =
                runtime.start(RequestStep.<String>spec("request", this::send, LIMIT)
                        .retryPolicy(policy)
                        .build());
        loop.runUntilIdle();
        return step;
    }

    private void send(Exchange<String> exchange) {
        exchanges.add(exchange);
        sent.add("try " + exchange.attempt() + " at " + loop.elapsed().toSeconds());
        exchange.onAbandon(() -> sent.add(
                "abandoned " + exchange.attempt() + " at " + loop.elapsed().toSeconds()));
    }

    private static final class Busy extends RuntimeException implements RetryAfter {
        private static final long serialVersionUID = 1;

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(7);
        }
    }
}
