package afb4j.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any bytes give a value whose compact text is strict JSON and means the same, but for numbers that are not
/// finite.
class JsonRandomTest {

    private static final int TEXTS = 5_000;

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "\\",
        "/",
        "*",
        "\n",
        " ",
        "\0",
        "\"a\":",
        "'b':",
        "\"a\"",
        "'x'",
        "1",
        "0",
        "-",
        "+",
        ".",
        "e",
        "E5",
        "null",
        "NULL",
        "true",
        "False",
        "NaN",
        "-Infinity",
        "/*",
        "*/",
        "//",
        "\\u00e9",
        "\\ud83c",
        "\\udf89",
        "\\n",
        "\u0001",
        "\u00e9",
        "\u00c3\u00a9",
        "\u00ff",
        "99999999999999999999",
        "[[[[[[[[",
        "]]]]]]]]",
        "{\"k\":"
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20261121})
    void givesAnyTextAStableValue(long seed) {
        Random random = new Random(seed);

        for (int i = 0; i < TEXTS; i++) {
            byte[] received = text(random);
            Json value = Json.received(received);

            Json cleaned = Json.received(value.cleanUtf8());
            assertThat(cleaned.cleanUtf8()).as("seed %d, text %d", seed, i).isEqualTo(value.cleanUtf8());
            assertThat(cleaned).isEqualTo(value).hasSameHashCodeAs(value);

            String compact = value.compact();
            assertThat(Json.parse(compact).text()).isEqualTo(compact);
            Json reread = Json.received(value.text(JsonStyle.INDENTED).getBytes(UTF_8));
            assertThat(reread).isEqualTo(value);
            assertThat(Json.received(value.text(JsonStyle.SPACED).getBytes(UTF_8)))
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void givesTextsOf2017AValue(long seed) {
        Random random = new Random(seed);

        for (int i = 0; i < TEXTS; i++) {
            byte[] received = text(random);
            Json value = Json.receivedFrom2017(received);

            boolean isExactNull = new String(JsonStrings.repaired(received), UTF_8).equals("null");
            assertThat(value.isNull()).as("seed %d, text %d", seed, i).isEqualTo(isExactNull);
        }
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(24);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(ISO_8859_1);
    }
}
