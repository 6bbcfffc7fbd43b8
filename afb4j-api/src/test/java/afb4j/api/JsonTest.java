package afb4j.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final String SAMPLE = "{\"a\": 1.0, \"b\":[true,null ,\"x\\ty\"] , \"c\":{\"d\":-0.1e1}}";

    @Test
    void forwardsWhatWasReceivedUnchanged() {
        byte[] received = " { 'a' : 01 } ".getBytes(UTF_8);
        Json value = Json.received(received);

        assertThat(value.kind()).isEqualTo(JsonKind.OBJECT);
        assertThat(value.text()).isEqualTo(" { 'a' : 01 } ");
        assertThat(value.rawUtf8()).isSameAs(received);
    }

    @Test
    void findsItsWayToMembersAndElements() {
        Json value = received(SAMPLE);

        assertThat(value.members().keySet()).containsExactly("a", "b", "c");
        assertThat(value.member("a").orElseThrow().text()).isEqualTo("1.0");
        assertThat(value.member("x")).isEmpty();
        assertThat(value.member("b").orElseThrow().elements()).containsExactly(Json.TRUE, Json.NULL, Json.of("x\ty"));
        assertThat(value.member("b").orElseThrow().element(2).asText()).isEqualTo("x\ty");
        assertThat(value.member("c").flatMap(c -> c.member("d")).orElseThrow().text())
                .isEqualTo("-0.1e1");
        assertThat(value.size()).isEqualTo(3);
        assertThat(Json.of("text").member("a")).isEmpty();
        assertThat(Json.of("text").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1.0,1", "1e3,1000", "-0,0", "0e99,0", "120e-1,12", "9223372036854775807,9223372036854775807"})
    void readsWholeNumbersHoweverTheyAreWritten(String text, long expected) {
        assertThat(received(text).asLong()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5 | expected a whole number, got 1.5",
                "NaN | expected a whole number, got NaN",
                "9223372036854775808 | expected a whole number of 64 bits, got 9223372036854775808",
                "1e99999999999999999999 | expected a whole number of 64 bits, got 1e99999999999999999999",
                "\"5\" | expected a number, got \"5\"",
                "[1] | expected a number, got an array",
                "null | expected a number, got null"
            })
    void tellsWhyAValueIsNotAWholeNumber(String text, String message) {
        assertThatThrownBy(() -> received(text).asLong())
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    @Test
    void tellsWhatWasExpectedAndWhatCame() {
        assertThatThrownBy(() -> Json.of(5).asText()).hasMessage("expected a string, got 5");
        assertThatThrownBy(() -> Json.of(5).asBoolean()).hasMessage("expected true or false, got 5");
        assertThatThrownBy(() -> Json.of("x").asDouble()).hasMessage("expected a number, got \"x\"");
        assertThatThrownBy(() -> Json.of(1L << 31).asInt())
                .hasMessage("expected a whole number of 32 bits, got 2147483648");
        assertThatThrownBy(() -> Json.TRUE.members()).hasMessage("expected an object, got true");
        assertThatThrownBy(() -> Json.object().build().elements()).hasMessage("expected an array, got an object");
        assertThatThrownBy(() -> Json.array(1).element(1)).hasMessage("expected an element 1, got an array of 1");
        assertThatThrownBy(() -> Json.of("x".repeat(50)).asLong())
                .hasMessage("expected a number, got \"" + "x".repeat(39) + "…");
    }

    @Test
    void readsNumbersThatAreNotFiniteAsDoubles() {
        assertThat(received("NaN").asDouble()).isNaN();
        assertThat(received("-infinity").asDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(received("1E400").asDouble()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(received("NaN").kind()).isEqualTo(JsonKind.NUMBER);
    }

    @Test
    void isEqualByMeaning() {
        assertThat(received("{\"a\":1,\"b\":[\"\\u00e9\"]}"))
                .isEqualTo(received(" {'b' : ['\u00e9'], 'a': 1.0 } "))
                .hasSameHashCodeAs(received("{\"b\":[\"é\"],\"a\":0.1e1}"))
                .isNotEqualTo(received("{\"a\":1}"));
        assertThat(received("100")).isEqualTo(received("1e2")).hasSameHashCodeAs(received("1e2"));
        assertThat(received("-0.0")).isEqualTo(received("0")).hasSameHashCodeAs(received("0"));
        assertThat(received("1")).isNotEqualTo(received("\"1\"")).isNotEqualTo(received("true"));
        assertThat(received("nan")).isEqualTo(received("NaN")).isNotEqualTo(received("Infinity"));
        assertThat(received("1E999999999")).isNotEqualTo(received("1E999999998"));
        assertThat(received("[1,2]")).isNotEqualTo(received("[2,1]"));
        assertThat(received("hello")).isEqualTo(Json.of("hello"));
        assertThat(Json.NULL).isNotEqualTo(null);
    }

    @Test
    void parsesStrictText() {
        assertThat(Json.parse(" {\"a\":[1e5, -0.5, \"\\u0041\\/\"]}\n").compact())
                .isEqualTo("{\"a\":[1e5,-0.5,\"A/\"]}");
        assertThat(Json.parse("{\"a\":1,\"a\":2}"))
                .isEqualTo(Json.object().put("a", 2).build());
        assertThat(Json.parse("18446744073709551616").text()).isEqualTo("18446744073709551616");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | line 1, column 1: expected a value, got 'h'",
                "`` | line 1, column 1: expected a value, got the end of the text",
                "{\"a\" 1} | line 1, column 6: expected ':', got '1'",
                "{a:1} | line 1, column 2: expected a member name in quotes, got 'a'",
                "[1,] | line 1, column 4: expected no comma before ']', got ']'",
                "[1 2] | line 1, column 4: expected ',' or ']', got '2'",
                "['a'] | line 1, column 2: expected double quotes, got '''",
                "01 | line 1, column 1: expected a number, got '0'",
                "NaN | line 1, column 1: expected a value, got 'N'",
                "TRUE | line 1, column 1: expected 'true', got 'T'",
                "1 2 | line 1, column 3: expected the end of the text, got '2'",
                "/**/1 | line 1, column 1: expected a value, not a comment, got '/'",
                "\"abc | line 1, column 5: expected the end of the string, got the end of the text",
                "\"\\x\" | line 1, column 2: expected an escape as \\n or \\u0041, got '\\'"
            })
    void namesThePlaceWhereTextIsNotStrict(String text, String message) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    @Test
    void countsLinesOfTextThatIsNotStrict() {
        assertThatThrownBy(() -> Json.parse("{\n  \"é\": x\n}"))
                .hasMessage("line 2, column 8: expected a value, got 'x'");
        assertThatThrownBy(() -> Json.parse("[".repeat(33)))
                .hasMessage("line 1, column 33: expected at most 32 nested levels, got '['");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "é\uD83C\uDF89", "\"\\/\b\f\n\r\t\u0001\u007f\u2028", "\0"})
    void givesTextsBack(String text) {
        Json value = Json.of(text);

        assertThat(value.asText()).isEqualTo(text);
        assertThat(received(value.text()).asText()).isEqualTo(text);
        assertThat(Json.parse(value.text())).isEqualTo(value);
    }

    @Test
    void replacesLoneSurrogatesOfTexts() {
        assertThat(Json.of("a\uD800b\uDC00").asText()).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void makesScalars() {
        assertThat(Json.of(null)).isSameAs(Json.NULL);
        assertThat(Json.of(true)).isSameAs(Json.TRUE);
        assertThat(Json.of(5).text()).isEqualTo("5");
        assertThat(Json.of(-5L).text()).isEqualTo("-5");
        assertThat(Json.of(1.0).text()).isEqualTo("1.0");
        assertThat(Json.of(Double.NaN).text()).isEqualTo("NaN");
        assertThat(Json.of(Double.NaN).compact()).isEqualTo("null");
        assertThat(Json.of(Json.FALSE)).isSameAs(Json.FALSE);
    }

    @Test
    void buildsObjectsAndArrays() {
        Json value = Json.object()
                .put("b", "x/y")
                .put("a", Json.array(1, null, List.of(true)))
                .put("b", received("[1,]"))
                .put("\"", Json.ofArray(List.of()))
                .build();

        assertThat(value.text()).isEqualTo("{\"b\":[1],\"a\":[1,null,[true]],\"\\\"\":[]}");
        assertThat(Json.object().build().text()).isEqualTo("{}");
    }

    @Test
    void refusesToBuildWhatPeersWouldReadAsString() {
        Json deep = Json.ofArray(List.of());
        for (int depth = 1; depth < 32; depth++) {
            deep = Json.ofArray(List.of(deep));
        }
        Json deepest = deep;

        assertThat(received(deepest.text()).kind()).isEqualTo(JsonKind.ARRAY);
        assertThatThrownBy(() -> Json.array(deepest))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("expected at most 32 nested levels");
    }

    @Test
    void keepsNumbersBeyond64BitsThatAreMadeHere() {
        assertThat(Json.of(new java.math.BigInteger("18446744073709551616")).text())
                .isEqualTo("18446744073709551616");
    }

    // W-26
    @Test
    void laysOutInEachStyle() {
        Json value = received("{\"a\":1,\"b\":[1,2],\"c\":{},\"d\":[],\"e\":\"x/y\",\"f\":NaN,\"g\":\"\\u00e9\\n\"}");

        assertThat(value.compact())
                .isEqualTo("{\"a\":1,\"b\":[1,2],\"c\":{},\"d\":[],\"e\":\"x/y\",\"f\":null,\"g\":\"é\\n\"}");
        assertThat(value.text(JsonStyle.SPACED))
                .isEqualTo(
                        "{ \"a\": 1, \"b\": [ 1, 2 ], \"c\": { }, \"d\": [ ], \"e\": \"x\\/y\", \"f\": NaN, \"g\": \"é\\n\" }");
        assertThat(received("{\"jtype\" : \"afb-reply\",\"r\":[{\"a\":[1,{}],\"b\":[ ]},null]}")
                        .text(JsonStyle.INDENTED))
                .isEqualTo("""
                        {
                          "jtype":"afb-reply",
                          "r":[
                            {
                              "a":[
                                1,
                                {}
                              ],
                              "b":[]
                            },
                            null
                          ]
                        }""");
    }

    private static Json received(String text) {
        return Json.received(text.getBytes(UTF_8));
    }
}
