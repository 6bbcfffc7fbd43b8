package afb4j.core.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Json;
import afb4j.api.JsonKind;
import afb4j.api.JsonStyle;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpenApiTest {

    /// The schema of OpenAPI 3.1 documents, as its makers publish it; in a jar of tests.
    private static final String OFFICIAL_SCHEMA = "/openapi/3.1/schema/2025-09-15";

    private final Json document = OpenApi.of(SampleCatalog.all());

    @Test
    void isAsItWasLookedAt() {
        assertThat(document.text(JsonStyle.INDENTED).strip())
                .isEqualTo(resource("openapi.json").strip());
    }

    @Test
    void isAnOpenApiDocument() {
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new JsonValueNode.Factory())
                .createValidator();
        URI schema = validator.registerSchema(JsonValueNode.of(Json.parse(resource(OFFICIAL_SCHEMA))));

        assertThat(validator.validate(schema, JsonValueNode.of(document)).getErrors())
                .isEmpty();
        assertThat(validator
                        .validate(schema, JsonValueNode.of(Json.parse("{\"openapi\":\"3.1.0\"}")))
                        .getErrors())
                .isNotEmpty();
    }

    @Test
    void hasSchemasThatAreSome() {
        document.member("components")
                .flatMap(components -> components.member("schemas"))
                .orElseThrow()
                .members()
                .forEach((name, _) -> {
                    Json alone = Json.parse(document.compact()); // references lead into the document
                    var whole = Json.object();
                    alone.members().forEach(whole::put);
                    whole.put("$ref", "#/components/schemas/" + name);
                    assertThat(ArgumentCheck.of(whole.build()).fault(Json.of("no such thing")))
                            .as(name)
                            .isNotNull();
                });
    }

    @Test
    void refersToNothingThatIsMissing() {
        List<String> references = new ArrayList<>();
        collect(document, references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(pointer ->
                        assertThat(find(document, pointer)).as(pointer).isPresent());
    }

    @Test
    void answersOfVerbsFitTheirEnvelopes() { // http-and-wsj1.md 1.4
        Json reply = Json.parse("{\"jtype\":\"afb-reply\",\"request\":{\"status\":\"success\",\"code\":0},"
                + "\"response\":{\"lat\":1,\"lon\":2}}");
        Json schema = find(document, "#/paths/~1api~1radio~1where/post/responses/200/content/application~1json/schema")
                .orElseThrow();
        var whole = Json.object();
        schema.members().forEach(whole::put);
        whole.put("components", document.member("components").orElseThrow());
        ArgumentCheck check = ArgumentCheck.of(whole.build());

        assertThat(check.fault(reply)).isEmpty();
        assertThat(check.fault(Json.parse(reply.compact().replace("\"lat\":1,", ""))))
                .contains("/response/lat: expected a value, the member is missing");
    }

    @Test
    void encodesWhatPathsCannotHold() { // http-and-wsj1.md 1.1
        assertThat(ApiPath.of("/api", "a{b", "c d/é?", false).text()).isEqualTo("/api/a%7Bb/c%20d/%C3%A9%3F");
        assertThat(ApiPath.of("", "a", "[ab]x?*", true))
                .isEqualTo(new ApiPath("/a/{part1}x{part2}{part3}", List.of("part1", "part2", "part3")));
    }

    static String resource(String name) {
        try (InputStream in = OpenApiTest.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void collect(Json value, List<String> references) {
        switch (value.kind()) {
            case OBJECT -> {
                value.member("$ref")
                        .filter(ref -> ref.kind() == JsonKind.STRING)
                        .ifPresent(ref -> references.add(ref.asText()));
                value.members().values().forEach(member -> collect(member, references));
            }
            case ARRAY -> value.elements().forEach(element -> collect(element, references));
            case NULL, BOOLEAN, NUMBER, STRING -> {}
        }
    }

    static Optional<Json> find(Json root, String pointer) {
        Optional<Json> found = Optional.of(root);
        for (String step : pointer.substring("#/".length()).split("/", -1)) {
            found = found.flatMap(
                    parent -> parent.member(step.replace("~1", "/").replace("~0", "~")));
        }
        return found;
    }
}
