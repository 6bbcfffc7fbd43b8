package afb4j.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The player against a server that does exactly what is wanted: it finds nothing.
final class HttpSelfPlayIT {

    static List<HttpVector> recordings() {
        return HttpVectors.all();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void findsNothingInWhatWasRecorded(HttpVector recorded) {
        try (ScriptedBinder binder = new ScriptedBinder(recorded)) {
            HttpServerPlay.exactly(recorded).against(binder);
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void findsNothingInWhatIsWanted(HttpVector recorded) {
        try (ScriptedBinder binder = new ScriptedBinder(AcceptedHttpDeviation.rewrite(recorded))) {
            HttpServerPlay.of(recorded).against(binder);
        }
    }

    @Test
    void readsAllRecordingsButRuns() {
        assertThat(recordings())
                .extracting(HttpVector::name)
                .contains("http/alias", "http/subcall", "wsj1/upgrade")
                .noneMatch(name -> name.contains("/cli-"))
                .hasSizeGreaterThan(70);
    }
}
