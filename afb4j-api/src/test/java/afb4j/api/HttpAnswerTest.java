package afb4j.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// http-and-wsj1.md 1.8.
final class HttpAnswerTest {

    private static final Bytes NOTHING = Bytes.of(new byte[0]);

    @Test
    void carriesStatusHeadersInOrderAndBody() {
        HttpAnswer answer = HttpAnswer.of(201)
                .type("text/html")
                .header("X-A", "1")
                .header("X-A", "2")
                .body("é");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers())
                .containsExactly(
                        new HttpAnswer.Header("Content-Type", "text/html"),
                        new HttpAnswer.Header("X-A", "1"),
                        new HttpAnswer.Header("X-A", "2"));
        assertThat(answer.body()).isEqualTo(Bytes.of("é".getBytes(UTF_8)));
    }

    @Test
    void redirectsOnceOrForGood() {
        HttpAnswer.Header location = new HttpAnswer.Header("Location", "/x");

        assertThat(HttpAnswer.redirect("/x")).isEqualTo(new HttpAnswer(307, List.of(location), NOTHING));
        assertThat(HttpAnswer.movedPermanently("/x")).isEqualTo(new HttpAnswer(301, List.of(location), NOTHING));
    }

    @Test
    void isAReplyWithoutValueForOtherProtocols() {
        HttpAnswer answer = HttpAnswer.of(200).body("x");

        Reply reply = Reply.ofResult(answer);

        assertThat(reply).isEqualTo(new Reply(Status.SUCCESS, List.of(), Optional.of(answer)));
        assertThat(reply.json()).isEqualTo(Json.NULL);
    }

    @ParameterizedTest
    @CsvSource({"204,true", "307,true", "400,false", "599,false"})
    void isASuccessBelow400(int status, boolean succeeds) {
        assertThat(HttpAnswer.of(status).reply().status().isSuccess()).isEqualTo(succeeds);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 199, 600})
    void refusesStatusesThatEndNoRequest(int status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpAnswer.of(status))
                .withMessage("the HTTP status is " + status + ", expected 200 to 599");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x\r\nSet-Cookie: a=b", "a\nb", "\0", "\u007f"})
    void refusesValuesThatWouldEndTheHeader(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpAnswer.redirect(value))
                .withMessage("the value of the header Location has control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "A:", "é", "Content-Length", "transfer-encoding", "Connection", "UPGRADE"})
    void refusesNamesThatAreNoneOrNotItsOwn(String name) {
        HttpAnswer answer = HttpAnswer.of(200);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> answer.header(name, "x"))
                .withMessageContaining("header");
    }

    @Test
    void appendsTheQueryOfTheRequestToALocation() {
        assertThat(calledWith("a=1&b=%20").withQuery("/x")).isEqualTo("/x?a=1&b=%20");
        assertThat(calledWith("a=1").withQuery("/x?y")).isEqualTo("/x?y&a=1");
        assertThat(calledWith("").withQuery("/x")).isEqualTo("/x");
    }

    private static HttpCall calledWith(String query) {
        return new HttpCall() {
            @Override
            public String method() {
                return "GET";
            }

            @Override
            public Optional<String> header(String name) {
                return Optional.empty();
            }

            @Override
            public String query() {
                return query;
            }
        };
    }
}
