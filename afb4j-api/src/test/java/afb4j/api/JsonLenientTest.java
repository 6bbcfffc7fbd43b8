package afb4j.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// W-27: the texts of peers as json-c 0.16 takes them. The spaced texts are those recorded in
/// `v1-probe-json*`.
class JsonLenientTest {

    static Stream<Arguments> recordedTexts() {
        return Stream.of(
                row("not JSON: taken as a string", "hello", "\"hello\""),
                row("empty text", "", "\"\""),
                row("incomplete", "{\"a\":", "\"{\\\"a\\\":\""),
                row("trailing text is ignored", "{\"a\":1} tail", "{ \"a\": 1 }"),
                row("white space around", " \n 1 \t", "1"),
                row("single quotes", "{'a':'b'}", "{ \"a\": \"b\" }"),
                row("comment", "/* c */ 1", "1"),
                row("NaN", "NaN", "NaN"),
                row("Infinity", "-Infinity", "-Infinity"),
                row("upper case literal", "TRUE", "true"),
                row("null in upper case", "NULL", "null"),
                row("leading zero", "007", "7"),
                row("plus sign", "+1", "\"+1\""),
                row("trailing comma", "[1,2,]", "[ 1, 2 ]"),
                row("object trailing comma", "{\"a\":1,}", "{ \"a\": 1 }"),
                row("duplicate key", "{\"a\":1,\"a\":2}", "{ \"a\": 2 }"),
                row("number then letters", "12abc", "12"),
                row("bare word null prefix", "nullx", "null"),
                row(
                        "31 nested arrays",
                        nested(31),
                        nested(31).replace("[", "[ ").replace("]", "] ").strip()),
                row(
                        "32 nested arrays",
                        nested(32),
                        nested(32).replace("[", "[ ").replace("]", "] ").strip()),
                row("33 nested arrays", nested(33), "\"" + nested(33) + "\""),
                row("control character in a string", "\"a\nb\"", "\"a\\nb\""),
                row("escaped NUL", "\"a\\u0000b\"", "\"a\\u0000b\""),
                row("lone surrogate", "\"\\ud800\"", "\"\uFFFD\""),
                row("bytes after an inner NUL are lost", "1\0 2", "1"),
                row("big integer", "9223372036854775808", "9223372036854775808"),
                row("bigger integer", "18446744073709551616", "18446744073709551615"),
                row("exponent", "1E400", "1E400"),
                row("one with fraction", "1.0", "1.0"),
                row("fraction with exponent", "0.1e1", "0.1e1"),
                row("slash", "\"a/b\"", "\"a\\/b\""),
                row("unquoted key", "{a:1}", "\"{a:1}\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordedTexts")
    void readsWhatCPeersWereSeenToRead(String text, String spaced) {
        Json value = Json.received(text.getBytes(UTF_8));

        assertThat(value.text(JsonStyle.SPACED)).isEqualTo(spaced);
    }

    static Stream<Arguments> furtherTexts() {
        return Stream.of(
                row("object that is not closed", "{bad", "\"{bad\""),
                row("array that is not closed", "[1,2", "\"[1,2\""),
                row("begun literal", "nul", "\"nul\""),
                row("two values", "1 2", "1"),
                row("line comment", "// c\n1", "1"),
                row("comments everywhere", "[/*a*/1/**/,/*b*/2,/*c*/]/*d", "[1,2]"),
                row("comment as tail", "{} // the end", "{}"),
                row("slash as tail is an error", "1 /x", "\"1 /x\""),
                row("comment that json-c does not close", "/***/1", "\"/***/1\""),
                row("comment without end", "/* 1", "\"/* 1\""),
                row("members with comments", "{/**/'a'/**/:/**/1/**/,//\n'b':2//\n}", "{\"a\":1,\"b\":2}"),
                row("literals in any case", "[nUlL,tRuE,False]", "[null,true,false]"),
                row("not finite in any case", "[nan,infinity,-INFINITY]", "[null,null,null]"),
                row("minus NaN", "-NaN", "\"-NaN\""),
                row("minus alone", "-", "\"-\""),
                row("negative leading zeros", "-007.50", "-7.50"),
                row("zeros only", "[000,0,-00,00.0]", "[0,0,0,0.0]"),
                row("minus zero", "[-0,-0.0]", "[0,-0.0]"),
                row("smallest integer", "-9223372036854775808", "-9223372036854775808"),
                row("smaller integer", "-9223372036854775809", "-9223372036854775808"),
                row("clamped inside", "{\"n\":99999999999999999999}", "{\"n\":18446744073709551615}"),
                row("leading zeros do not clamp", "000000000000000000000000001", "1"),
                row("begun exponent", "[1e,1E+,1.5e-]", "[1,1,1.5]"),
                row("begun exponent of a big number", "99999999999999999999e", "99999999999999999999.0"),
                row("missing digits", "[1.,-.5,1.e2]", "[1.0,-0.5,1.0e2]"),
                row("two fractions", "1.5.5", "1.5"),
                row("no digits at all", "-.", "\"-.\""),
                row("number glued in an array", "[12abc]", "\"[12abc]\""),
                row("comma alone", "[,]", "\"[,]\""),
                row("two commas", "[1,,2]", "\"[1,,2]\""),
                row("wrong closer", "[1}", "\"[1}\""),
                row("missing colon", "{\"a\" 1}", "\"{\\\"a\\\" 1}\""),
                row("unknown escape", "\"\\x\"", "\"\\\"\\\\x\\\"\""),
                row("escaped single quote", "'\\''", "\"'\\\\''\""),
                row("double quotes inside of single ones", "'a\"b\\\"c'", "\"a\\\"b\\\"c\""),
                row("single quote inside of double ones", "\"a'b\"", "\"a'b\""),
                row("control characters", "'\u0001\t\u001f'", "\"\\u0001\\t\\u001f\""),
                row("short unicode escape", "\"\\u12\"", "\"\\\"\\\\u12\\\"\""),
                row("surrogate pair", "\"\\ud83c\\udf89\"", "\"\uD83C\uDF89\""),
                row("two high surrogates", "\"\\ud83c\\ud83c\\udf89\"", "\"\uFFFD\uD83C\uDF89\""),
                row("low surrogate", "\"\\udf89x\"", "\"\uFFFDx\""),
                row("surrogate before an escape", "\"\\ud83c\\n\"", "\"\uFFFD\\n\""),
                row(
                        "value inside of 32 arrays",
                        nested(32).replace("[]", "[1]"),
                        "\"" + nested(32).replace("[]", "[1]") + "\""),
                row(
                        "value inside of 31 arrays",
                        nested(31).replace("[]", "[1]"),
                        nested(31).replace("[]", "[1]")),
                row("33 nested objects", "{\"a\":".repeat(33), "\"" + "{\\\"a\\\":".repeat(33) + "\""),
                row("equal names by escape", "{\"a\":1,\"b\":2,\"\\u0061\":3}", "{\"a\":3,\"b\":2}"),
                row("equal names inside", "[[],{\"x\":{\"a\":[1],\"a\":[]}}]", "[[],{\"x\":{\"a\":[]}}]"),
                row("equal names with quotes", "{'\"':1,\"\\\"\":2}", "{\"\\\"\":2}"),
                row("same name in two objects", "[{\"a\":1},{\"a\":{\"a\":2}}]", "[{\"a\":1},{\"a\":{\"a\":2}}]"),
                row("byte order mark", "\uFEFF1", "\"\uFEFF1\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("furtherTexts")
    void readsWhatTheRulesOfJsonCSay(String text, String compact) {
        Json value = Json.received(text.getBytes(UTF_8));

        assertThat(value.compact()).isEqualTo(compact);
    }

    @Test
    void keepsBytesThatAreNotUtf8WhenForwardedAndReadsThemAsReplacement() {
        byte[] received = "\"\u00ff\u00fe\"".getBytes(ISO_8859_1);

        Json value = Json.received(received);

        assertThat(value.asText()).isEqualTo("\uFFFD\uFFFD");
        assertThat(value.utf8(JsonStyle.COMPACT)).isEqualTo("\"\uFFFD\uFFFD\"".getBytes(UTF_8));
        assertThat(value.rawUtf8()).isSameAs(received);
    }

    @Test
    void findsTheSecondMemberOfANameAmongMany() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 1000; i++) {
            text.append("\"n").append(i).append("\":").append(i).append(',');
        }

        Json value = Json.received(text.append("\"n7\":true}").toString().getBytes(UTF_8));

        assertThat(value.size()).isEqualTo(1000);
        assertThat(value.compact())
                .startsWith("{\"n0\":0,")
                .contains("\"n7\":true")
                .doesNotContain("\"n7\":7,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", " null", "nullx", "null ", "/**/null", "Null\u00e9"})
    void takesOnlyTheExactNullOf2017AsNull(String text) {
        // L-11, legacy-probe-malformed
        Json value = Json.receivedFrom2017(text.getBytes(UTF_8));

        assertThat(value).isEqualTo(Json.of(text));
        assertThat(value.rawUtf8()).isEqualTo(("\"" + text + "\"").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "hello", "[NULL]", "NaN", " 1", "{\"a\":null}", ""})
    void readsOtherTextsOf2017AsThoseOfAnyPeer(String text) {
        byte[] received = text.getBytes(UTF_8);

        Json value = Json.receivedFrom2017(received);

        assertThat(value).isEqualTo(Json.received(received));
        assertThat(value.rawUtf8()).isSameAs(received);
    }

    @Test
    void keepsTextThatNeedsNoRepairAsTheSameArray() {
        byte[] received = "{\"a\":[1,2.50,\"\u00e9\"]}".getBytes(UTF_8);

        Json value = Json.received(received);

        assertThat(value.utf8(JsonStyle.COMPACT)).isSameAs(received);
    }

    @Test
    void givesEachPrefixOfATextAValue() {
        byte[] whole =
                ("/*x*/ {'a': [1, -2.5e+3, \"\\ud83c\\udf89\u00e9\", nul, NaN,], \"b\\n\": {\"c\": -Infinity, \"c\": 007}, // y\n"
                                + " \"d\": [[[]], {}, true, \"\\u0041\", ] } tail")
                        .replace("nul,", "null,")
                        .getBytes(UTF_8);

        for (int length = 0; length <= whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            Json value = Json.received(prefix);

            boolean isComplete = length >= whole.length - " tail".length();
            assertThat(value.kind()).as("%d bytes", length).isEqualTo(isComplete ? JsonKind.OBJECT : JsonKind.STRING);
            if (!isComplete) {
                assertThat(value.asText()).isEqualTo(new String(prefix, UTF_8));
            }
        }
    }

    private static Arguments row(String name, String text, String expected) {
        return Arguments.of(Named.of(name, text), expected);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
