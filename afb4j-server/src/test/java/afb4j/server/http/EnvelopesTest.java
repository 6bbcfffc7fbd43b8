package afb4j.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Bool;
import afb4j.api.Bytes;
import afb4j.api.Data;
import afb4j.api.Int;
import afb4j.api.Json;
import afb4j.api.Real;
import afb4j.api.Reply;
import afb4j.api.Status;
import afb4j.api.Text;
import afb4j.protocol.json.Envelope;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// http-and-wsj1.md 1.4 to 1.6.
final class EnvelopesTest {

    private static String text(Reply reply) {
        ByteBuf out = Unpooled.buffer();
        Envelopes.of(reply).encode(out);
        return out.toString(UTF_8);
    }

    private static String success(String response) {
        return "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0},\"response\":" + response
                + "}";
    }

    private static String nested(int depth) {
        return "[".repeat(depth - 1) + "1" + "]".repeat(depth - 1);
    }

    @Test
    void replyWithoutValueHasNoResponse() {
        assertThat(text(Reply.success()))
                .isEqualTo("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", " null ", "\n\tnull"})
    void nullIsNoResponse(String value) {
        assertThat(text(Reply.of(Json.received(value.getBytes(UTF_8))))).isEqualTo(text(Reply.success()));
    }

    @Test
    void singleValueIsTheResponse() {
        assertThat(text(Reply.of(Json.parse("{\"a\": [1]}")))).isEqualTo(success("{\"a\": [1]}"));
        assertThat(text(Reply.of(Text.of("")))).isEqualTo(success("\"\""));
        assertThat(text(Reply.of(Text.absent()))).isEqualTo(text(Reply.success()));
        assertThat(text(Reply.of(new Bool(true)))).isEqualTo(success("true"));
    }

    @Test
    void numbersArePlain() { // http-and-wsj1.md 11, P6
        List<Data> values =
                List.of(new Int(Int.Width.U64, 5_000_000_000L), new Int(Int.Width.U64, -1), new Real(1.5), new Real(3));

        assertThat(text(new Reply(Status.SUCCESS, values)))
                .isEqualTo(success("[5000000000,18446744073709551615,1.5,3.0]"));
        assertThat(text(Reply.of(new Real(1.5)))).isEqualTo(success("1.5"));
        assertThat(text(Reply.of(new Real(Double.NaN)))).as("not JSON").isEqualTo(text(Reply.success()));
    }

    @Test
    void severalValuesAreAnArray() {
        assertThat(text(Reply.of(Json.of(1), Text.of("a"), Json.NULL, Text.absent(), Bytes.of(new byte[1]))))
                .isEqualTo(success("[1,\"a\",null,null,null]"));
    }

    @Test
    void bytesAreNoResponse() {
        assertThat(text(Reply.of(Bytes.of(new byte[3])))).isEqualTo(text(Reply.success()));
    }

    @Test
    void tellsStatusInfoAndCode() {
        assertThat(text(Reply.of(Status.of(5).withInfo("i\"")))) // any code that is not negative is kept
                .isEqualTo(
                        "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"info\":\"i\\\"\",\"code\":5}}");
        assertThat(text(Reply.of(Status.named("my-error"))))
                .isEqualTo("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"my-error\",\"code\":-1000}}");
    }

    // 1.6, rules 3 and 4
    @Test
    void codesOfTheBinderTurnASingleValueIntoTheInfo() {
        assertThat(text(Reply.ofCode(-9, Json.parse("{\"a\":1}"))))
                .isEqualTo("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"insufficient-scope\","
                        + "\"info\":\"{\\\"a\\\":1}\",\"code\":-9}}");
        assertThat(text(Reply.ofCode(-9, Json.of(1), Json.of(2))))
                .isEqualTo(
                        "{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"error\",\"code\":-9},\"response\":[1,2]}");
    }

    @Test
    void failureOfAnotherBinderKeepsItsValue() { // W-40
        Reply relayed = new Reply(Status.named("my-error"), List.of(Json.of(1)));

        assertThat(text(relayed))
                .isEqualTo("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"my-error\",\"code\":-1000},"
                        + "\"response\":1}");
    }

    @Test
    void strictTextIsEmbeddedAsItCameWithoutCopy() {
        byte[] received = " {\"b\": 1.50, \"a\": \"\\u0041\"} ".getBytes(UTF_8);

        Envelope envelope = Envelopes.of(Reply.of(Json.received(received)));

        assertThat(envelope.response()).isNotNull();
        assertThat(envelope.response().array()).isSameAs(received);
        assertThat(envelope.response().toString(UTF_8)).isEqualTo("{\"b\": 1.50, \"a\": \"\\u0041\"}");
    }

    @Test
    void textThatIsNotStrictIsEmbeddedAsWhatItMeans() { // W-27
        assertThat(text(Reply.of(Json.received("{'a':1,} x".getBytes(UTF_8))))).isEqualTo(success("{\"a\":1}"));
        assertThat(text(Reply.of(Json.received("\"},\"x\":1".getBytes(UTF_8))))).isEqualTo(success("\"},\""));
        assertThat(text(Reply.of(Json.received(new byte[0])))).isEqualTo(success("\"\""));
        assertThat(text(Reply.of(Json.received(new byte[] {'"', (byte) 0xff, '"'}))))
                .isEqualTo(success("\"\ufffd\""));
        assertThat(text(Reply.of(Json.received(nested(33).getBytes(UTF_8)))))
                .isEqualTo(success("\"" + nested(33) + "\""));
    }

    @Test
    void arrayOfDeepValuesIsNotDeeperThanClientsRead() {
        assertThat(text(Reply.of(Json.parse(nested(31)), Json.of(2)))).isEqualTo(success("[" + nested(31) + ",2]"));
        assertThat(text(Reply.of(Json.parse(nested(32)), Json.of(2)))).isEqualTo(success("[\"" + nested(32) + "\",2]"));
    }
}
