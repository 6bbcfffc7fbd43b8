package afb4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Api;
import afb4j.api.Guard;
import afb4j.api.Json;
import afb4j.api.Request;
import afb4j.api.Verb;
import afb4j.testkit.LogCapture;
import org.junit.jupiter.api.Test;

final class ApiDescriptionTest {

    @Test
    void staysAsItWasForVerbsWithoutSchemas() { // W-83
        Api api = Api.builder("a")
                .info("i")
                .verb(Verb.named("v").guard(Guard.loa(1)).handler(Request::reply))
                .build();

        assertThat(ApiDescription.of(api).compact())
                .isEqualTo(
                        "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"a\",\"version\":\"0.0.0\",\"description\":\"i\"},"
                                + "\"paths\":{\"/v\":{\"get\":{\"x-permissions\":{\"LOA\":1},"
                                + "\"responses\":{\"200\":{\"description\":\"v\"}}}}}}");
    }

    @Test
    void tellsOtherBindersTheSchemas() {
        Api api = Api.builder("a")
                .verb("v", int.class, boolean.class, number -> number > 0)
                .build();

        Json operation = ApiDescription.of(api)
                .member("paths")
                .flatMap(paths -> paths.member("/v"))
                .flatMap(path -> path.member("get"))
                .orElseThrow();

        assertThat(RemoteVerbs.input(operation)).contains(Json.parse("{\"type\":\"integer\",\"format\":\"int32\"}"));
        assertThat(RemoteVerbs.output(operation)).contains(Json.parse("{\"type\":\"boolean\"}"));
    }

    @Test
    void infoShowsShapesAndEvents() { // http-and-wsj1.md 6
        Api api = Api.builder("a")
                .verb("v", int.class, boolean.class, number -> number > 0)
                .event("e", int.class, "i")
                .build();

        assertThat(ApiInfo.of(api).compact())
                .isEqualTo(
                        "{\"$schema\":\"afb-api-info/v2\",\"name\":\"a\",\"verbs\":[{\"name\":\"v\","
                                + "\"input\":{\"type\":\"integer\",\"format\":\"int32\"},\"output\":{\"type\":\"boolean\"}}],"
                                + "\"events\":[{\"name\":\"e\",\"info\":\"i\",\"data\":{\"type\":\"integer\",\"format\":\"int32\"}}]}");
    }

    /// Two setters for one member.
    static final class Contradictory {

        public void setA(java.util.List<String> a) {}

        public void setA(java.util.Map<String, String> a) {}
    }

    @Test
    void leavesOutSchemasThatCannotBeMade() {
        Api api = Api.builder("a").verb("v", Contradictory.class, _ -> 1).build();

        try (LogCapture log = LogCapture.start()) {
            log.expect("a/v is described without a schema");
            assertThat(ApiInfo.of(api).compact()).contains("{\"name\":\"v\"}");
            log.verify();
        }
    }

    @Test
    void readsDescriptionsOfAnyBinder() {
        assertThat(RemoteVerbs.of(Json.NULL)).isEmpty();
        assertThat(RemoteVerbs.of(Json.parse("{\"paths\":[]}"))).isEmpty();
        assertThat(RemoteVerbs.of(Json.parse("{\"paths\":{\"/a\":5,\"/\":{},\"b\":{\"post\":{}}}}")))
                .containsOnlyKeys("a", "b");
        assertThat(RemoteVerbs.input(Json.parse("{\"requestBody\":{\"content\":{\"application/json\":"
                        + "{\"schema\":{\"$ref\":\"#/components/schemas/x\"}}}}}")))
                .isEmpty();
    }
}
