package afb4j.core.session;

import static afb4j.core.session.TestSessions.CONFIG;
import static afb4j.core.session.TestSessions.HOUR;
import static afb4j.core.session.TestSessions.granted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import afb4j.api.Session;
import afb4j.sequencer.testkit.VirtualLoop;
import afb4j.testkit.LogCapture;
import afb4j.testkit.NoWarnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoWarnings.class)
final class LiveSessionTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final SessionTable table = TestSessions.table(CONFIG, loop);
    private final LiveSession session = granted(table.acquire("one"));
    private final List<Object> released = new ArrayList<>();

    @Test
    void acceptsAnyTokenWhileItHasNone() { // S-41, S-51
        assertThat(session.token()).isEmpty();
        assertThat(session.accepts(null)).isTrue();
        assertThat(session.accepts("anything")).isTrue();
    }

    @Test
    void acceptsOnlyItsOwnToken() { // S-51, S-60, S-76, S-77, B-31
        LiveSession guarded = granted(
                TestSessions.table(CONFIG.withInitialToken("secret"), loop).create());

        assertThat(guarded.accepts("secret")).isTrue();
        for (String other : List.of("", "s", "secre", "secrets", "Secret", "secret\0")) {
            assertThat(guarded.accepts(other)).as(other).isFalse();
        }
        assertThat(guarded.accepts(null)).isFalse();
    }

    @Test
    void acceptsWhatItHasAcceptedBeforeAndNothingElseThen() { // S-51
        String token = session.refreshToken();
        String presented = new String(token.toCharArray());

        for (int i = 0; i < 3; i++) {
            assertThat(session.accepts(presented)).isTrue();
            assertThat(session.accepts(token)).isTrue();
            assertThat(session.accepts(token + "x")).isFalse();
        }
        session.refreshToken();
        assertThat(session.accepts(presented)).isFalse();
        assertThat(session.accepts(token)).isFalse();
    }

    @Test
    void acceptsNoTokenOnceItIsExpiredOrClosed() { // S-51
        LiveSession closed = granted(table.acquire("two"));
        closed.close();
        assertThat(closed.accepts("")).isFalse();

        long before = loop.nanoTime();
        loop.pass(HOUR);
        assertThat(session.accepts("", before)).isTrue(); // for a call that came in time
        assertThat(session.accepts("")).isFalse();
    }

    @Test
    void refusesTheOldTokenOnceItIsRefreshed() { // S-52, S-78
        String first = session.refreshToken();
        loop.pass(Duration.ofMinutes(30));
        String second = session.refreshToken();

        assertThat(first).matches("[0-9a-f-]{36}");
        assertThat(second).isNotEqualTo(first).isEqualTo(session.token());
        assertThat(session.accepts(first)).isFalse();
        assertThat(session.accepts(null)).isFalse();
        assertThat(session.accepts(second)).isTrue();
        assertThat(session.remaining()).isEqualTo(HOUR);
    }

    @Test
    void makesANewSessionAfterItsReset() { // S-79, S-50
        session.refreshToken();

        session.close();

        assertThat(session.refreshToken()).isEqualTo(session.token());
        assertThat(granted(table.acquire("one")).token()).isEmpty();
    }

    @Test
    void keepsOneValueForEachApi() { // S-53, S-54, S-74
        session.view("a").value("of a");
        session.view("b").value("of b");

        assertThat(session.view("a").value()).contains("of a");
        assertThat(session.view("b").value()).contains("of b");
        assertThat(session.view("c").value()).isEmpty();
        assertThat(session.view("a")).isSameAs(session.view("a"));
    }

    @Test
    void releasesAValueOnceItIsReplaced() { // S-53, S-54, S-74
        Session view = session.view("a");
        view.value("first", value -> {
            assertThat(view.value()).contains("second"); // after replacing it
            released.add(value);
        });

        view.value("second", released::add);
        assertThat(released).containsExactly("first");

        view.clearValue();
        view.clearValue();
        assertThat(released).containsExactly("first", "second");
        assertThat(view.value()).isEmpty();
    }

    @Test
    void doesNotReleaseAValueThatIsSetAgain() { // B-28, S-53
        Session view = session.view("a");
        Object value = new Object();
        view.value(value, released::add);

        view.value(value, released::add);

        assertThat(released).isEmpty();
        view.clearValue();
        assertThat(released).containsExactly(value);
    }

    @Test
    void makesAValueOnlyIfThereIsNone() { // S-54
        Session view = session.view("a");

        assertThat(view.valueOr(String.class, () -> "made")).isEqualTo("made");
        assertThat(view.valueOr(String.class, () -> "made again")).isEqualTo("made");
        assertThatIllegalStateException()
                .isThrownBy(() -> view.valueOr(Integer.class, () -> 1))
                .withMessage("session 1: the value of API a is a java.lang.String, expected a java.lang.Integer");
    }

    @Test
    void releasesAllValuesOnceWhenItIsClosed() { // S-50, B-25
        session.view("a").value("of a", released::add);
        session.view("b").value("of b", released::add);

        session.close();
        session.close();
        session.view("a").clearValue();

        assertThat(released).containsExactlyInAnyOrder("of a", "of b");
        assertThat(session.view("a").value()).isEmpty();
    }

    @Test
    void releasesAtOnceWhatIsStoredTooLate() { // S-50
        Session before = session.view("a");
        session.close();

        before.value("late", released::add);
        session.view("b").value("later", released::add);

        assertThat(released).containsExactly("late", "later");
        assertThat(before.value()).isEmpty();
        assertThat(before.valueOr(String.class, () -> "for the request only")).isEqualTo("for the request only");
        assertThat(before.value()).isEmpty();
    }

    @Test
    void releasesTheOtherValuesWhenOneReleaseFails(LogCapture logs) { // S-50
        logs.expect("session 1: the release of a value of API a failed");
        session.view("a").value("of a", _ -> {
            throw new IllegalStateException("broken");
        });
        session.view("b").value("of b", released::add);

        session.close();

        assertThat(released).containsExactly("of b");
    }

    @Test
    void hasALevelOfAssuranceForEachApi() { // S-54
        Session view = session.view("a");
        assertThat(view.loa()).isZero();

        view.loa(3);

        assertThat(view.loa()).isEqualTo(3);
        assertThat(session.view("b").loa()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.loa(-1))
                .withMessage("level of assurance is -1 (API a), expected 0 or more");
    }

    @Test
    void dropsLevelsOfAssuranceWithTheSession() { // S-54
        Session view = session.view("a");
        view.loa(3);

        session.close();
        assertThat(view.loa()).isZero();
        view.loa(2);
        assertThat(view.loa()).isZero();

        Session other = granted(table.acquire("two")).view("a");
        other.loa(1);
        loop.pass(HOUR);
        assertThat(other.loa()).isZero();
    }

    @Test
    void showsEachApiTheSameSession() {
        Session view = session.view("a");

        assertThat(view.uuid()).isEqualTo("one");
        assertThat(view.timeout()).isEqualTo(HOUR);
        assertThat(view.remaining()).isEqualTo(HOUR);
        assertThat(view.isOpen()).isTrue();
        view.close();
        assertThat(session.isOpen()).isFalse();
        assertThat(view.isOpen()).isFalse();
    }

    @Test
    void runsHooksOnceAtTheEnd() { // W-52
        session.onClose(() -> released.add("first"));
        Registration second = session.onClose(() -> released.add("second"));
        session.onClose(() -> released.add("third"));
        second.close();
        second.close();

        session.close();
        session.close();

        assertThat(released).containsExactly("first", "third");
        session.onClose(() -> released.add("at once"));
        assertThat(released).containsExactly("first", "third", "at once");
    }

    @Test
    void runsTheOtherHooksWhenOneFails(LogCapture logs) {
        logs.expect("session 1: what is to be done at its end failed");
        session.onClose(() -> {
            throw new IllegalStateException("broken");
        });
        session.onClose(() -> released.add("second"));

        session.close();

        assertThat(released).containsExactly("second");
    }

    @Test
    void isUnknownWhenItsHooksRun() { // S-50
        session.onClose(() -> released.add(table.find("one")));

        session.close();

        assertThat(released).containsExactly(Optional.empty());
    }

    @Test
    void doesNotShowUuidAndToken() {
        session.refreshToken();

        assertThat(session + " " + session.view("a"))
                .isEqualTo("session 1 session 1 of API a")
                .doesNotContain(session.token());
    }
}
