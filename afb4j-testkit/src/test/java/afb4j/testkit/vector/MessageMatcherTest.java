package afb4j.testkit.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageMatcherTest {

    private final MessageMatcher matcher = new MessageMatcher(new Roles(), new TextRoles(), Subject.SERVER);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"b":[]}      | {"b":[],"a":1.0}
            "a\\/b"             | "a/b"
            not json            | not json
            ["x","ping count=1"] | ["x","ping count=77"]
            1e3                 | 1000
            """)
    void comparesObjectsAsJsonValues(String recorded, String actual) {
        assertThat(difference(reply(null, null, recorded), reply(null, null, actual)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1}    | {"a":2}
            {"a":1}    | {"a":1,"b":null}
            [1,2]      | [2,1]
            1          | "1"
            null       | ""
            "not json" | "other"
            """)
    void noticesOtherJsonValues(String recorded, String actual) {
        assertThat(difference(reply(null, null, recorded), reply(null, null, actual)))
                .isPresent();
    }

    // hello.md section 9
    @Test
    void ignoresCountersAndBlanksOfQueries() {
        String recorded = "Ping Binder Daemon tag=pingSample count=1 query={ \"a\": 1 }";

        assertThat(difference(
                        reply(null, recorded, "1"),
                        reply(null, "Ping Binder Daemon tag=pingSample count=9 query={\"a\":1}", "1")))
                .isEmpty();
        assertThat(difference(
                        reply(null, recorded, "1"),
                        reply(null, "Ping Binder Daemon tag=pingSample count=1 query={ \"a\": 2 }", "1")))
                .isPresent();
        assertThat(difference(reply(null, "two words", "1"), reply(null, "twowords", "1")))
                .isPresent();
    }

    // W-22
    @Test
    void tellsNullFromEmptyTexts() {
        assertThat(difference(reply(null, null, "1"), reply("", null, "1"))).isPresent();
        assertThat(difference(reply(null, null, "1"), reply(null, "", "1"))).isPresent();
    }

    // W-42
    @Test
    void acceptsBinderTextsOf2026InPlaceOfThoseOf2020() {
        Message unknown2020 = reply("unknown-verb", "verb x unknown within api hello", "null");
        Message unknown2026 = reply("unknown-verb", null, "null");

        assertThat(difference(unknown2020, unknown2026)).isEmpty();
        assertThat(difference(unknown2026, unknown2020)).isPresent();
        assertThat(difference(reply("not-replied", null, "null"), reply("no-reply", null, "null")))
                .isEmpty();
        assertThat(difference(reply("unknown-session", null, "null"), reply("invalid-request", null, "null")))
                .isEmpty();
        assertThat(difference(reply("failed", "x", "null"), reply("failed", null, "null")))
                .isPresent();
    }

    private Optional<String> difference(Message recorded, Message actual) {
        return matcher.difference(recorded, actual);
    }

    private static Message reply(@Nullable String error, @Nullable String info, String object) {
        String hex = ReplyEncoder.encode(Dialect.WSAPI_V1, 1, error, info, object);
        return MessageDecoder.decode(
                Dialect.WSAPI_V1, Direction.S2C, HexFormat.of().parseHex(hex));
    }
}
