package afb4j.sequencer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.sequencer.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VirtualLoopTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> ran = new ArrayList<>();

    // J-01, J-13
    @Test
    void runsTasksInOrderAndOnlyInsideATurn() {
        loop.execute(() -> {
            ran.add("a");
            loop.execute(() -> ran.add("c"));
        });
        loop.execute(() -> ran.add("b"));
        assertThat(ran).isEmpty();

        loop.turn();

        assertThat(ran).containsExactly("a", "b", "c");
    }

    // J-01, J-13
    @Test
    void keepsWhatIsGivenForTheNextTurnUntilThen() {
        loop.run(() -> loop.nextTurn(() -> ran.add("later")));
        assertThat(ran).isEmpty();

        loop.turn();

        assertThat(ran).containsExactly("later");
        assertThat(loop.turns()).isEqualTo(2);
    }

    // J-13
    @Test
    void firesAlarmsInOrderOfTheirDeadlineAndNeverEarly() {
        alarm(Duration.ofSeconds(40), "late");
        alarm(Duration.ofMillis(5), "first of two");
        alarm(Duration.ofMillis(5), "second of two");

        loop.advance(Duration.ofNanos(4_999_999));
        assertThat(ran).isEmpty();
        loop.advance(Duration.ofSeconds(60));

        // 40 s lies behind the overflow of the clock
        assertThat(ran).containsExactly("first of two", "second of two", "late");
        assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(60).plusNanos(4_999_999));
        assertThat(loop.pendingAlarms()).isZero();
    }

    @Test
    void doesNotRunAnAlarmCancelledInTheTurnItIsDue() {
        Loop.Alarm[] second = new Loop.Alarm[1];
        loop.at(loop.nanoTime(), () -> second[0].cancel());
        second[0] = alarm(Duration.ZERO, "cancelled");

        loop.turn();

        assertThat(ran).isEmpty();
    }

    // J-13
    @Test
    void movesTheClockWithoutRunningAnything() {
        alarm(Duration.ofSeconds(1), "due");

        loop.pass(Duration.ofSeconds(2));
        assertThat(ran).isEmpty();
        loop.turn();

        assertThat(ran).containsExactly("due");
    }

    @Test
    void isTheLoopThreadOnlyWhileItRuns() {
        assertThat(loop.inLoop()).isFalse();
        loop.run(() -> {
            ran.add("in " + loop.inLoop());
            loop.outside(() -> ran.add("outside " + loop.inLoop()));
        });

        assertThat(ran).containsExactly("in true", "outside false");
    }

    @Test
    void refusesNestedTurnsAndTimeThatGoesBack() {
        loop.execute(loop::turn);

        assertThatIllegalStateException().isThrownBy(loop::turn).withMessageContaining("inside a turn");
        assertThatIllegalArgumentException().isThrownBy(() -> loop.advance(Duration.ofSeconds(-1)));
    }

    @Test
    void reportsALoopThatFeedsItself() {
        Runnable[] self = new Runnable[1];
        self[0] = () -> loop.nextTurn(self[0]);
        loop.execute(self[0]);

        assertThatIllegalStateException().isThrownBy(loop::runUntilIdle).withMessageContaining("still busy");
    }

    private Loop.Alarm alarm(Duration delay, String name) {
        return loop.at(loop.nanoTime() + delay.toNanos(), () -> ran.add(name));
    }
}
