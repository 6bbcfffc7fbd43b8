package afb4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventPatternTest {

    @ParameterizedTest
    @CsvSource({
        "hello/ev, hello/ev, true",
        "hello/ev, hello/event, false",
        "hello/ev, hello/e, false",
        "Hello/EV, hELLO/ev, true", // case blind
        "hello/*, hello/ev, true",
        "hello/*, hello/, true",
        "hello/*, hello/a/b, true", // * matches / too
        "*, any/thing, true",
        "*/ev, hello/ev, true",
        "*/ev, hello/evening, false",
        "h*o/*v, hello/ev, true",
        "a*b*c, aXbXbXc, true",
        "a*b*c, aXbXbX, false",
        "**, x, true",
        "hello/?v, hello/ev, false", // only * is special
        "hello/[e]v, hello/[e]v, true",
        "*.x, .x, true",
    })
    void matchesAsHelloDoes(String pattern, String name, boolean fits) { // hello.md 4.3
        assertThat(EventPattern.of(pattern).matches(EventPattern.fold(name))).isEqualTo(fits);
    }

    @Test
    void matchesTheEmptyName() {
        assertThat(EventPattern.of("*").matches("")).isTrue();
        assertThat(EventPattern.of("").matches("")).isTrue();
        assertThat(EventPattern.of("a").matches("")).isFalse();
    }

    @Test
    void countsWhatStandsForItself() {
        assertThat(EventPattern.of("h*o/*").literals()).isEqualTo(3);
    }

    @Test
    void doesNotBacktrackForEver() {
        EventPattern pattern = EventPattern.of("*a".repeat(30) + "b");
        String name = "a".repeat(5000);

        boolean fits = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> pattern.matches(name));

        assertThat(fits).isFalse();
    }
}
