package afb4j.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import afb4j.testkit.http.TinyJson1Client.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The player of servers against a tiny client: one without fault, and some with one.
final class Json1ClientPlayIT {

    static List<HttpVector> recordings() {
        return Json1ClientPlay.recordings();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void findsNothingInAClientWithoutFault(HttpVector recorded) {
        Json1ClientPlay.of(recorded).against(new TinyJson1Client(Fault.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "DOES_NOT_MASK, wsj1/call, masked",
        "CALLS_ANOTHER_VERB, wsj1/call, expected a call of",
        "SENDS_ANOTHER_ARGUMENT, wsj1/events, expected a call of",
        "USES_AN_ID_TWICE, wsj1/call, expected an id",
        "ASKS_FOR_ANOTHER_PATH, wsj1/loa, expected a request for /api?uuid=L1",
        "OFFERS_NO_PROTOCOL, wsj1/call, Sec-WebSocket-Protocol",
        "LOSES_THE_INFO, wsj1/call, expected the user to get",
        "TAKES_FAILURES_FOR_SUCCESSES, wsj1/loa, expected the user to get",
        "CHANGES_EVENTS, wsj1/events, expected the user to see",
    })
    void findsEachFault(Fault fault, String name, String message) {
        Json1ClientPlay play = Json1ClientPlay.of(HttpVectors.load(name));

        assertThatExceptionOfType(HttpMismatch.class)
                .isThrownBy(() -> play.against(new TinyJson1Client(fault)))
                .withMessageContaining(name)
                .withMessageContaining(message);
    }

    @Test
    void playsWhatClientsCanBeToldToDo() {
        assertThat(recordings())
                .extracting(HttpVector::name)
                .contains("wsj1/call", "wsj1/events", "wsj1/no-reply", "wsj1/parallel")
                .doesNotContain("wsj1/bad-frames", "wsj1/upgrade-refused");
    }
}
