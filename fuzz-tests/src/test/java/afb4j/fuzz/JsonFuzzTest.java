package afb4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.JsonStyle;
import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any text of a peer is a JSON value (W-27) whose layouts mean the same when they are read again, and whose
/// compact text is strict JSON.
class JsonFuzzTest {

    @FuzzTest
    void readsAnyText(byte[] input) {
        Json value = Json.received(input);

        String compact = value.compact();
        assertThat(Json.parse(compact).text()).isEqualTo(compact);
        for (JsonStyle style : new JsonStyle[] {JsonStyle.SPACED, JsonStyle.INDENTED}) {
            Json again = Json.received(value.text(style).getBytes(UTF_8));
            assertThat(again).isEqualTo(value).hasSameHashCodeAs(value);
        }
        assertThat(children(value)).isEqualTo(value);
        assertThat(value.rawUtf8()).isSameAs(input);
    }

    /// The value made anew of its parts.
    private static Json children(Json value) {
        return switch (value.kind()) {
            case ARRAY -> Json.ofArray(value.elements());
            case OBJECT -> Json.of(value.members());
            case STRING -> Json.of(value.asText());
            case BOOLEAN -> Json.of(value.asBoolean());
            case NULL, NUMBER -> Json.received(value.rawUtf8());
        };
    }

    @FuzzTest
    void readsAnyTextOf2017(byte[] input) {
        Json value = Json.receivedFrom2017(input);

        Json ofOthers = Json.received(input);
        assertThat(value.isNull() || value.kind() == JsonKind.STRING || value.equals(ofOthers))
                .isTrue();
    }
}
