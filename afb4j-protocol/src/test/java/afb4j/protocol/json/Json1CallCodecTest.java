package afb4j.protocol.json;

import static afb4j.protocol.Wire.text;
import static afb4j.protocol.json.Json1Fixture.assertFails;
import static afb4j.protocol.json.Json1Fixture.assertGolden;
import static afb4j.protocol.json.Json1Fixture.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.ProtocolLimits;
import afb4j.protocol.TextCache;
import afb4j.protocol.Wire;
import afb4j.protocol.json.Json1Message.Call;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

/// http-and-wsj1.md 3.3 and 3.4.
class Json1CallCodecTest {

    @Test
    void readsAndWritesCall() {
        assertGolden("[2,\"5\",\"probe/echo\",{\"a\":1}]", new Call("5", "probe", "echo", text("{\"a\":1}"), null));
    }

    @Test
    void readsAndWritesTokenAsFifthItem() {
        assertGolden("[2,\"5\",\"probe/check\",null,\"tok\"]", new Call("5", "probe", "check", text("null"), "tok"));
    }

    @Test
    void keepsEmptyTokenApartFromNone() {
        assertGolden("[2,\"5\",\"a/b\",null,\"\"]", new Call("5", "a", "b", text("null"), ""));
    }

    @Test
    void takesTokenNullForNone() {
        assertThat(decode("[2,\"3\",\"hello/success\",null,null]"))
                .isEqualTo(new Call("3", "hello", "success", text("null"), null));
    }

    @Test
    void readsAndWritesTextsInUtf8() {
        assertGolden("[2,\"é☃😀\",\"é/😀\",\"é\",\"☃\"]", new Call("é☃😀", "é", "😀", text("\"é\""), "☃"));
    }

    @Test
    void readsAndWritesIdsWithQuotesAndBackslashes() {
        assertGolden(
                "[2,\"a\\\"b\\\\c\",\"hello/success\",null]",
                new Call("a\"b\\c", "hello", "success", text("null"), null));
    }

    // 1.4: control characters in lower case
    @Test
    void readsAndWritesControlCharactersAndSurrogatesThatAreNotPaired() {
        assertGolden(
                "[2,\"\\u0000\\u000a\\u001f\u007f\",\"\\ud83d/\\ude00\",null,\"\\ude00\\ud83d\"]",
                new Call("\0\n\u001f\u007f", "\ud83d", "\ude00", text("null"), "\ude00\ud83d"));
    }

    @Test
    void decodesEveryEscape() {
        assertThat(decode("[2,\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\uD83D\\uDE00x\",\"a/b\",null]"))
                .isEqualTo(new Call("\"\\/\b\f\n\r\té😀x", "a", "b", text("null"), null));
    }

    // 3.3: a number comes back as a string, and so does null
    @Test
    void takesNumbersAndWordsAsTextOfIds() {
        assertThat(decode("[2,1,\"a/b\",null]")).isEqualTo(new Call("1", "a", "b", text("null"), null));
        assertThat(decode("[2,-1.5e3,\"a/b\",null]")).isEqualTo(new Call("-1.5e3", "a", "b", text("null"), null));
        assertThat(decode("[2,null,\"a/b\",null]")).isEqualTo(new Call("null", "a", "b", text("null"), null));
    }

    @Test
    void acceptsEmptyId() {
        assertGolden("[2,\"\",\"a/b\",null]", new Call("", "a", "b", text("null"), null));
    }

    @Test
    void acceptsAllBlanksBetweenItems() {
        // 3.4: tabs and ends of lines too
        assertThat(decode(" \t\r\n[ 2\t,\r\n\"1\" , \"hello/success\" ,\t{ \"a\" :\n1 } \n] \t\r\n"))
                .isEqualTo(new Call("1", "hello", "success", text("{ \"a\" :\n1 }"), null));
    }

    @Test
    void splitsProcedureAtItsFirstSlash() {
        // vector proc-forms
        assertGolden("[2,\"1\",\"hello/success/x\",1]", new Call("1", "hello", "success/x", text("1"), null));
        assertGolden("[2,\"2\",\"/hello/success\",1]", new Call("2", "", "hello/success", text("1"), null));
        assertGolden("[2,\"3\",\"a/b//c/\",1]", new Call("3", "a", "b//c/", text("1"), null));
    }

    @Test
    void decodesEscapedSlashes() {
        // 11 P16, vector escaped-slash
        Call expected = new Call("1", "hello", "success", text("null"), null);

        assertThat(decode("[2,\"1\",\"hello\\/success\",null]")).isEqualTo(expected);
        assertThat(decode("[2,\"1\",\"hello\\u002Fsuccess\",null]")).isEqualTo(expected);
        assertThat(decode("[2,\"1\",\"h\\u0065llo/success\",null]")).isEqualTo(expected);
    }

    @Test
    void rejectsProcedureWithoutSlashInAWayOfItsOwn() {
        // vector bad-proc
        assertFails("[2,\"1\",\"hello\",null]", Reason.BAD_PROCEDURE);
        assertFails("[2,\"1\",\"\",null]", Reason.BAD_PROCEDURE);
        assertFails("[2,\"1\",\"h\\u0065llo\",null]", Reason.BAD_PROCEDURE);
    }

    @Test
    void rejectsProcedureWithoutVerb() {
        assertFails("[2,\"1\",\"hello/\",null]", Reason.INVALID_FRAME);
        assertFails("[2,\"1\",\"hello//x\",null]", Reason.INVALID_FRAME);
        assertFails("[2,\"1\",\"/\",null]", Reason.INVALID_FRAME);
        assertFails("[2,\"1\",\"//x\",null]", Reason.INVALID_FRAME);
        assertFails("[2,\"1\",\"hello\\/\",null]", Reason.INVALID_FRAME);
        assertFails("[2,\"1\",\"hello\\/\\/x\",null]", Reason.INVALID_FRAME);
    }

    @Test
    void looksAtTheProcedureOnlyWhenTheWholeIsJson() {
        assertFails("[2,\"1\",\"hello\",null", Reason.INVALID_FRAME);
        assertFails("[2,\"1\",\"hello\",{bad}]", Reason.INVALID_FRAME);
    }

    @Test
    void holdsTextsAgainstTheirLimits() {
        ProtocolLimits limits = ProtocolLimits.builder()
                .maxCallIdBytes(2)
                .maxVerbBytes(3)
                .maxTokenBytes(4)
                .build();

        assertThat(Json1Decoder.decode(text("[2,\"12\",\"abc/def\",1,\"toke\"]"), limits))
                .isEqualTo(new Call("12", "abc", "def", text("1"), "toke"));
        assertThat(Json1Decoder.decode(text("[2,12,\"ab\\u0063/\\u0064ef\",1]"), limits))
                .isEqualTo(new Call("12", "abc", "def", text("1"), null));
        for (String tooLong : new String[] {
            "[2,\"123\",\"abc/def\",1]",
            "[2,123,\"abc/def\",1]",
            "[2,null,\"abc/def\",1]",
            "[2,\"\\u0061\",\"abc/def\",1]",
            "[2,\"1\",\"abcd/def\",1]",
            "[2,\"1\",\"abc/defg\",1]",
            "[2,\"1\",\"abé/def\",1]",
            "[2,\"1\",\"\\u0061bcd/def\",1]",
            "[2,\"1\",\"abc/\\u0064efg\",1]",
            "[2,\"1\",\"" + "\\u0061".repeat(7) + "/\",1]",
            "[2,\"1\",\"abc/def\",1,\"token\"]"
        }) {
            Wire.assertFails(text(tooLong), Reason.LIMIT, bytes -> Json1Decoder.decode(bytes, limits));
        }
    }

    @Test
    void takesTheHighestLimits() {
        ProtocolLimits limits =
                ProtocolLimits.builder().maxVerbBytes(Integer.MAX_VALUE - 64).build();

        assertThat(Json1Decoder.decode(text("[2,\"1\",\"a\\/b\",1]"), limits))
                .isEqualTo(new Call("1", "a", "b", text("1"), null));
    }

    @Test
    void holdsTheDepthOfTheArgumentAgainstItsLimit() {
        // As deep as the API reads: 31 arrays around a scalar, or 32 of which the inmost is empty
        String call = "[2,\"1\",\"a/b\",%s]";

        decode(call.formatted("[".repeat(32) + "]".repeat(32)));
        decode(call.formatted("{\"a\":".repeat(31) + "1" + "}".repeat(31)));
        assertFails(call.formatted("[".repeat(33) + "]".repeat(33)), Reason.LIMIT);
        assertFails(call.formatted("[".repeat(32) + "1" + "]".repeat(32)), Reason.LIMIT);
        assertFails(call.formatted("[".repeat(500_000)), Reason.LIMIT);
    }

    @Test
    void lendsTheArgumentWithoutTakingIt() {
        ByteBuf message = text("xx[2,\"1\",\"a/b\",{}]yy");
        message.readerIndex(2).writerIndex(message.writerIndex() - 2);

        Call call = (Call) decode(message);

        assertThat(call.argument()).isEqualTo(text("{}"));
        assertThat(call.argument().unwrap()).isSameAs(message);
        assertThat(message.refCnt()).isOne();
        assertThat(message.readerIndex()).isEqualTo(2);
    }

    @Test
    void writesArgumentOfAnyPlaceInItsBuffer() {
        ByteBuf buffer = text("xx{}yy");
        Call call = new Call("1", "a", "b", buffer.slice(2, 2), null);

        assertThat(Json1Fixture.encode(call)).isEqualTo("[2,\"1\",\"a/b\",{}]");
        assertThat(Json1Fixture.encode(call)).isEqualTo("[2,\"1\",\"a/b\",{}]");
    }

    @Test
    void givesTheSameTextsOfNamesThatComeAgain() {
        TextCache names = new TextCache();

        Call first = (Call) Json1Decoder.decode(text("[2,\"1\",\"hello/ping\",1]"), ProtocolLimits.DEFAULTS, names);
        Call second = (Call) Json1Decoder.decode(text("[2,\"2\",\"hello/ping\",2]"), ProtocolLimits.DEFAULTS, names);

        assertThat(second.api()).isSameAs(first.api());
        assertThat(second.verb()).isSameAs(first.verb());
    }

    @Test
    void refusesNamesThatWouldBeReadAsOthers() {
        ByteBuf argument = text("null");

        assertThatThrownBy(() -> new Call("1", "a/b", "c", argument, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("api is \"a/b\", expected a name without a slash");
        assertThatThrownBy(() -> new Call("1", "a", "", argument, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Call("1", "a", "/c", argument, null)).isInstanceOf(IllegalArgumentException.class);
    }

    // R32
    @Test
    void neverShowsTheToken() {
        assertThat(new Call("1", "a", "b", text("null"), "secret").toString()).doesNotContain("secret");
    }
}
