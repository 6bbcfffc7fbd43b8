package afb4j.protocol.json;

import static afb4j.protocol.Wire.bytes;
import static afb4j.protocol.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.protocol.ProtocolException.Reason;
import afb4j.protocol.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8259 for values, RFC 3629 for UTF-8.
class JsonSyntaxTest {

    private static final int DEPTH = 32;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "1",
                "10",
                "-1",
                "0.0",
                "1.50",
                "1e1",
                "1E+1",
                "1e-1",
                "0e0",
                "-12.34e+56",
                "\"\"",
                "\"a\"",
                "\"/\u007f\u2028\uFFFF\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u12aF\"",
                "\"\\ud800\"",
                "\"1234567\"",
                "\"12345678\"",
                "\"1234567890123456\"",
                "[]",
                "[ ]",
                "[1]",
                "[ 1 , 2 ]",
                "[[],[[]],{}]",
                "{}",
                "{ }",
                "{\"\":0}",
                "{\"a\":1,\"a\":2}",
                " { \"a\" : [ { \"b\" : 1 } , 2 ] } ",
                "\t\r\n 1 \t\r\n",
                "\"é☃😀\"",
            })
    void acceptsJson(String json) {
        assertThat(JsonSyntax.isValue(text(json), DEPTH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "nulll",
                "Null",
                "TRUE",
                "tru",
                "NaN",
                "Infinity",
                "-Infinity",
                "undefined",
                "+1",
                "01",
                "-",
                "-a",
                "-01",
                "00",
                ".5",
                "1.",
                "1.e1",
                "1e",
                "1e+",
                "1e1.5",
                "0x10",
                "1_0",
                "1 2",
                "--1",
                "\"",
                "\"a",
                "\"\\",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\U1234\"",
                "'a'",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"\u0000\"",
                "\"1234567\u001f\"",
                "\"12345678\u0001\"",
                "[",
                "]",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[,]",
                "[1 2]",
                "[1}",
                "{",
                "}",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\"1}",
                "{a:1}",
                "{1:1}",
                "{null:1}",
                "{\"a\":1]",
                "{\"a\":1},",
                "[] []",
                "//x\n1",
                "1/**/",
                "1\u0000",
                "\u000b1",
                "\u00a01",
                "\uFEFF1",
                "é",
            })
    void refusesWhatIsNoJson(String json) {
        assertThat(JsonSyntax.isValue(text(json), DEPTH)).isFalse();
        Wire.assertFails(text(json), Reason.INVALID_FRAME, bytes -> JsonSyntax.check(bytes, DEPTH));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        int[][] bad = {
            {0x80}, // continuation without a start
            {0xbf},
            {0xc0, 0x80}, // too long forms
            {0xc1, 0xbf},
            {0xe0, 0x80, 0x80},
            {0xe0, 0x9f, 0xbf},
            {0xf0, 0x80, 0x80, 0x80},
            {0xf0, 0x8f, 0xbf, 0xbf},
            {0xed, 0xa0, 0x80}, // surrogates
            {0xed, 0xbf, 0xbf},
            {0xf4, 0x90, 0x80, 0x80}, // beyond U+10FFFF
            {0xf5, 0x80, 0x80, 0x80},
            {0xff},
            {0xc3, '"'}, // cut
            {0xe2, 0x98, '"'},
            {0xf0, 0x9f, 0x98, '"'},
            {0xe2, 0x98, 0xc3},
        };
        for (int[] character : bad) {
            ByteBuf json = string(character);

            Wire.assertFails(json, Reason.BAD_UTF8, bytes -> JsonSyntax.check(bytes, DEPTH));
            assertThat(JsonSyntax.isValue(json, DEPTH)).isFalse();
        }
    }

    @Test
    void acceptsTheFirstAndLastCharacterOfEachLength() {
        int[][] good = {
            {0x7f},
            {0xc2, 0x80},
            {0xdf, 0xbf},
            {0xe0, 0xa0, 0x80},
            {0xec, 0xbf, 0xbf},
            {0xed, 0x9f, 0xbf},
            {0xee, 0x80, 0x80},
            {0xef, 0xbf, 0xbf},
            {0xf0, 0x90, 0x80, 0x80},
            {0xf3, 0xbf, 0xbf, 0xbf},
            {0xf4, 0x8f, 0xbf, 0xbf},
        };
        for (int[] character : good) {
            assertThat(JsonSyntax.isValue(string(character), DEPTH)).isTrue();
        }
    }

    private static ByteBuf string(int... character) {
        ByteBuf json = Unpooled.buffer().writeByte('"');
        for (int b : character) {
            json.writeByte(b);
        }
        return json.writeByte('"');
    }

    @Test
    void findsEachSpecialByteAtEachPlaceOfALongString() {
        for (int special : new int[] {'"', '\\', 0x1f, 0x00, 0x80, 0xff}) {
            for (int place = 0; place < 24; place++) {
                ByteBuf json = bytes("\"" + "a".repeat(24) + "\"");
                json.setByte(1 + place, special);

                assertThat(JsonSyntax.isValue(json, DEPTH)).isFalse();
            }
        }
    }

    @Test
    void passesOverEachOtherAsciiByteAtEachPlaceOfALongString() {
        for (int plain = ' '; plain < 0x80; plain++) {
            for (int place = 0; place < 24 && plain != '"' && plain != '\\'; place++) {
                ByteBuf json = bytes("\"" + "a".repeat(24) + "\"");
                json.setByte(1 + place, plain);

                assertThat(JsonSyntax.isValue(json, DEPTH)).isTrue();
            }
        }
    }

    @Test
    void countsLevels() {
        assertThat(JsonSyntax.isValue(text("1"), 1)).isTrue();
        assertThat(JsonSyntax.isValue(text("[]"), 1)).isTrue();
        assertThat(JsonSyntax.isValue(text("[1]"), 1)).isFalse();
        assertThat(JsonSyntax.isValue(text("[[],{\"a\":1},2]"), 3)).isTrue();
        assertThat(JsonSyntax.isValue(text("[[],{\"a\":[1]},2]"), 3)).isFalse();
        Wire.assertFails(text("[1]"), Reason.LIMIT, bytes -> JsonSyntax.check(bytes, 1));
    }

    // No recursion: depth costs a bit, not a frame of the stack.
    @Test
    void passesOverAHundredThousandLevels() {
        int depth = 100_000;

        assertThat(JsonSyntax.isValue(text("[".repeat(depth) + "]".repeat(depth)), depth))
                .isTrue();
        assertThat(JsonSyntax.isValue(text("{\"a\":[".repeat(depth) + "]}".repeat(depth)), 2 * depth))
                .isTrue();
    }

    @Test
    void looksAtTheReadableBytesOnly() {
        ByteBuf buffer = text("x[1]x");
        buffer.readerIndex(1).writerIndex(4);

        assertThat(JsonSyntax.isValue(buffer, DEPTH)).isTrue();
        assertThat(buffer.readerIndex()).isOne();
    }

    @Test
    void knowsArraysFromObjectsAtAnyDepth() {
        int pairs = 100;
        String opened = "[{\"a\":".repeat(pairs);

        assertThat(JsonSyntax.isValue(text(opened + "1" + "}]".repeat(pairs)), 2 * pairs + 1))
                .isTrue();
        assertThat(JsonSyntax.isValue(text(opened + "1" + "}]".repeat(pairs)), 2 * pairs))
                .isFalse();
        for (int broken = 0; broken < pairs; broken++) {
            String closed = "}]".repeat(broken) + "]}" + "}]".repeat(pairs - broken - 1);
            assertThat(JsonSyntax.isValue(text(opened + "1" + closed), 2 * pairs + 1))
                    .as("the closers of pair %d are exchanged", broken)
                    .isFalse();
        }
    }
}
