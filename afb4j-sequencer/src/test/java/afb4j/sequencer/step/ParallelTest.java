package afb4j.sequencer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.retry.RetryPolicy;
import afb4j.sequencer.testkit.VirtualLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class ParallelTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final SequencerRuntime runtime = SequencerRuntime.on(loop);
    private final List<Exchange<String>> exchanges = new ArrayList<>();
    private final List<String> abandoned = new ArrayList<>();

    @Test
    void waitsForAll() {
        Sequencer<Parallel<RequestStep<String>>, ?> all =
                start(Parallel.all("all", branches(3)).build());

        exchanges.get(2).succeed("c");
        loop.runUntilIdle();
        exchanges.get(0).succeed("a");
        loop.runUntilIdle();
        assertThat(all.completion().toCompletableFuture()).isNotDone();
        exchanges.get(1).succeed("b");
        loop.runUntilIdle();

        assertThat(all.completion().toCompletableFuture()).isCompleted();
        assertThat(answers(all)).containsExactly("2 c", "0 a", "1 b");
    }

    @Test
    void failsAsSoonAsNotAllCanBeDone() {
        Sequencer<Parallel<RequestStep<String>>, ?> all =
                start(Parallel.all("all", branches(3)).build());

        exchanges.get(1).fail(new IOException("b is down"));
        loop.runUntilIdle();

        assertThat(all.completion().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withMessageContaining("needed 3 of 3 branches, 1 failed");
        assertThat(abandoned).containsExactly("a", "c");
    }

    @Test
    void takesTheFirstAndClosesTheOthers() {
        Sequencer<Parallel<RequestStep<String>>, ?> any =
                start(Parallel.any("any", branches(3)).build());

        exchanges.get(0).fail(new IOException("a is down"));
        exchanges.get(2).succeed("c");
        exchanges.get(1).succeed("b, too late");
        loop.runUntilIdle();

        assertThat(any.completion().toCompletableFuture()).isCompleted();
        assertThat(any.state().ended()).hasSize(2);
        assertThat(any.state().ended().getLast().state().answer()).isEqualTo("c");
        assertThat(runtime.sequencers()).isEmpty();
        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void waitsForAQuorum() {
        Sequencer<Parallel<RequestStep<String>>, ?> quorum =
                start(Parallel.quorum("quorum", 2, branches(4)).build());

        exchanges.get(0).fail(new IOException("down"));
        loop.runUntilIdle();
        exchanges.get(3).succeed("d");
        loop.runUntilIdle();
        exchanges.get(1).succeed("b");
        loop.runUntilIdle();

        assertThat(quorum.completion().toCompletableFuture()).isCompleted();
        assertThat(abandoned).containsExactly("c");
    }

    @Test
    void refusesAQuorumThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> Parallel.quorum("none", 0, branches(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> Parallel.quorum("many", 3, branches(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> Parallel.all("empty", branches(0)));
    }

    @Test
    void tellsTheFailuresOfItsBranches() {
        Sequencer<?, ?> any = start(Parallel.any("any", branches(2)).build());
        exchanges.get(0).fail(new IOException("a is down"));
        exchanges.get(1).fail(new IOException("b is down"));
        loop.runUntilIdle();

        Throwable failure = any.completion().toCompletableFuture().exceptionNow();
        assertThat(failure).isNotInstanceOf(CompletionException.class);
        assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("a is down", "b is down");
    }

    private List<SequencerSpec<RequestStep<String>, Outcome<String>>> branches(int count) {
        List<SequencerSpec<RequestStep<String>, Outcome<String>>> branches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = Character.toString('a' + i);
            branches.add(RequestStep.<String>spec(
                            name,
                            exchange -> {
                                exchanges.add(exchange);
                                exchange.onAbandon(() -> abandoned.add(name));
                            },
                            Duration.ofSeconds(30))
                    .retryPolicy(RetryPolicy.none())
                    .build());
        }
        return branches;
    }

    private <S, E> Sequencer<S, E> start(SequencerSpec<S, E> spec) {
        Sequencer<S, E> started = runtime.start(spec);
        loop.runUntilIdle();
        return started;
    }

    private static List<String> answers(Sequencer<Parallel<RequestStep<String>>, ?> parallel) {
        return parallel.state().ended().stream()
                .map(branch -> branch.index() + " " + branch.state().answer())
                .toList();
    }
}
