package afb4j.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is near to what is wanted, but wrong, is refused.
final class AcceptedHttpDeviationIT {

    /// Most faults are seen at once; silence takes that long.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";

    static Stream<Arguments> faulty() {
        return HttpVectors.all().stream()
                .flatMap(recorded -> Stream.of(Mutation.values())
                        .flatMap(mutation -> mutation
                                .of(AcceptedHttpDeviation.rewrite(recorded))
                                .map(script -> Arguments.of(mutation, recorded, script))
                                .stream()));
    }

    private static void assertRefused(HttpVector recorded, HttpVector script) {
        try (ScriptedBinder binder = new ScriptedBinder(script)) {
            assertThatExceptionOfType(HttpMismatch.class)
                    .as(recorded.name())
                    .isThrownBy(
                            () -> HttpServerPlay.of(recorded).within(PATIENCE).against(binder))
                    .withMessageContaining(recorded.name())
                    .withMessageContaining("expected");
        }
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void faultsAreRefused(Mutation mutation, HttpVector recorded, HttpVector script) {
        assertRefused(recorded, script);
    }

    /// Recordings of what a program has done; one tells what it was meant to do.
    static Stream<HttpVector> deviating() {
        return HttpVectors.all().stream()
                .filter(recorded -> !recorded.conformance().equals("intended"))
                .filter(recorded -> !AcceptedHttpDeviation.of(recorded).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("deviating")
    void whatWasRecordedIsNotAcceptedAsWell(HttpVector recorded) {
        assertRefused(recorded, recorded);
    }

    @ParameterizedTest
    @EnumSource
    void eachDeviationIsNeeded(AcceptedHttpDeviation deviation) {
        assertThat(HttpVectors.all())
                .anyMatch(recorded -> AcceptedHttpDeviation.of(recorded).contains(deviation));
    }

    @Test
    void aSessionMadeTwiceIsRefused() {
        HttpVector recorded = HttpVectors.load("http/session-id");
        HttpVector wanted = AcceptedHttpDeviation.rewrite(recorded);

        try (ScriptedBinder binder = new ScriptedBinder(wanted, () -> UUID)) {
            assertThatExceptionOfType(HttpMismatch.class)
                    .isThrownBy(() -> HttpServerPlay.of(recorded).against(binder))
                    .withMessageContaining("step 3");
        }
    }

    @Test
    void aUuidThatIsNoneIsRefused() {
        HttpVector recorded = HttpVectors.load("http/session-id");
        HttpVector wanted = AcceptedHttpDeviation.rewrite(recorded);

        try (ScriptedBinder binder = new ScriptedBinder(wanted, () -> UUID.toUpperCase(Locale.ROOT))) {
            assertThatExceptionOfType(HttpMismatch.class)
                    .isThrownBy(() -> HttpServerPlay.of(recorded).against(binder))
                    .withMessageContaining("step 1");
        }
    }

    @Test
    void theTableHasEveryDeviationAndEveryRecording() {
        List<String> lines = AcceptedHttpDeviation.table().lines().toList();

        assertThat(lines).anyMatch(line -> line.startsWith("| CONTENT_TYPE | P5 |"));
        assertThat(lines).anyMatch(line -> line.startsWith("| http/alias | must | aliases"));
    }
}
