package afb4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// http-and-wsj1.md 1.6, vectors reply-status, reply-values and reply-error-values.
final class ReplyTest {

    private static final Json OBJECT = Json.parse("{\"a\":1}");

    @Test
    void showsItsValuesAsOneJson() { // W-43
        assertThat(Reply.success().json()).isEqualTo(Json.NULL);
        assertThat(Reply.of(OBJECT).json()).isEqualTo(OBJECT);
        assertThat(Reply.of(
                                OBJECT,
                                Text.absent(),
                                Text.of("info"),
                                Bytes.of(new byte[3]),
                                new Real(1.5),
                                new Bool(true))
                        .json()
                        .compact())
                .isEqualTo("[{\"a\":1},null,\"info\",null,1.5,true]");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -4, -12, -16, -17, -999})
    void makesASingleValueOfABinderFailureItsInfo(int code) {
        assertThat(Reply.ofCode(code, Text.of("why")))
                .isEqualTo(Reply.of(Status.of(code).withInfo("why")));
        assertThat(Reply.ofCode(code, OBJECT))
                .isEqualTo(Reply.of(Status.of(code).withInfo("{\"a\":1}")));
        assertThat(Reply.ofCode(code, Text.absent())).isEqualTo(Reply.of(Status.of(code)));
        assertThat(Reply.ofCode(code)).isEqualTo(Reply.of(Status.of(code)));
    }

    @Test
    void keepsBytesAsTheBodyOfABinderFailure() { // vector reply-bytes
        Bytes body = Bytes.of(new byte[] {'x'});

        assertThat(Reply.ofCode(-4, body)).isEqualTo(new Reply(Status.UNKNOWN_VERB, List.of(body)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -4, -999})
    void callsABinderFailureWithSeveralValuesError(int code) {
        Reply reply = Reply.ofCode(code, Json.NULL, Text.of("failed"));

        assertThat(reply.status()).isEqualTo(Status.of(code, "error"));
        assertThat(reply.values()).containsExactly(Json.NULL, Text.of("failed"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 0, -1000, -2000})
    void keepsTheValuesOfOtherCodes(int code) {
        assertThat(Reply.ofCode(code, OBJECT)).isEqualTo(new Reply(Status.of(code), List.of(OBJECT)));
        assertThat(Reply.ofCode(code, OBJECT, OBJECT)).isEqualTo(new Reply(Status.of(code), List.of(OBJECT, OBJECT)));
        assertThat(Reply.ofCode(code)).isEqualTo(Reply.of(Status.of(code)));
    }

    record Station(String name) {}

    @Test
    void takesAnythingForAResult() {
        assertThat(Reply.ofResult(Reply.of(OBJECT))).isEqualTo(Reply.of(OBJECT));
        assertThat(Reply.ofResult(Status.NO_ITEM)).isEqualTo(Reply.of(Status.NO_ITEM));
        assertThat(Reply.ofResult(Text.of("t"))).isEqualTo(Reply.of(Text.of("t")));
        assertThat(Reply.ofResult(new Station("a")).json().compact()).isEqualTo("{\"name\":\"a\"}");
        assertThat(Reply.ofResult(List.of(1, 2)).json().compact()).isEqualTo("[1,2]");
    }

    @Test
    void doesNotBlameTheCallerForAResultThatCannotBeMapped() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reply.ofResult(self))
                .isNotInstanceOf(JsonException.class)
                .withMessageContaining("a result cannot be mapped");
    }

    @Test
    void copiesItsValues() {
        List<Data> values = new ArrayList<>(List.of(OBJECT));
        Reply reply = new Reply(Status.SUCCESS, values);

        values.clear();

        assertThat(reply.values()).containsExactly(OBJECT);
    }
}
