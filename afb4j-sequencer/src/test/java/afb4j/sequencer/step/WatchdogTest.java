package afb4j.sequencer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import afb4j.sequencer.Ending;
import afb4j.sequencer.Sequencer;
import afb4j.sequencer.SequencerRuntime;
import afb4j.sequencer.SequencerSpec;
import afb4j.sequencer.Signal;
import afb4j.sequencer.Verdict;
import afb4j.sequencer.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class WatchdogTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final VirtualLoop loop = new VirtualLoop();
    private final SequencerRuntime runtime = SequencerRuntime.on(loop);

    @Test
    void staysQuietWhileItIsFed() {
        Sequencer<Watchdog, Void> dog =
                runtime.start(Watchdog.spec("dog", LIMIT).build());
        for (int i = 0; i < 10; i++) {
            loop.advance(Duration.ofSeconds(9));
            dog.state().feed();
        }
        loop.advance(Duration.ofMillis(9999));
        assertThat(dog.completion().toCompletableFuture()).isNotDone();

        loop.advance(Duration.ofMillis(1));

        assertThat(dog.completion().toCompletableFuture().exceptionNow())
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("was not fed for PT10S");
    }

    @Test
    void tellsItsParent() {
        List<String> heard = new ArrayList<>();
        runtime.start(SequencerSpec.<String, Ending>builder("parent", () -> "", (seq, _, signal) -> {
                    if (signal instanceof Signal.Created<Ending>) {
                        seq.start(Watchdog.spec("dog", LIMIT).build(), (_, ending) -> ending);
                    }
                    if (signal instanceof Signal.Message<Ending>(Ending ending)) {
                        heard.add(loop.elapsed() + " " + ending.getClass().getSimpleName());
                    }
                    return Verdict.CONTINUE;
                })
                .build());

        loop.advance(Duration.ofSeconds(30));

        assertThat(heard).containsExactly("PT10S Failed");
    }

    @Test
    void refusesALimitOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Watchdog.spec("dog", Duration.ZERO));
    }
}
