package afb4j.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.sequencer.retry.RetryDecision;
import afb4j.sequencer.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The runtime, the spec, and what looks on.
final class RuntimeTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final VirtualLoop otherLoop = new VirtualLoop();
    private final SequencerRuntime runtime = new SequencerRuntime(List.of(loop, otherLoop));

    private static SequencerSpec.Builder<String, String> idle(String name) {
        return SequencerSpec.builder(name, () -> "state", (_, _, _) -> Verdict.CONTINUE);
    }

    //
    @Test
    void spreadsSequencersOverItsLoopsUnlessTold() {
        assertThat(runtime.start(idle("a").build()).loop()).isSameAs(loop);
        assertThat(runtime.start(idle("b").build()).loop()).isSameAs(otherLoop);
        assertThat(runtime.start(idle("c").loop(otherLoop).build()).loop()).isSameAs(otherLoop);
        List<Sequencer<?, ?>> onCurrent = new ArrayList<>();
        otherLoop.run(() -> onCurrent.add(runtime.start(idle("d").build())));

        assertThat(onCurrent.getFirst().loop()).isSameAs(otherLoop);
        assertThat(runtime.sequencers()).extracting(Sequencer::name).containsExactly("a", "b", "c", "d");
        assertThat(runtime.loops()).containsExactly(loop, otherLoop);
    }

    //
    @Test
    void tellsWhoASequencerIs() {
        loop.advance(Duration.ofSeconds(5));
        Sequencer<String, String> seq = runtime.start(idle("a").loop(loop).build());
        loop.advance(Duration.ofSeconds(2));

        assertThat(seq.name()).isEqualTo("a");
        assertThat(seq.state()).isEqualTo("state");
        assertThat(seq.runtime()).isSameAs(runtime);
        assertThat(seq.age()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shutsDownInOrderAcrossLoops() {
        List<String> order = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            runtime.start(SequencerSpec.<String, String>builder(name, () -> "", (_, _, signal) -> {
                        if (signal instanceof Signal.Destroyed<String>) {
                            order.add(name);
                        }
                        return Verdict.CONTINUE;
                    })
                    .build());
        }
        runtime.close();
        for (int i = 0; i < 4; i++) {
            otherLoop.runUntilIdle();
            loop.runUntilIdle();
        }

        //
        assertThat(order).containsExactly("a", "b", "c", "d");
        assertThat(runtime.completion().toCompletableFuture()).isCompleted();
    }

    //
    @Test
    void refusesWhatCannotBeStarted() {
        VirtualLoop stranger = new VirtualLoop();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> runtime.start(idle("lost").loop(stranger).build()))
                .withMessageContaining("the loop of sequencer 'lost' is none of the runtime's 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new SequencerRuntime(List.of()));
        SequencerSpec<String, String> stateless = SequencerSpec.<String, String>builder(
                        "stateless",
                        () -> {
                            throw new UnsupportedOperationException("no state");
                        },
                        (_, _, _) -> Verdict.CONTINUE)
                .build();
        assertThatThrownBy(() -> runtime.start(stateless)).hasMessage("no state");

        runtime.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> runtime.start(idle("late").build()))
                .withMessageContaining("the runtime is closed");
        assertThat(runtime.sequencers()).isEmpty();
        assertThat(runtime.completion().toCompletableFuture()).isCompleted();
    }

    @Test
    void refusesSpecsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> idle("none").capacity(0).build())
                .withMessage("capacity is 0, expected 1 or more (sequencer 'none')");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> idle("x").capacity(4).pressure(5, 1, _ -> {}).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> idle("x").pressure(3, 3, _ -> {}).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> idle("x").heartbeat(Duration.ofMillis(-1)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> idle("x").messagesPerTurn(0, Duration.ZERO).build());
    }

    //
    @Test
    void refusesLoopOnlyCallsElsewhere() {
        Sequencer<String, String> seq = runtime.start(idle("confined").build());

        assertThatIllegalStateException().isThrownBy(seq::retry).withMessageContaining("retry is for the loop of");
        assertThatIllegalStateException()
                .isThrownBy(() -> seq.retryAfter(new RetryDecision.Again(Duration.ZERO, 1, false), "tag"));
        assertThat(seq).hasToString("sequencer 1 'confined'");
        assertThat(seq.runtime()).isSameAs(runtime);
        assertThat(seq.state()).isEqualTo("state");
    }

    @Test
    void carriesTheContextOfWhoOffers() {
        ThreadLocal<String> context = ThreadLocal.withInitial(() -> "none");
        ContextCarrier carrier = new ContextCarrier() {
            @Override
            public Object capture() {
                return context.get();
            }

            @Override
            public void run(Object captured, Runnable handler) {
                context.set((String) captured);
                try {
                    handler.run();
                } finally {
                    context.remove();
                }
            }
        };
        List<String> seen = new ArrayList<>();
        Sequencer<String, String> seq =
                runtime.start(SequencerSpec.<String, String>builder("traced", () -> "", (_, _, signal) -> {
                            seen.add(signal.getClass().getSimpleName() + " " + context.get());
                            return Verdict.CONTINUE;
                        })
                        .loop(loop)
                        .contextCarrier(carrier)
                        .build());

        context.set("request 7");
        seq.offer("A");
        context.remove();
        loop.runUntilIdle();

        // J-12
        assertThat(seen).containsExactly("Created none", "Message request 7");
    }

    // J-12
    @Test
    void isNotDisturbedByAnObserverThatThrows() {
        SequencerObserver clumsy = new SequencerObserver() {
            @Override
            public void delivered(Sequencer<?, ?> seq, Signal<?> signal, long waitedNanos, long tookNanos) {
                throw new IllegalStateException("clumsy");
            }
        };
        SequencerRuntime watched = new SequencerRuntime(List.of(loop), clumsy, new SplittableRandom(1));
        Sequencer<String, String> seq = watched.start(idle("watched").build());
        seq.offer("A");
        loop.runUntilIdle();

        assertThat(seq.offer("B")).isEqualTo(Admission.ACCEPTED);
    }

    // J-12
    @Test
    void tellsTheObserverHowLongSignalsWaitedAndTook() {
        List<String> seen = new ArrayList<>();
        SequencerObserver observer = new SequencerObserver() {
            @Override
            public void delivered(Sequencer<?, ?> seq, Signal<?> signal, long waitedNanos, long tookNanos) {
                seen.add(signal.getClass().getSimpleName() + " " + Duration.ofNanos(waitedNanos) + " "
                        + Duration.ofNanos(tookNanos));
            }
        };
        Sequencer<String, String> seq =
                runtime.start(SequencerSpec.<String, String>builder("slow", () -> "", (_, _, _) -> {
                            loop.pass(Duration.ofMillis(5));
                            return Verdict.CONTINUE;
                        })
                        .loop(loop)
                        .observer(observer)
                        .build());
        seq.offer("A");
        loop.runUntilIdle();

        assertThat(seen).containsExactly("Created PT0S PT0.005S", "Message PT0.005S PT0.005S");
    }
}
