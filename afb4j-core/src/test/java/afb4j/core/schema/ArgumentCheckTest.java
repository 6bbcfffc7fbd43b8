package afb4j.core.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.api.SchemaUse;
import afb4j.api.Shape;
import afb4j.api.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentCheckTest {

    private static final String STATION =
            "{\"preset\":1,\"position\":{\"lat\":0,\"lon\":0},\"masts\":[{\"lat\":0,\"lon\":0}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"position\":{\"lat\":\"x\",\"lon\":1} | /position/lat: expected a number, got \"x\"",
                "\"position\":{\"lon\":1} | /position/lat: expected a value, the member is missing",
                "\"position\":[1,2] | /position: expected an object, got an array",
                "\"preset\":\"3\" | /preset: expected a whole number, got \"3\"",
                "\"preset\":null | /preset: expected a whole number, got null",
                "\"preset\":3.5 | /preset: expected a whole number, got 3.5",
                "\"preset\":3000000000 | /preset: expected a whole number of 32 bits, got 3000000000",
                "\"band\":\"LW\" | /band: expected one of FM, am, got \"LW\"",
                "\"name\":{} | /name: expected a string, got an object",
                "\"masts\":{} | /masts: expected an array, got an object",
                "\"masts\":[{\"lat\":0,\"lon\":0},{\"lat\":0,\"lon\":true}] | /masts/1/lon: expected a number, got true"
            })
    void namesThePlaceInTheWordsOfTheMapping(String member, String message) {
        Json schema =
                Shape.of(SampleTypes.Station.class).schema(SchemaUse.INPUT).orElseThrow();
        Json value = Json.parse(withMember(member));

        assertThat(ArgumentCheck.of(schema).fault(value)).contains(message);
    }

    private static String withMember(String member) {
        String name = member.substring(0, member.indexOf(':'));
        String others = STATION.replaceAll(name + ":(\\d|\\[[^]]*\\]|\\{[^}]*\\}),?", "")
                .replaceAll(",$", "");
        return others + (others.endsWith("{") ? "" : ",") + member + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"object\"} | \"x\" | expected an object, got \"x\"",
                "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"array\"}]} | 5 | expected a string or an array, got 5",
                "{\"type\":[\"string\",\"number\"]} | {} | expected a string or a number, got an object",
                "{\"minimum\":1} | 0 | expected 1 or more, got 0",
                "{\"maximum\":1} | 1E400 | expected 1 or less, got 1E400",
                "{\"exclusiveMinimum\":1} | 1 | expected more than 1, got 1",
                "{\"exclusiveMaximum\":1.5} | 1.5 | expected less than 1.5, got 1.5",
                "{\"multipleOf\":2} | 3 | expected a multiple of 2, got 3",
                "{\"minLength\":2} | \"a\" | expected a string of 2 characters at least, got \"a\"",
                "{\"maxLength\":2} | \"abc\" | expected a string of 2 characters at most, got \"abc\"",
                "{\"pattern\":\"^a\"} | \"b\" | expected a string that matches ^a, got \"b\"",
                "{\"minItems\":1} | [] | expected an array of 1 elements at least, got an array",
                "{\"maxItems\":1} | [1,2] | expected an array of 1 elements at most, got an array",
                "{\"uniqueItems\":true} | [1,1] | expected an array of different elements, got an array",
                "{\"minProperties\":1} | {} | expected an object of 1 members at least, got an object",
                "{\"maxProperties\":0} | {\"a\":1} | expected an object of 0 members at most, got an object",
                "{\"const\":\"a\"} | \"b\" | expected \"a\", got \"b\"",
                "{\"enum\":[1,\"a\"]} | 2 | expected one of 1, a, got 2",
                "{\"additionalProperties\":false} | {\"a/b\":1} | /a~1b: expected no such member, got 1",
                "{\"required\":[\"b/\",\"c\"]} | {} | /b~1: expected a value, the member is missing",
                "{\"not\":{}} | 1 | expected another value, got 1",
                "false | 1 | expected no such member, got 1",
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"null\"}}} | 1 | expected null, got 1"
            })
    void hasWordsForEachKeyword(String schema, String value, String message) {
        assertThat(ArgumentCheck.of(Json.parse(schema)).fault(Json.parse(value)))
                .contains(message);
    }

    @Test
    void cutsLongValues() {
        Json schema = Json.parse("{\"type\":\"null\"}");

        assertThat(ArgumentCheck.of(schema).fault(Json.of("x".repeat(100))))
                .contains("expected null, got \"" + "x".repeat(39) + "…");
    }

    @Test
    void comparesHugeNumbersAtNoCost() {
        ArgumentCheck check = ArgumentCheck.of(Json.parse("{\"minimum\":0,\"multipleOf\":0.01}"));

        assertThat(check.fault(Json.parse("1e-999999999"))).isEmpty();
        assertThat(check.fault(Json.parse("-1e999999999"))).isPresent();
        assertThat(check.fault(Json.parse("1e99999999999"))).isEmpty();
        assertThat(check.fault(Json.parse("1e-99999999999"))).isEmpty();
        assertThat(check.fault(Json.received("-Infinity".getBytes(UTF_8))))
                .contains("expected 0 or more, got -Infinity");
        assertThat(check.fault(Json.parse("0." + "1".repeat(2000))))
                .contains("expected a number of 1000 digits at most");
        assertThat(ArgumentCheck.of(Json.parse("{\"maximum\":0}")).fault(Json.received("NaN".getBytes(UTF_8))))
                .isPresent();
    }

    @Test
    void refusesSchemasThatAreNone() {
        Verb verb = Verb.named("tune").inputSchema(Json.parse("{\"type\":5}")).handler(Request::reply);

        assertThatThrownBy(() -> ArgumentCheck.checked("radio", verb))
                .isInstanceOf(BinderException.class)
                .hasMessageStartingWith("radio/tune: its input schema is none: /type: expected");
    }

    @Test
    void leavesVerbsWithoutSchemaAlone() {
        Verb verb = Verb.named("tune").handler(Request::reply);

        assertThat(ArgumentCheck.checked("radio", verb)).isSameAs(verb);
    }
}
